"""What other pages can do to the collector, in real browsers: nothing changes and nothing can be read."""

import json
import re
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from pointeuse.collector.app import create_app
from pointeuse.collector.settings import Settings

pytestmark = pytest.mark.browser

ATTACK = (Path(__file__).parent / "attack.js").read_text(encoding="utf-8") + "return attack(...args);"
SIMPLE_TYPES = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"}
BODIES = {
    "/v1/preferences": {"country": "US", "currency": "USD"},
    "/v1/clients/pair": {},
    "/v1/commands/export": {},
    "/v1/acts": {},
    "/v1/erase": {},
    "/v1/export": {},
    "/v1/backups": {},
    "/v1/retention": {"keep_months": 1},
    "/v1/acts/forget": {"minutes": 60},
}
SAMPLES = {"/v1/view/{name}": "overview", "/v1/commands/{name}": "export", "/v1/spec/{name}": "acts_by_day"}


@pytest.fixture(scope="module")
def routes(tmp_path_factory) -> list[tuple[str, str, str]]:
    """Every route of the application: method, path, and a body that would mean something there."""
    app = create_app(Settings(data=tmp_path_factory.mktemp("routes"), port=1))
    found = []
    for route in app.router.routes():
        path = route.resource.canonical
        path = re.sub(r"\{.*\}", SAMPLES.get(path, "home.js"), path)
        if route.method in ("GET", "POST"):
            found.append(
                (route.method, path, json.dumps(BODIES.get(path, {"ticket": "x", "challenge": "x"})))
            )
    return found


class NaiveServer:
    """A server with no gate, for comparison: it answers everybody and remembers what arrived."""

    def __init__(self):
        self.arrived = []
        self.port = 0

    async def start(self) -> "NaiveServer":
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.port = self.runner.addresses[0][1]
        return self

    async def _answer(self, request: web.Request) -> web.Response:
        self.arrived.append((request.method, request.path, request.content_type, dict(request.headers)))
        allow = {
            "Access-Control-Allow-Origin": request.headers.get("Origin", "*"),
            "Access-Control-Allow-Credentials": "true",
            "Access-Control-Allow-Headers": "content-type",
        }
        return web.Response(content_type="text/html", text="<!doctype html><title>x</title>", headers=allow)


@pytest.fixture
async def naive():
    server = await NaiveServer().start()
    yield server
    await server.runner.cleanup()


@pytest.mark.slow
async def test_the_attack_works_where_there_is_no_gate(person, naive, routes):
    page = await person.browser.open("https://evil.example/")
    read = await page.run(ATTACK, f"http://127.0.0.1:{naive.port}", routes)
    assert {line.split(" ")[0] for line in read} >= {"GET", "POST"}
    arrived = {(method, path, kind) for method, path, kind, _ in naive.arrived}
    assert all(
        ("GET", path, "application/octet-stream") in arrived for method, path, _ in routes if method == "GET"
    )
    for path in (path for method, path, _ in routes if method == "POST"):
        assert {kind for method, at, kind in arrived if (method, at) == ("POST", path)} >= SIMPLE_TYPES
    await page.close()


async def test_page_of_another_site_changes_and_reads_nothing(person, routes):
    dashboard = await person.open_dashboard()
    before = person.collector.contents()
    page = await person.browser.open("https://evil.example/")
    assert await page.run(ATTACK, person.collector.origin, routes) == []
    assert person.collector.contents() == before
    await page.close()
    await dashboard.close()


async def test_page_on_another_local_port_changes_and_reads_nothing(person, naive, routes):
    dashboard = await person.open_dashboard()
    before = person.collector.contents()
    page = await person.browser.open(f"http://127.0.0.1:{naive.port}/")
    assert await page.run(ATTACK, person.collector.origin, routes) == []
    assert person.collector.contents() == before
    await page.close()
    await dashboard.close()


async def test_stolen_cookie_alone_opens_nothing(person, naive, routes):
    dashboard = await person.open_dashboard()
    page = await person.browser.open(f"http://127.0.0.1:{naive.port}/")
    await page.close()
    await dashboard.close()
    cookies = [headers.get("Cookie", "") for _, _, _, headers in naive.arrived]
    assert any(f"dl_{person.collector.port}=" in cookie for cookie in cookies)
    async with aiohttp.ClientSession() as thief:
        for method, path, body in (
            route for route in routes if "/v1/" in route[1] and "bundle" not in route[1]
        ):
            answer = await thief.request(
                method,
                person.collector.origin + path,
                headers={"Cookie": cookies[0], "Content-Type": "application/json"},
                data=body if method == "POST" else None,
            )
            assert answer.status in (400, 401, 403), (method, path)


async def test_name_that_resolves_to_this_computer_is_misdirected(person, routes):
    port = person.collector.port
    page = await person.browser.open(f"http://rebind.test:{port}/")
    statuses = await page.run(
        """const ask = async ([method, path, body]) => {
          const post = { method, headers: { "content-type": "application/json" }, body };
          const init = method === "GET" ? {} : post;
          return fetch(path, init).then((answer) => answer.status, () => "hung up");
        };
        const said = [];
        for (const route of args[0]) said.push(await ask(route));
        return said;""",
        routes,
    )
    assert 421 in statuses and set(statuses) <= {421, "hung up"}
    await page.close()
