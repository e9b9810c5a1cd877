"""How the tests are shared out between processes (`pytest -n 2`)."""

from xdist.scheduler import LoadScopeScheduling

from tests.browser.programs import FAMILIES


class ByBrowser(LoadScopeScheduling):
    """What shares a browser runs in one process; the rest goes where there is room."""

    def _split_scope(self, nodeid: str) -> str:
        return next((family for family in FAMILIES if f"[{family}" in nodeid), nodeid)


def pytest_xdist_make_scheduler(config, log) -> ByBrowser:
    return ByBrowser(config, log)
