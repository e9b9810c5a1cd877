"""The charts as specs: small, without data or addresses, in every language; and their cache."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pointeuse.collector.errors import Busy, NotFound
from pointeuse.dashboard.drawing.making import specs as specs_module
from pointeuse.dashboard.drawing.making.charts import CHARTS
from pointeuse.dashboard.drawing.making.spec_worker import compiled, vega_lite
from pointeuse.dashboard.drawing.making.specs import Specs, run_worker
from pointeuse.dashboard.drawing.making.theme import LIGHT
from pointeuse.dashboard.wording import LANGUAGES, texts

EVERY = [
    pytest.param(chart, language, id=f"{chart.name}-{language}") for chart in CHARTS for language in LANGUAGES
]
DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"
ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 2000


@pytest.mark.parametrize(("chart", "language"), EVERY)
def test_a_spec_is_small(chart, language):
    spec = json.dumps(vega_lite(chart, language), separators=(",", ":"))
    assert len(spec.encode()) <= MOST_BYTES


@pytest.mark.parametrize(("chart", "language"), EVERY)
def test_a_spec_holds_no_data_and_no_address(chart, language):
    spec = vega_lite(chart, language)
    spec.pop("$schema")
    drawn = compiled(spec, language)["spec"]
    drawn.pop("$schema")
    for text in (json.dumps(spec), json.dumps(drawn)):
        assert "://" not in text
        assert '"values": [{' not in text
        assert '"url"' not in text
        assert '"href"' not in text
    assert spec["data"] == {"name": chart.name}
    assert "datasets" not in spec


@pytest.mark.parametrize(("chart", "language"), EVERY)
def test_a_spec_reads_only_the_columns_of_its_chart(chart, language):
    text = json.dumps(vega_lite(chart, language))
    fields = set(re.findall(r'"field": "(\w+)"', text)) | set(re.findall(r"datum\.(\w+)", text))
    made_inside = set(re.findall(r'"as": \["(\w+)", "(\w+)"\]', text)[0]) if '"as"' in text else set()
    assert fields - made_inside <= set(chart.columns)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_spec_speaks_its_language(chart):
    titles = {
        language: re.findall(
            r'"title": "([^"]+)"', json.dumps(vega_lite(chart, language), ensure_ascii=False)
        )
        for language in LANGUAGES
    }
    for language in LANGUAGES:
        assert set(titles[language]) <= set(texts(language).values())


def test_numbers_and_dates_are_written_as_in_the_language():
    spec = vega_lite(CHARTS[0], "fr")
    locale = compiled(spec, "fr")["locale"]
    assert locale["number"]["decimal"] == ","
    assert "novembre" in locale["time"]["months"]
    assert compiled(spec, "en")["locale"]["number"]["thousands"] == ","


def blocks():
    """Return the colours of the page by name: those of the light theme, and those of the dark one."""
    css = (DASHBOARD / "kit/styles/theme.css").read_text("utf-8")
    parts = css.split("@media screen and (prefers-color-scheme: dark)")
    return [dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", part)) for part in parts]


def test_charts_and_page_have_the_same_colours():
    light, _ = blocks()
    for name in ("ink", "quiet", "paper", "line", "band", "stamp"):
        assert light[name] == getattr(LIGHT, name)
    assert tuple(light[f"slot-{slot}"] for slot in range(8)) == LIGHT.slots


def test_every_colour_of_a_spec_takes_that_of_the_page():
    css = (DASHBOARD / "drawing/charts.css").read_text("utf-8")
    mapped = dict(re.findall(r'\.chart \[fill="(#[0-9a-f]{6})"\] \{ fill: var\(--([a-z0-9-]+)\); \}', css))
    assert set(mapped) == {
        *LIGHT.slots,
        LIGHT.ink,
        LIGHT.quiet,
        LIGHT.paper,
        LIGHT.line,
        LIGHT.band,
        LIGHT.stamp,
    }
    for colour, name in mapped.items():
        assert f'.chart [stroke="{colour}"] {{ stroke: var(--{name}); }}' in css
        slot = name.removeprefix("slot-")
        assert colour == (LIGHT.slots[int(slot)] if slot != name else getattr(LIGHT, name))
        assert slot in {name, "0"} or f'> [fill="{colour}"] {{ fill: url(#slot-{slot}); }}' in css
    assert LIGHT.stamp == LIGHT.slots[1]


def test_a_picture_has_the_colours_of_the_light_theme():
    named = dict(re.findall(r"const (\w+) = (.+);", (DASHBOARD / "drawing/palette.js").read_text("utf-8")))
    assert tuple(json.loads(named.pop("SLOTS"))) == LIGHT.slots
    assert {name: json.loads(colour) for name, colour in named.items()} == {
        name: getattr(LIGHT, name.lower()) for name in ("INK", "QUIET", "PAPER", "STAMP")
    }


@pytest.mark.parametrize("page", blocks(), ids=["light", "dark"])
def test_colours_can_be_told_from_the_paper(page):
    for text in ("ink", "quiet", "stamp"):
        assert contrast(page[text], page["paper"]) >= 4.5
    for slot in range(8):
        assert contrast(page[f"slot-{slot}"], page["paper"]) >= 3


async def test_the_second_question_starts_no_worker(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(specs_module, "run_worker", counting(started))  # it runs all the same
    specs = Specs(tmp_path)
    first = await specs.spec("acts_by_day", "fr")
    second = await specs.spec("value_by_method", "fr")
    assert await specs.spec("acts_by_day", "fr") == first != second
    assert len(started) == 1


def counting(started):
    async def counted(*arguments):
        started.append(arguments)
        await run_worker(*arguments)

    return counted


async def test_what_an_older_version_left_is_removed(tmp_path):
    old = tmp_path / "cache" / "0" / "bundle.js"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    bundle = await Specs(tmp_path).bundle()
    assert not old.exists()
    assert bundle.rstrip().endswith(b"expressionInterpreter};")


async def test_a_worker_that_fails_is_said_and_not_remembered(tmp_path):
    (tmp_path / "in-the-way").write_text("")
    with pytest.raises(Busy):
        await run_worker(str(tmp_path / "in-the-way" / "folder"), "bundle")


async def test_a_worker_that_takes_too_long_is_ended(tmp_path):
    with pytest.raises(Busy):
        await run_worker(str(tmp_path), "bundle", seconds=0.01)
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_takes_too_much_memory_is_ended(tmp_path):
    use = "import sys; import pointeuse.dashboard.drawing.making.spec_worker as worker"
    code = f"{use}; worker.MEMORY_BYTES = 64 << 20; worker.main(sys.argv[1:])"
    ran = subprocess.run([sys.executable, "-c", code, tmp_path, "bundle"], cwd=ROOT, capture_output=True)
    assert ran.returncode != 0
    assert not (tmp_path / "bundle.js").exists()


@pytest.mark.parametrize("asked", [("nothing", "en"), ("acts_by_day", "de")])
async def test_an_unknown_name_starts_nothing(tmp_path, asked):
    with pytest.raises(NotFound):
        await Specs(tmp_path).spec(*asked)
    assert list(tmp_path.iterdir()) == []


def contrast(one, other):
    """Return the WCAG contrast ratio of two colours written #rrggbb."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
