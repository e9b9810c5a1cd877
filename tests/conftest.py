"""How a run of the tests goes: who does what, where its minutes went, what a failure leaves."""

import os
from collections.abc import Iterator

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.suite import evidence
from tests.suite.long_run import LONG, LongRun
from tests.suite.minutes import Minutes
from tests.suite.sharing import ByWhatIsStarted


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return  # one of several processes: the one that started them reports
    config.pluginmanager.register(Minutes(), "minutes")
    if LONG:
        config.pluginmanager.register(LongRun(), "long run")
    if not config.getoption("lf", False):
        evidence.clear()


def pytest_xdist_make_scheduler(config: pytest.Config, log) -> LoadScopeScheduling:
    return ByWhatIsStarted(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed:
        folder = os.path.relpath(evidence.keep(item.nodeid, report.longreprtext))
        told = f"pages and logs of that moment: {folder}/\nalone: make again TEST='{item.nodeid}'"
        report.sections.append(("to look further", told))
    return report
