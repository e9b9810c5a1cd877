"""What the browser tests start from: browsers, the stand-in for the web, a collector, a paired person."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Playwright, async_playwright

from tests.browser.chromium import Chromium
from tests.browser.collector_process import ROOT, Collector
from tests.browser.driving import Browser, Launch
from tests.browser.firefox import Firefox
from tests.browser.person import Person
from tests.browser.programs import FAMILIES, NoBrowser, find_program
from tests.browser.sites import Sites, make_certificate
from tests.browser.tabs import Tabs
from tests.replicas.everywhere import HOSTS

PLATFORMS = ("youtube", "x", "facebook", "reddit")
StartBrowser = Callable[..., Awaitable[Browser]]


@pytest.fixture(scope="session", params=FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    """The family of browsers under test. Without one of it the test is left out, or fails if required."""
    try:
        find_program(request.param)
    except NoBrowser as missing:
        if os.environ.get("REQUIRE_BROWSERS"):
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))  # a contributor without it may run the rest; CI may not
    return request.param


@pytest.fixture(scope="session")
async def sites(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sites]:
    started = await Sites(HOSTS, make_certificate(tmp_path_factory.mktemp("tls"))).start()
    yield started
    await started.stop()


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as started:
        yield started


@pytest.fixture(scope="session")
async def start_browser(family, sites, playwright, tmp_path_factory) -> AsyncIterator[StartBrowser]:
    """Start a browser of the family on a new profile; `bare` leaves the extension out. All are closed."""
    started: list[Browser] = []

    async def start(bare: bool = False, permanent: bool = False) -> Browser:
        launch = Launch(
            program=find_program(family),
            profile=tmp_path_factory.mktemp(family) / "profile",
            extension=None if bare else ROOT / "extension",
            port=sites.port,
            spki=sites.certificate.spki,
            permanent=permanent,
        )
        browser = Chromium(launch, playwright) if family == "chromium" else Firefox(launch)
        started.append(browser)
        await browser.start()
        return browser

    yield start
    for browser in started:
        await browser.close()


@pytest.fixture(scope="session")
async def start_collector(tmp_path_factory) -> AsyncIterator[Callable[[], Awaitable[Collector]]]:
    """Start a collector on a new data folder. All are stopped at the end."""
    started: list[Collector] = []

    async def start() -> Collector:
        started.append(Collector(tmp_path_factory.mktemp("collector") / "data"))
        return await started[-1].start()

    yield start
    for collector in started:
        await collector.stop()


@pytest.fixture(scope="session")
async def person(start_browser, start_collector, sites) -> Person:
    """Somebody who has consented, switched every platform on and paired; shared: compare before and after."""
    someone = Person(await start_browser(), await start_collector(), sites)
    await someone.consent()
    await someone.allow_all()
    await someone.pair()
    return someone


@pytest.fixture(autouse=True)
async def nobody_is_left_without_a_collector(request) -> AsyncIterator[None]:
    """A test that failed while the shared person's collector was off must not fail those after it."""
    yield
    if "person" in request.fixturenames:
        collector = request.getfixturevalue("person").collector
        if collector.process is None:
            await collector.start()


@pytest.fixture(scope="module")
async def tabs(person) -> AsyncIterator[Tabs]:
    """Tabs that the tests of a file use one after the other."""
    row = Tabs(person.browser)
    yield row
    await row.close()


@pytest.fixture
async def another_person(start_browser, start_collector, sites) -> AsyncIterator[Person]:
    """Somebody with a few platforms and a collector of her own, in a browser that a test may kill."""
    someone = Person(await start_browser(permanent=True), await start_collector(), sites)
    await someone.consent()
    await someone.allow(*PLATFORMS)
    await someone.pair()
    yield someone
    await someone.browser.close()


@pytest.fixture
async def newcomer(start_browser, start_collector, sites) -> AsyncIterator[Person]:
    """Somebody who has just installed the extension and started a collector, and has done nothing yet."""
    someone = Person(await start_browser(), await start_collector(), sites)
    yield someone
    await someone.browser.close()
