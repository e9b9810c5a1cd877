"""Every route with every credential: its own opens it, no other does; bad input has one shape everywhere."""

import re

import pytest
from raw_http import changed, without
from world import FIREFOX, OURS

CREDENTIALS = ("nothing", "browser", "command line", "page", "cookie", "page key", "all at once")
OPENED_BY = {
    "public-static": set(CREDENTIALS),
    "ticket": set(CREDENTIALS),
    "extension": {"browser", "all at once"},
    "dashboard": {"page", "all at once"},
    "visitor": {"page", "cookie", "all at once"},
    "cli": {"command line"},
}
# What stands in for the variable parts of an address.
FILLED = {"{name}": "overview", "{path}": "open.js"}
REFUSED = {401, 403}
MEANT = """\
ticket extension POST /v1/pair
ticket page POST /v1/session
extension extension POST /v1/challenge
extension extension POST /v1/hello
extension extension POST /v1/ingest
extension extension POST /v1/counters
extension extension POST /v1/forget
extension extension POST /v1/forget-platforms
extension extension POST /v1/session-ticket
dashboard page GET /v1/clients
dashboard page POST /v1/clients/pair
dashboard page POST /v1/clients/unpair
dashboard page POST /v1/clients/label
dashboard page POST /v1/acts
dashboard page GET /v1/acts/choices
dashboard page POST /v1/acts/strike
dashboard page POST /v1/acts/undo
dashboard page POST /v1/acts/add
dashboard page POST /v1/acts/forget
dashboard page POST /v1/erase
dashboard page GET /v1/progress
dashboard page POST /v1/export
visitor page GET /v1/export
dashboard page POST /v1/restore
dashboard page GET /v1/retention
dashboard page POST /v1/retention
dashboard page GET /v1/backups
dashboard page POST /v1/backups
dashboard page POST /v1/backups/restore
dashboard page GET /v1/pause
dashboard page POST /v1/pause
dashboard page POST /v1/resume
dashboard page GET /v1/view/bands
dashboard page GET /v1/view/payslip
dashboard page GET /v1/view/rhythm
dashboard page GET /v1/view/twice
dashboard page GET /v1/payslip.pdf
dashboard page GET /v1/payslip.csv
dashboard page GET /v1/view/{name}
dashboard page GET /v1/preferences
dashboard page POST /v1/preferences
dashboard page GET /v1/assumptions
dashboard page POST /v1/assumptions
dashboard page GET /v1/spec/{name}
cli terminal POST /v1/commands/challenge
cli terminal POST /v1/commands/{name}
cli terminal POST /v1/commands/payslip
public-static anywhere GET /
public-static anywhere GET /work
public-static anywhere GET /time
public-static anywhere GET /worth
public-static anywhere GET /compare
public-static anywhere GET /watched
public-static anywhere GET /settings
public-static anywhere GET /data
public-static anywhere GET /method
public-static anywhere GET /payslip
public-static anywhere GET /open
public-static anywhere GET /pair
public-static anywhere GET /static/{path}
visitor page GET /v1/bundle.js"""


@pytest.fixture(scope="module")
def routes(world):
    """Return (method, address, policy) of every route."""
    found = []
    for route in world.app.router.routes():
        path = route.resource.canonical
        for variable, value in FILLED.items():
            path = path.replace(variable, value)
        found.append((route.method, path, route.handler.policy))
    return found


def credentials(world, client, method: str, path: str, body: bytes | None) -> dict:
    """Return the headers for each credential; the origin is the one that its holder's requests have."""
    page = world.by_page(world.session(), body)
    plain = without(page, "Cookie", "X-Page-Key")
    signed = world.signed(client, method, path, body or b"")
    own = world.by_command_line(path, body or b"")
    return {
        "nothing": plain,
        "browser": signed,
        "command line": own,
        "page": page,
        "cookie": without(page, "X-Page-Key"),
        "page key": without(page, "Cookie"),
        "all at once": [*page, ("Authorization", dict(signed)["Authorization"])],
    }


def sent_by(world, sender: str, headers: list) -> list:
    """Return the headers as the browser of that sender would have them: what a thief would take care of."""
    origin = {"extension": [OURS], "page": [world.own], "terminal": [], "anywhere": []}[sender]
    return changed(without(headers, "Sec-Fetch-Site"), "Origin", *origin)


async def test_each_address_is_for_whom_it_was_meant_for(world):
    found = {f"{r.method} {r.resource.canonical}": r.handler.policy for r in world.app.router.routes()}
    assert {f"{p.principal} {p.sender} {at}" for at, p in found.items() if "HEAD" not in at} == set(
        MEANT.split("\n")
    )


async def test_each_route_opens_to_its_own_credential_and_no_other(world, client, routes):
    wrong = []
    for method, path, policy in routes:
        for name in CREDENTIALS:
            body = b"{}" if method == "POST" else None
            headers = credentials(world, client, method, path, body)[name]
            answer = await world.send(method, path, sent_by(world, policy.sender, headers), body)
            if (answer.status not in REFUSED) != (name in OPENED_BY[policy.principal]):
                wrong.append((method, path, name, answer.status))
    assert wrong == []


async def test_the_credential_of_another_sender_does_not_help(world, client, routes):
    """A key or a session that leaked is not enough where the browser says who uses it."""
    origins = {"extension": [FIREFOX, world.own, "null"], "page": [OURS, "http://localhost", "null"]}
    for method, path, policy in routes:
        body = b"{}" if method == "POST" else None
        name = {"extension": "browser", "dashboard": "page"}.get(policy.principal)
        for origin in origins.get(policy.sender, []) if name else []:
            headers = changed(credentials(world, client, method, path, body)[name], "Origin", origin)
            assert (await world.send(method, path, headers, body)).status == 403, (path, origin)


BODIES = {
    "nothing": b"",
    "not JSON": b"{",
    "null": b"null",
    "list": b"[]",
    "text": b'"a"',
    "unknown field": b'{"canary": 1}',
    "deep": b"[" * 500_000,
    "not UTF-8": b'{"device": "\xff"}',
    "wrong types": b'{"device": 1, "challenge": [], "ticket": {}, "client_id": true, "minutes": "5"}',
    "too large": b'{"minutes": 1e400, "after": 99999999999999999999999, "first_day": -1}',
}


@pytest.mark.parametrize("name", BODIES)
async def test_bad_bodies_get_one_shape_from_every_route(world, client, routes, name):
    body = BODIES[name]
    for method, path, policy in routes:
        if method != "POST":
            continue
        if path == "/v1/commands/overview":
            path = "/v1/commands/export"
        given = min(OPENED_BY[policy.principal] - {"all at once"})
        headers = credentials(world, client, method, path, body)[given]
        answer = await world.send(method, path, sent_by(world, policy.sender, headers), body)
        assert answer.status == 400, (path, answer.body)
        assert answer.json["error"].keys() == {"code", "message", "request_id"}
        assert (
            re.fullmatch(r"[A-Z].*\.", answer.json["error"]["message"])
            and "canary" not in answer.body.decode()
        )


async def test_there_is_nothing_else(world):
    for path in [
        "//v1/clients",
        "/v1/clients/",
        "/V1/clients",
        "/v1//clients",
        "/favicon.ico",
        "/robots.txt",
        "/v1",
    ]:
        assert (await world.send("GET", path, world.by_page(world.session(), None))).status == 404, path
    stop = world.by_command_line("/v1/commands/stop", b"{}")
    assert (await world.send("POST", "/v1/commands/stop", stop, b"{}")).status == 404
