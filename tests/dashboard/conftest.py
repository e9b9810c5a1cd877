"""A real collector on a port of its own, with one paired browser; the charts are made once for all."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, web
from playwright.async_api import Browser, async_playwright

from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import PORT, SESSIONS, STORE, TICKETS
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.dashboard.drawing.making.specs import fingerprint
from pointeuse.dashboard.wording import LANGUAGES
from tests.browser.programs import NoBrowser, find_program
from tests.dashboard.data_page import noon, open_data, strange
from tests.dashboard.looking import FLAGS, Look
from tests.dashboard.seeded import AI_HABITS, act, acts_of, fill

ROOT = Path(__file__).resolve().parents[2]
CHARTS = ROOT / "build" / "charts"
MAKE_CHARTS = (sys.executable, "-m", "pointeuse.dashboard.drawing.making.spec_worker")
WRITTEN = """SELECT (SELECT count(*) FROM act), (SELECT count(*) FROM assumption),
(SELECT group_concat(name || value) FROM preference)"""


@dataclass(frozen=True)
class Served:
    """A running collector, and somebody who has its dashboard open."""

    app: web.Application
    http: ClientSession
    cookie: str
    page_key: str

    @classmethod
    def opened(cls, app: web.Application, http: ClientSession) -> "Served":
        """Open a session, as a ticket would have done."""
        return cls(app, http, *app[SESSIONS].open()[1:])

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"dl_{self.app[PORT]}={self.cookie}", "X-Page-Key": self.page_key}

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.app[PORT]}"

    @property
    def store(self) -> Store:
        return self.app[STORE]

    def link(self) -> str:
        """Return a link that opens the dashboard, once."""
        return f"{self.base}/open#t={self.app[TICKETS].issue('open')}"

    async def get(self, path: str, **headers: str) -> ClientResponse:
        return await self.http.get(self.base + path, headers=self.headers | headers)

    async def post(self, path: str, body: object) -> ClientResponse:
        return await self.http.post(self.base + path, json=body, headers=self.headers)


@pytest.fixture(scope="session")
def cache() -> Path:
    """The charts as the program keeps them, by what they are made from: the first to need them makes them."""
    CHARTS.mkdir(parents=True, exist_ok=True)
    folder = CHARTS / fingerprint()
    with (CHARTS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "bundle.js").exists():
            for what in (*LANGUAGES, "bundle"):
                subprocess.run([*MAKE_CHARTS, folder, what], cwd=ROOT, check=True)
    return CHARTS


@asynccontextmanager
async def serve(folder: Path, cache: Path) -> AsyncIterator[Served]:
    """Serve a new log in `folder`."""
    settings = Settings(folder / "data", port=0).ready()
    (settings.data / "cache").symlink_to(cache)
    async with serving(settings) as app, ClientSession() as http:
        yield Served.opened(app, http)


@pytest.fixture
async def served(tmp_path, cache) -> AsyncIterator[Served]:
    async with serve(tmp_path, cache) as started:
        yield started


@pytest.fixture(scope="session")
async def library(tmp_path_factory, cache, today) -> AsyncIterator[Served]:
    """One log for all tests that only look: two months of likes, CAPTCHAs and prompts, valued in France."""
    async with serve(tmp_path_factory.mktemp("library"), cache) as started:
        await started.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
        days = range(today - 60, today + 1)
        own = acts_of(days)
        await fill(started.store, own)
        await fill(started.store, acts_of(days, 3, AI_HABITS, len(own) + 1))
        yield started


@pytest.fixture
async def shelf(library) -> AsyncIterator[Served]:
    """The same for one test, which is held to its word: nobody has written when it is over."""
    before = await library.store.read(lambda conn: conn.execute(WRITTEN).fetchone())
    yield library
    assert await library.store.read(lambda conn: conn.execute(WRITTEN).fetchone()) == before


@pytest.fixture(scope="session")
def today() -> int:
    """Return the local day of this computer, in days since 1970-01-01."""
    now = time.time()
    return int(now + time.localtime(now).tm_gmtoff) // 86_400


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The Chromium of this machine. Without one the test is left out, or fails if browsers are required."""
    try:
        program = find_program("chromium")
    except NoBrowser as missing:
        if os.environ.get("REQUIRE_BROWSERS"):
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))  # a contributor without it may run the rest; CI may not
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        await browser.close()


Looking = Callable[..., Awaitable[Look]]


@asynccontextmanager
async def looking_at(chromium: Browser, served: Served) -> AsyncIterator[Looking]:
    """Open the dashboard in tabs of its own; at the end nothing was blocked and nothing left the machine."""
    looks: list[Look] = []

    async def opened(**wishes) -> Look:
        return await Look.open(chromium, served, looks, **wishes)

    yield opened
    for one in looks:
        await one.close()
    assert [complaint for one in looks for complaint in one.complaints] == []


@pytest.fixture
async def look(chromium, served) -> AsyncIterator[Looking]:
    """Look at a log of the test's own."""
    async with looking_at(chromium, served) as opened:
        yield opened


@pytest.fixture
async def browse(chromium, shelf) -> AsyncIterator[Looking]:
    """Look at the common log, in tabs of the test's own."""
    async with looking_at(chromium, shelf) as opened:
        yield opened


@pytest.fixture(scope="module")
async def tabs(chromium, library) -> AsyncIterator[Looking]:
    """Tabs with the common log, one for each way to look, which the tests of a file share."""
    known: dict[tuple, Look] = {}
    async with looking_at(chromium, library) as opened:

        async def shared(**wishes) -> Look:
            way = tuple(sorted(wishes.items()))
            if way not in known:
                known[way] = await opened(**wishes)
            return known[way]

        yield shared


@pytest.fixture
async def glance(tabs, shelf) -> AsyncIterator[Looking]:
    """Look at the common log in a tab that others look at too: leave it as it was found."""
    shown: list[Look] = []

    async def seen(**wishes) -> Look:
        shown.append(await tabs(**wishes))
        return shown[-1]

    yield seen
    complaints = [one.complaints.pop() for one in shown for _ in range(len(one.complaints))]
    assert complaints == []


@pytest.fixture
async def looking(chromium, served) -> AsyncIterator[Looking]:
    """Open "Your data" in tabs of its own; at the end nothing was blocked, nothing left, no script failed."""
    looks: list[Look] = []

    async def opened(**wishes) -> Look:
        return await open_data(chromium, served, looks, **wishes)

    yield opened
    for one in looks:
        await one.close()
    assert [complaint for one in looks for complaint in strange(one)] == []


@pytest.fixture
async def some(served, today) -> Served:
    """Twelve likes on YouTube and three posts on Reddit, yesterday."""
    likes = [act(n, noon(today - 1) + n, "like", "youtube", "youtube.like") for n in range(1, 13)]
    posts = [act(n, noon(today - 1) + n, "post", "reddit", "reddit.post") for n in range(13, 16)]
    await fill(served.store, likes + posts)
    return served
