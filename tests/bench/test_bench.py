"""The benchmarks themselves: what they send is stored as it is, and their verdicts are those of the table."""

import json

import pytest

from bench import months
from bench.goals import GOALS, Goal, Result, results_of, table_of
from bench.making import A_DAY, act, bodies
from bench.shipping import columns_of, rows_of
from bench.viewing import opened, views_of
from pointeuse.collector.acts import decode
from pointeuse.collector.catalogue import load
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from tests.collector.batches import DEVICE, client


def test_every_act_of_the_benchmarks_is_accepted():
    batches = [decode(body, 1_795_339_000_000, load()) for body in bodies("A" * 22, 1, 500, 4)]
    assert [batch.rejected for batch in batches] == [[]] * 4
    assert [act.seq for batch in batches for act in batch.acts] == list(range(1, 2001))


def test_a_day_is_that_of_a_heavy_user():
    acts = [decoded for body in bodies("A" * 22, 1, 1000, 3) for decoded in decode(body, 2**41, load()).acts]
    assert (acts[A_DAY].at - acts[0].at) / 86_400_000 == pytest.approx(1, abs=0.01)
    assert sum(one.kind == "attention" for one in acts) / len(acts) == pytest.approx(0.7, abs=0.05)
    assert len({one.platform for one in acts}) == 13
    assert act(1) == act(1)


@pytest.mark.parametrize(
    ("at_most", "values", "verdict"),
    [
        (False, [0.9, 1.0, 5.0], "goal"),
        (False, [0.5, 0.6, 5.0], "gate"),
        (False, [0.1, 0.4, 5.0], "FAILED"),
        (True, [0.1, 0.4, 0.5], "goal"),
        (True, [0.1, 0.6, 9.0], "FAILED"),
    ],
)
def test_verdict_is_that_of_the_median(at_most, values, verdict):
    goal = Goal(1, "x", "something", 0.5, 0.5 if at_most else 0.8, at_most)
    assert Result(goal, values).verdict == verdict
    assert Result(goal, values).passes == (verdict != "FAILED")


def test_goal_without_a_gate_cannot_fail():
    assert Result(Goal(9, "x", "something", None, 1.0), [0.1]).verdict == "gate"


def test_table_names_what_was_measured_only():
    results = results_of({"cpu": [1.0], "something else": [2.0]})
    assert [result.goal.measure for result in results] == ["cpu"]
    assert "1.00 [1.00..1.00]" in table_of(results) and "something else" not in table_of(results)


def test_a_goal_is_never_easier_than_its_gate():
    for goal in GOALS:
        assert goal.gate is None or goal.holds(goal.gate, goal.goal)


@pytest.fixture
async def log(tmp_path):
    """The database of the benchmarks' person: a thousand acts in each of three months."""
    store = Store.open(Settings(tmp_path / "data").ready(), load())
    for first in (1, 90_001, 180_001):
        for body in bodies(DEVICE, first, 500, 2):
            await store.ingest(client(), decode(body, 2**41, load()))
    await store.close()
    return store.path


@pytest.mark.parametrize("how", ["scan", "pandas"])
def test_what_the_sums_are_compared_with_finds_the_same_rows(log, capsys, how):
    found = []
    for one in ("sums", how):
        months.main(one, str(log))
        found.append(json.loads(capsys.readouterr().out)["rows"])
    assert found[0] == found[1]


def test_windows_are_compared_where_both_logs_are_long_enough(log):
    assert set(views_of(log, log, 1)) == {"month-ms", "year-ms", "all-ms", "month-growth"}


def test_rows_of_a_chart_hold_what_its_columns_hold(log):
    with opened(log) as full:
        view = json.loads(full.view("all"))
        assert full.days == 67
    rows, columns = rows_of(view), json.loads(columns_of(view))
    assert sum(row["acts"] for row in rows) == view["total"]["acts"]
    assert len(rows) == len(columns["pieces"]["n"]) == 30
