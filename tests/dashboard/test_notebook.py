"""The log in a notebook: the page about it followed literally, and the same numbers as on the dashboard."""

import re
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

import pointeuse
from pointeuse.collector.errors import PointeuseError
from pointeuse.collector.sums.period import date_of
from pointeuse.collector.sums.totals import totals
from pointeuse.dashboard.drawing.making.charts import CHARTS
from pointeuse.days import period_called
from pointeuse.reading import read
from tests.suite import ROOT

PAGE = ROOT / "docs" / "how-to" / "notebook.md"


@pytest.fixture
def log(library):
    return pointeuse.open_log(library.store.path.parent)


def test_the_code_of_the_page_runs(library, tmp_path):
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    assert len(blocks) == 6
    code = "\n".join(blocks).replace("2026-10", f"{date.today():%Y-%m}").replace("-31", "-28")
    folder = {"POINTEUSE_DATA": str(library.store.path.parent), "MPLBACKEND": "agg"}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=folder, capture_output=True, text=True, timeout=100
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "vega" in (tmp_path / "attention.html").read_text("utf-8").lower()


def test_the_page_names_every_chart():
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", PAGE.read_text("utf-8")))
    assert {chart.name.replace("_", "-") for chart in CHARTS} <= named


async def test_acts_are_rows_at_their_local_times(log, library, today):
    first, last = date_of(today - 20), date_of(today - 10)
    acts = log.acts(first.isoformat(), last)
    assert set(acts["at"].dt.date) <= {first + timedelta(days) for days in range(11)}
    assert {str(acts[name].dtype) for name in ("kind", "platform", "rule", "device")} == {"category"}
    assert len(acts) == len(log.acts(first, last)) > 100
    rows = await library.store.read(lambda conn: totals(conn, period_called(first, last)))
    summed = acts.groupby(["platform", "kind"], observed=True)["n"].sum().to_dict()
    assert summed == {(row.platform, row.kind): row.n for row in rows}


async def test_days_are_the_sums_of_the_acts(log):
    days, acts = log.days(by=["kind", "platform"]), log.acts()
    amounts = ["acts", "attention_ms", "task_ms", "unasked", "ads"]
    assert list(days.columns) == ["day", "platform", "kind", *amounts]
    is_attention = acts["kind"] == "attention"
    assert days["attention_ms"].sum() == acts[is_attention]["ms"].sum() > 0
    is_unasked = acts["kind"] == "captcha.invisible"
    assert days["acts"].sum() == acts[~is_attention & ~is_unasked]["n"].sum() > 0
    assert days["unasked"].sum() == acts[is_unasked]["n"].sum() > 0
    whole = log.days()
    assert whole["acts"].sum() == days["acts"].sum() and whole["day"].is_unique


async def test_a_value_is_that_of_the_dashboard(log, library, today):
    since, until = date_of(today - 30), date_of(today)
    view = await (await library.get(f"/v1/view/overview?from={since}&until={until}")).json()
    methods = view["total"]["methods"]
    for row, name in enumerate(methods["method"]):
        value = log.value(since, until, method=name)
        amounts = [methods[part][row] for part in ("low", "central", "high")]
        assert [value.low, value.middle, value.high] == pytest.approx(amounts)
        assert (value.unit, value.version) == (view["currency"], view["version"])
        assert value.parameters.keys() == value.sources.keys() and value.sources


NOTHING_COUNTED = {"estimate_and_check"}  # the common log has no advertisements


@pytest.mark.parametrize("name", [chart.name for chart in CHARTS])
async def test_a_chart_has_the_data_that_the_page_draws(log, name):
    chart = pointeuse.chart(name.replace("_", "-"), log, period="all", language="fr")
    spec = chart.to_dict()
    (data,) = spec["datasets"].values()
    columns = next(one.columns for one in CHARTS if one.name == name)
    assert (data or name in NOTHING_COUNTED) and all(set(columns) == set(row) for row in data)


async def test_a_chart_counts_what_the_page_counts(log, library):
    view = await (await library.get("/v1/view/overview?period=month")).json()
    rows = pointeuse.chart("acts-by-day", log, period="month").to_dict()["datasets"]["acts_by_day"]
    assert sum(row["acts"] for row in rows) == view["total"]["acts"]
    weeks = pointeuse.chart("attention-by-platform", log, period="month").to_dict()["datasets"]
    minutes = sum(row["minutes"] for row in weeks["attention_by_platform"])
    assert minutes == pytest.approx(view["total"]["ms"] / 60_000)


@pytest.mark.parametrize(
    "asked",
    [
        lambda log: pointeuse.open_log(log.path.parent / "nowhere"),
        lambda log: log.value("October"),
        lambda log: log.value("2026-13"),
        lambda log: log.value("2026-10-02", "2026-10-01"),
        lambda log: log.value("2026-10", method="floor"),
        lambda log: log.days(by=["hour"]),
        lambda log: log.acts("yesterday"),
        lambda log: pointeuse.chart("pie", log),
    ],
)
async def test_a_mistake_is_one_sentence_with_what_to_do(log, asked):
    with pytest.raises(PointeuseError) as told:
        asked(log)
    assert re.fullmatch(r"[A-Z].*[.]", told.value.message)


@pytest.mark.parametrize(("version", "word"), [(1, "older"), (99, "newer")])
async def test_a_log_of_another_version_is_not_guessed_at(tmp_path, version, word):
    conn = sqlite3.connect(tmp_path / "pointeuse.db")
    conn.execute(f"PRAGMA user_version={version}")
    conn.close()
    with pytest.raises(PointeuseError, match=f"of an? {word} Pointeuse"):
        pointeuse.open_log(tmp_path)


async def test_nothing_is_written_and_nothing_stays_open(log):
    with pytest.raises(PointeuseError):
        read(log.path, lambda conn: conn.execute("DELETE FROM act"))
    before = open_files(log.path)
    log.acts()
    assert open_files(log.path) == before


def open_files(path: Path) -> int:
    """Return how often this process has the log open."""
    found = []
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # the one that lists them
            found.append(handle.readlink())
    return found.count(path)


async def test_a_read_that_takes_too_long_is_given_up(log, monkeypatch):
    monkeypatch.setattr("pointeuse.reading.READ_S", 0.05)  # a bound that a test can wait for
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    began = time.monotonic()
    with pytest.raises(PointeuseError):
        read(log.path, lambda conn: conn.execute(endless).fetchone())
    assert time.monotonic() - began < 10
