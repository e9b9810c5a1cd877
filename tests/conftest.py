"""How a run of the tests goes: who does what, where its minutes went, what a failure leaves."""

import shlex
from collections.abc import Iterator

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.suite import evidence
from tests.suite.long_run import LONG, LongRun
from tests.suite.minutes import Minutes
from tests.suite.sharing import ByWhatIsStarted


def is_whole(config: pytest.Config) -> bool:
    """Say whether no test was asked for by its name, nor those that failed: only such a run is kept."""
    by_name = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    return not (by_name or config.getoption("lf", False) or config.option.collectonly)


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return  # one of several processes: the one that started them reports
    config.pluginmanager.register(Minutes(is_kept=is_whole(config)), "minutes")
    if is_whole(config):
        evidence.clear()
        if LONG:
            config.pluginmanager.register(LongRun(), "long run")


def pytest_xdist_make_scheduler(config: pytest.Config, log) -> LoadScopeScheduling:
    return ByWhatIsStarted(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed:
        told = evidence.told(item.nodeid, report.when, report.longreprtext)
        alone = shlex.quote(f"TEST={item.nodeid.replace('$', '$$')}")
        report.sections.append(("to look further", f"{told}\nalone: make again {alone}"))
    return report
