"""The benchmarks themselves: what they send is stored as it is, and their verdicts are those of the table."""

import pytest

from bench.goals import GOALS, Goal, Result, results_of, table_of
from bench.making import A_DAY, act, bodies
from collector.acts import decode
from collector.catalogue import load


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
