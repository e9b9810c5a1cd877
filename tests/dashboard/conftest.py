"""A real collector on a port of its own, with one paired browser; the charts are made once a session."""

import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
from aiohttp import ClientResponse, ClientSession, web
from playwright.async_api import Browser, async_playwright

from collector.app import serving
from collector.app_keys import PORT, SESSIONS, STORE, TICKETS
from collector.settings import Settings
from collector.store import Store
from tests.browser.programs import NoBrowser, find_program
from tests.dashboard.data_page import noon, open_data, strange
from tests.dashboard.looking import FLAGS, Look
from tests.dashboard.seeded import act, fill


@dataclass(frozen=True)
class Served:
    """A running collector, and somebody who has its dashboard open."""

    app: web.Application
    http: ClientSession
    headers: dict[str, str]

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
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
async def served(tmp_path, cache) -> AsyncIterator[Served]:
    settings = Settings(tmp_path / "data", port=0).ready()
    (settings.data / "cache").symlink_to(cache)
    async with serving(settings) as app, ClientSession() as http:
        _, cookie, page_key = app[SESSIONS].open()
        yield Served(app, http, {"Cookie": f"dl_{app[PORT]}={cookie}", "X-Page-Key": page_key})


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


@pytest.fixture
async def look(chromium, served) -> AsyncIterator[Callable[..., Awaitable[Look]]]:
    """Open the dashboard in a new profile; at the end nothing was blocked and nothing left the machine."""
    looks: list[Look] = []

    async def opened(**wishes) -> Look:
        looks.append(await Look.open(chromium, served, **wishes))
        return looks[-1]

    yield opened
    for one in looks:
        await one.context.close()
    assert [complaint for one in looks for complaint in one.complaints] == []


@pytest.fixture
async def looking(chromium, served) -> AsyncIterator[Callable[..., Awaitable[Look]]]:
    """Open "Your data" in a new profile; at the end nothing was blocked, nothing left, no script failed."""
    looks: list[Look] = []

    async def opened(**wishes) -> Look:
        looks.append(await open_data(chromium, served, **wishes))
        return looks[-1]

    yield opened
    for one in looks:
        await one.context.close()
    assert [complaint for one in looks for complaint in strange(one)] == []


@pytest.fixture
async def some(served, today) -> Served:
    """Twelve likes on YouTube and three posts on Reddit, yesterday."""
    likes = [act(n, noon(today - 1) + n, "like", "youtube", "youtube.like") for n in range(1, 13)]
    posts = [act(n, noon(today - 1) + n, "post", "reddit", "reddit.post") for n in range(13, 16)]
    await fill(served.store, likes + posts)
    return served
