"""Dashboard sessions: two halves, of which a cookie that every port of this computer receives is only one."""

import asyncio
import json

import pytest
from aiohttp import web
from raw_http import changed, request, send, without

from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import CLIENTS, SESSIONS, SETTINGS
from pointeuse.collector.routes import commands
from pointeuse.collector.sessions import MOST_SESSIONS, Sessions


async def redeem(world, ticket):
    body = json.dumps({"ticket": ticket}).encode()
    headers = world.headers(body, ("Origin", world.own), ("Sec-Fetch-Site", "same-origin"))
    return await world.send("POST", "/v1/session", headers, body)


async def test_a_ticket_becomes_a_session(world):
    answer = await redeem(world, world.ticket("open"))
    assert answer.status == 200 and answer.json.keys() == {"page_key"}
    cookie = answer.one("Set-Cookie")
    name, value = cookie.split(";")[0].split("=")
    assert name == f"dl_{world.port}" and len(value) == 44
    assert {part.strip() for part in cookie.split(";")[1:]} == {"HttpOnly", "Path=/", "SameSite=Strict"}
    headers = world.headers(None, ("Cookie", f"{name}={value}"), ("X-Page-Key", answer.json["page_key"]))
    assert (await world.send("GET", "/v1/clients", headers)).status == 200


async def test_a_second_use_of_its_ticket_ends_the_session(world):
    ticket = world.ticket("open")
    first = await redeem(world, ticket)
    assert (await redeem(world, ticket)).status == 409
    cookie = first.one("Set-Cookie").split(";")[0]
    headers = world.headers(None, ("Cookie", cookie), ("X-Page-Key", first.json["page_key"]))
    assert (await world.send("GET", "/v1/clients", headers)).status == 401


async def test_a_cookie_replayed_from_another_port_opens_nothing(world, session):
    """A real second server on this computer takes the cookie that the browser hands it, and uses it."""
    taken = []

    async def take(received: web.BaseRequest) -> web.Response:
        taken.append(received.headers["Cookie"])
        return web.Response()

    runner = web.ServerRunner(web.Server(take))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    cookie = dict(world.by_page(session, None))["Cookie"]
    host = ("Host", f"127.0.0.1:{site.port}")
    await send(site.port, request("GET", "/", [host, ("Cookie", cookie)]))
    await runner.cleanup()
    before = world.fingerprint()
    for method, path, body in reads_and_writes(world):
        bare = changed(world.headers(body), "Cookie", taken[0])
        site_headers = [("Origin", f"http://127.0.0.1:{site.port}"), ("Sec-Fetch-Site", "same-site")]
        assert (await world.send(method, path, bare, body)).status == 401
        assert (await world.send(method, path, [*bare, *site_headers], body)).status == 403
        with_key = [*bare, ("X-Page-Key", session.page_key), *site_headers]
        assert (await world.send(method, path, with_key, body)).status == 403
    assert world.fingerprint() == before


def reads_and_writes(world):
    routes = [r for r in world.app.router.routes() if r.handler.policy.principal == "dashboard"]
    assert len(routes) >= 8
    for route in routes:
        path = route.resource.canonical.replace("{name}", "overview")
        yield route.method, path, b"{}" if route.method == "POST" else None


async def test_a_restart_ends_every_session(world, tmp_path):
    sessions = []
    for _ in range(2):
        async with serving(type(world.app[SETTINGS])(tmp_path, port=0)) as app:
            sessions.append((app[SESSIONS], app[SESSIONS].open()))
    (first, opened), (second, _) = sessions
    assert first.find(*opened[1:]) and not second.find(*opened[1:])


async def test_unpairing_needs_a_fresh_token_for_that_browser(world, session):
    one, other = await world.pair(), await world.pair()

    async def unpair(client, token=None, by=session):
        body = json.dumps({"client_id": client.id} | ({"action_token": token} if token else {})).encode()
        return await world.send("POST", "/v1/clients/unpair", world.by_page(by, body), body)

    token = (await unpair(one)).json["action_token"]
    assert (await unpair(other, token)).status == 403
    assert (await unpair(one, token)).status == 403
    token = (await unpair(one)).json["action_token"]
    assert (await unpair(one, token, by=world.session())).status == 403
    assert world.app[CLIENTS].find(one.id)
    assert (await unpair(one, token)).json == {"unpaired": True}
    assert world.app[CLIENTS].find(one.id) is None and world.app[CLIENTS].find(other.id)
    assert (await unpair(one)).status == 404
    body = json.dumps({"device": one.device}).encode()
    assert (
        await world.send("POST", "/v1/hello", world.signed(one, "POST", "/v1/hello", body), body)
    ).status == 401


async def test_the_dashboard_can_show_a_code_for_another_browser(world, session):
    answer = await world.send("POST", "/v1/clients/pair", world.by_page(session, b"{}"), b"{}")
    assert (await world.redeem(None, code=answer.json["code"])).status == 200


async def test_the_extension_opens_a_tab(world, client):
    ticket = (await world.ask(client, "/v1/session-ticket", {})).json["ticket"]
    assert (await redeem(world, ticket)).status == 200


def test_sessions_keep_hashes_only_and_are_bounded():
    kept = Sessions(1)
    opened = [kept.open() for _ in range(MOST_SESSIONS + 1)]
    assert kept.find(*opened[0][1:]) is None and all(kept.find(*one[1:]) for one in opened[1:])
    assert not [half for one in opened for half in one[1:] if half in repr(vars(kept))]


def test_halves_of_two_sessions_are_no_session():
    kept = Sessions(1)
    (_, cookie, key), (_, other_cookie, other_key) = kept.open(), kept.open()
    assert kept.find(cookie, key) and not kept.find(cookie, other_key) and not kept.find(other_cookie, key)
    assert not kept.find("", "") and not kept.find(cookie, "")


def test_an_action_token_lives_60_seconds():
    now = [0.0]
    kept = Sessions(1, clock=lambda: now[0])
    token = kept.ask("s", "unpair a")
    now[0] = 60.0
    with pytest.raises(Exception, match="no longer valid"):
        kept.confirm("s", "unpair a", token)


async def test_the_cookie_is_not_enough_in_any_spelling(world, session):
    good = world.by_page(session, None)
    for spoilt in (without(good, "X-Page-Key"), changed(good, "X-Page-Key", session.cookie)):
        assert (await world.send("GET", "/v1/clients", spoilt)).status == 401


@pytest.mark.parametrize("page", ["open", "pair"])
async def test_the_page_that_led_here_goes_once_its_ticket_was_used(world, page):
    led = world.app[SETTINGS].data / "open.html"
    ticket = world.ticket(page)
    led.write_text(f"a link with {ticket}")
    answer = await (redeem(world, ticket) if page == "open" else world.redeem(ticket))
    assert answer.status == 200 and not led.exists()


async def test_the_page_that_led_here_goes_when_its_ticket_is_too_old(world, monkeypatch):
    monkeypatch.setattr(commands, "TICKET_SECONDS", 0.1)  # in life two minutes
    led = world.app[SETTINGS].data / "open.html"
    for name in ("open-ticket", "pair-ticket"):
        path = f"/v1/commands/{name}"
        answer = await world.send("POST", path, world.by_command_line(path, b"{}"), b"{}")
        led.write_text(answer.json["ticket"])
        await asyncio.sleep(0.2)
        assert not led.exists()
    led.write_text("that of a later ticket")
    await asyncio.sleep(0.2)
    assert led.exists()
    led.unlink()
