"""How the tests are shared out between more processes than cores: each keeps to the browsers it has started.

A unit of work is a file of tests, and a family of browsers where the file needs one. A process takes units of
a kind that it has had before, because the browser, the collector and the paired person are there already;
when that kind is done, it helps where most is left. Large units come first, so that none is left for the end.
"""

import re
from collections import Counter
from collections.abc import Iterable

from xdist.scheduler import LoadScopeScheduling

# What a test of a kind takes, in seconds and roughly, and one of a file that waits much: only for the order.
SECONDS = {"firefox": 8.0, "chromium": 5.0, "dashboard": 2.0, "extension": 1.0, "plain": 0.1}
FILES = {
    "tests/browser/test_captcha_products.py": 45.0,
    "tests/browser/test_every_control.py": 18.0,
    "tests/browser/test_first_hour.py": 30.0,
    "tests/dashboard/test_dashboard_every_page.py": 12.0,
}
FAMILY = re.compile(r"[\[-](firefox|chromium)[\]-]")
FOLDERS = {"tests/dashboard": "dashboard", "tests/extension": "extension"}


def kind_of(nodeid: str) -> str:
    """Return what a test needs to be started: a family of browsers, the pages of one half, or nothing."""
    if family := FAMILY.search(nodeid):
        return family[1]
    return next((kind for folder, kind in FOLDERS.items() if nodeid.startswith(folder)), "plain")


def unit_of(nodeid: str) -> str:
    """Return the name of the unit that a test belongs to: its kind and its file."""
    return f"{kind_of(nodeid)} {nodeid.split('::')[0]}"


def seconds_of(unit: str, tests: int) -> float:
    """Return what a unit with so many tests takes."""
    kind, file = unit.split()
    return FILES.get(file, SECONDS[kind]) * tests


def choose(queue: dict[str, int], had: Iterable[str], elsewhere: Counter) -> str:
    """Return the unit that a process takes next.

    `queue` has the number of tests of each unit that waits, `had` the kinds that the process has started, and
    `elsewhere` how many other processes have started each kind.
    """
    left = Counter()
    for unit, tests in queue.items():
        left[unit.split()[0]] += seconds_of(unit, tests)
    own = [kind for kind in left if kind in had]
    kind = max(own or left, key=lambda each: left[each] / (1 + elsewhere[each]))
    return max(
        (unit for unit in queue if unit.split()[0] == kind), key=lambda unit: seconds_of(unit, queue[unit])
    )


class ByWhatIsStarted(LoadScopeScheduling):
    """The scheduler of pytest-xdist with our units, and our choice of the next one."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)

    def _assign_work_unit(self, node) -> None:
        queue = {unit: len(tests) for unit, tests in self.workqueue.items()}
        started = {each: {unit.split()[0] for unit in had} for each, had in self.assigned_work.items()}
        had = started.pop(node, set())
        elsewhere = Counter(kind for kinds in started.values() for kind in kinds)
        self.workqueue.move_to_end(choose(queue, had, elsewhere), last=False)
        super()._assign_work_unit(node)
