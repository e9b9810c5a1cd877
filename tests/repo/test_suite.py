"""How the tests are shared out between processes, and how their minutes are told."""

from collections import Counter

import pytest

from tests.suite.minutes import Minutes, bucket_of
from tests.suite.sharing import choose, kind_of, unit_of

QUEUE = {
    "firefox tests/browser/test_a.py": 3,
    "firefox tests/browser/test_b.py": 9,
    "chromium tests/browser/test_a.py": 3,
    "plain tests/gate/test_gate.py": 500,
}


@pytest.mark.parametrize(
    ("nodeid", "kind"),
    [
        ("tests/browser/test_a.py::test_x[firefox]", "firefox"),
        ("tests/browser/test_a.py::test_x[reviews-chromium]", "chromium"),
        ("tests/dashboard/test_b.py::test_y[390-fr]", "dashboard"),
        ("tests/extension/test_c.py::test_z", "extension"),
        ("tests/gate/test_d.py::test_w[a browser of firefox]", "plain"),
    ],
)
def test_a_test_is_of_the_kind_that_it_needs_to_be_started(nodeid, kind):
    assert kind_of(nodeid) == kind
    assert unit_of(nodeid) == f"{kind} {nodeid.split('::')[0]}"


def test_a_process_keeps_to_what_it_has_started_and_takes_the_longest_first():
    assert choose(QUEUE, {"firefox"}, Counter(firefox=3)) == "firefox tests/browser/test_b.py"
    assert choose(QUEUE, {"chromium"}, Counter()) == "chromium tests/browser/test_a.py"


def test_a_process_without_any_helps_where_most_is_left_for_each():
    assert choose(QUEUE, set(), Counter()) == "firefox tests/browser/test_b.py"
    assert choose(QUEUE, set(), Counter(firefox=3)) == "plain tests/gate/test_gate.py"
    assert choose(QUEUE, {"extension"}, Counter(firefox=9, plain=9)) == "chromium tests/browser/test_a.py"


def test_minutes_are_told_by_bucket_the_longest_first():
    run = Minutes()
    for nodeid, seconds in (("tests/gate/test_a.py::test_x", 2.0), ("tests/fault/test_b.py::test_y", 5.0)):
        run.tests[nodeid] += seconds
        run.buckets[nodeid] = bucket_of(nodeid, needs_browser=False)
    assert run.summed() == [("faults", 1, 5.0), ("everything else", 1, 2.0)]
    assert bucket_of("tests/dashboard/test_c.py::test_z", needs_browser=True) == "pages of the dashboard"
    assert bucket_of("tests/dashboard/test_c.py::test_z", needs_browser=False) == "everything else"
