"""A request that somebody kept does nothing when it comes again: at once, after a restart, after an erase."""

import json
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from raw_http import Answer, request, send
from world import World

from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import CLIENTS, STORE
from pointeuse.collector.settings import Settings
from pointeuse.collector.store.acts.selection import EVERYTHING
from pointeuse.collector.store.erasing.selected import Chosen

# What keeps a request that somebody kept from working again, for every route.
CHALLENGE = """\
POST /v1/hello
POST /v1/counters
POST /v1/forget
POST /v1/forget-platforms
POST /v1/session-ticket
POST /v1/commands/{name}
POST /v1/commands/payslip"""
IDEMPOTENT = "POST /v1/ingest"
NO_USE_WITHOUT_THE_KEY = """\
POST /v1/challenge
POST /v1/commands/challenge"""
TICKET = """\
POST /v1/pair
POST /v1/session"""  # used up by the first time, and in the memory of one run
COOKIE = """\
GET /v1/export
GET /v1/bundle.js"""  # of a session, in the memory of one run

COMMANDS = ("open-ticket", "pair-ticket", "status", "value", "export", "erase", "progress", "restore")
COMMANDS += ("backups", "make-backup", "restore-backup")
WHOLE = {"first_day": None, "last_day": None, "platforms": None, "kinds": None}
BODIES = {
    "/v1/forget": {"minutes": 5, "through_seq": 9},
    "/v1/forget-platforms": {"platforms": ["google-search"], "through_seq": 9, "sure": True},
    "/v1/commands/erase": {**WHOLE, "sure": True},
}
DASHBOARD = ("GET /v1/clients", "GET /v1/view/overview", "POST /v1/acts", "GET /v1/export")


class Kept:
    """The very bytes of one request."""

    def __init__(self, world: World, method: str, path: str, headers: list, body: bytes | None):
        self.port, self.path = world.port, path
        self.bytes = request(method, path, headers, body or b"")

    async def again(self) -> Answer:
        return await send(self.port, self.bytes)


@asynccontextmanager
async def run(folder: Path, port: int = 0):
    async with serving(Settings(folder, port=port, open_browser=False)) as app:
        yield World(app, [])


def signed_paths() -> list[str]:
    own = [row.split()[1] for row in CHALLENGE.split("\n") if "{name}" not in row]
    return own + [f"/v1/commands/{name}" for name in COMMANDS]


def signed(world: World, client, path: str) -> Kept:
    body = json.dumps(BODIES.get(path, {"device": client.device} if path == "/v1/hello" else {})).encode()
    is_ours = path.startswith("/v1/commands")
    headers = world.by_command_line(path, body) if is_ours else world.signed(client, "POST", path, body)
    return Kept(world, "POST", path, headers, body)


async def test_every_route_is_in_the_table(world):
    found = {"dashboard": set(), "public-static": set(), "ticket": set(), "signed": set(), "visitor": set()}
    for route in world.app.router.routes():
        principal = route.handler.policy.principal
        at = f"{route.method} {route.resource.canonical}"
        found["signed" if principal in ("extension", "cli") else principal].add(at)
    told = "\n".join((CHALLENGE, IDEMPOTENT, NO_USE_WITHOUT_THE_KEY))
    assert found["signed"] == set(told.split("\n"))
    for principal, table in {"ticket": TICKET, "visitor": COOKIE}.items():
        assert {at for at in found[principal] if "HEAD" not in at} == set(table.split("\n"))
    for route in world.app.router.routes():
        at = f"{route.method} {route.resource.canonical}"
        if route.handler.policy.principal in ("extension", "cli"):
            assert route.handler.policy.may_repeat == (at not in CHALLENGE.split("\n")), at


async def test_a_signed_request_that_somebody_kept_is_refused_at_once_and_after_a_restart(tmp_path):
    async with run(tmp_path) as world:
        client = await world.pair()
        assert (await world.ask(client, "/v1/ingest", world.batch(client))).status == 200
        port, caught = world.port, [signed(world, client, path) for path in signed_paths()]
        heard = [signed(world, client, path) for path in ("/v1/hello", "/v1/commands/open-ticket")]
        for each in heard:
            assert (await each.again()).status == 200
        before = world.fingerprint()
        for each in heard:
            assert (await each.again()).json["error"]["code"] == "challenge", each.path
        assert world.fingerprint() == before
    async with run(tmp_path, port) as world:
        before = world.fingerprint()
        for each in caught + heard:
            answer = await each.again()
            assert answer.status == 403 and answer.json.keys() == {"error"}, (each.path, answer.body)
            assert answer.json["error"]["code"] == "challenge"
        assert world.fingerprint() == before


async def test_what_gives_a_challenge_to_a_thief_gives_him_nothing(tmp_path):
    async with run(tmp_path) as world:
        client = await world.pair()
        caught = [signed(world, client, path) for path in ("/v1/challenge", "/v1/commands/challenge")]
        kept = signed(world, client, "/v1/session-ticket")
        for each in caught:
            assert (await each.again()).status == (await each.again()).status == 200
        told = (await caught[0].again()).json["challenge"].encode()
        used = dict(world.signed(client, "POST", "/v1/session-ticket", b"{}"))["Authorization"]
        nonce = used.split("n=")[1].split(",")[0].encode()
        body = b"{}"
        headers = world.headers(body, ("Origin", client.origin), ("Authorization", used))
        stolen = Kept(world, "POST", "/v1/session-ticket", headers, body)
        stolen.bytes = stolen.bytes.replace(nonce, told)
        assert (await stolen.again()).status == 401
        assert (await kept.again()).status == 200, "many challenges take nobody's away"


async def test_a_request_for_one_port_is_none_for_another(tmp_path):
    async with run(tmp_path) as world:
        client = await world.pair()
        port = world.port
        caught = [signed(world, client, path) for path in ("/v1/challenge", "/v1/commands/challenge")]
    async with run(tmp_path) as world:
        assert world.port != port
        for each in caught:
            each.port = world.port
            each.bytes = each.bytes.replace(f"127.0.0.1:{port}".encode(), f"127.0.0.1:{world.port}".encode())
            assert (await each.again()).status == 401


async def test_a_session_ends_with_its_run(tmp_path):
    async with run(tmp_path) as world:
        port, session = world.port, world.session()
        caught = []
        for row in DASHBOARD:
            method, path = row.split()
            body = b"{}" if method == "POST" else None
            caught.append(Kept(world, method, path, world.by_page(session, body), body))
        assert {(await each.again()).status for each in caught} <= {200, 400}
        redeemed = json.dumps({"ticket": world.ticket("open")}).encode()
        caught.append(Kept(world, "POST", "/v1/session", world.headers(redeemed), redeemed))
    async with run(tmp_path, port) as world:
        assert [(await each.again()).status for each in caught] == [401] * len(caught)


CHANGES = ("nothing", "erase", "restore", "forget")


@pytest.mark.parametrize("change", CHANGES)
async def test_a_batch_that_somebody_kept_changes_nothing(tmp_path, change):
    async with run(tmp_path) as world:
        client = await world.pair()
        port, store = world.port, world.app[STORE]
        backup = await store.make_backup()
        batch = world.batch(client)
        first = batch["acts"][0]
        batch["acts"] += [{**first, "seq": 2, "n": 0}, {**first, "seq": 3, "kind": "post"}]
        body = json.dumps(batch).encode()
        caught = Kept(world, "POST", "/v1/ingest", world.signed(client, "POST", "/v1/ingest", body), body)
        assert (await caught.again()).json["stored"] == [[1, 1], [3, 3]]
        if change == "erase":
            await store.erase(Chosen(EVERYTHING, batch["acts"][0]["at"] + 1))
        if change == "restore":
            await store.restore_backup(backup.name)
        if change == "forget":
            forget = {"minutes": 5, "through_seq": 3}
            assert (await world.ask(client, "/v1/forget", forget)).json == {"forgotten": 2}
        before = world.fingerprint()
        assert (await caught.again()).status == (503 if change in ("erase", "restore") else 200)
        assert world.fingerprint() == before
        if change == "erase":
            await world.ask(client, "/v1/hello", {"device": client.device, "last_seq": 3})
            before = world.fingerprint()
            assert (await caught.again()).json["stored"] == []
            assert world.fingerprint() == before
    async with run(tmp_path, port) as world:
        before = world.fingerprint()
        assert (await caught.again()).status == 503, "in a new run the browser says hello first"
        assert world.fingerprint() == before
        if change == "restore":
            return  # the browser itself sends again what the backup lacks
        assert (await world.ask(client, "/v1/hello", {"device": client.device})).status == 200
        assert (await caught.again()).json["stored"] == []
        assert world.fingerprint() == before


async def test_what_was_forgotten_before_it_ever_arrived_does_not_arrive_later(tmp_path):
    async with run(tmp_path) as world:
        client = await world.pair()
        body = json.dumps(world.batch(client)).encode()
        caught = Kept(world, "POST", "/v1/ingest", world.signed(client, "POST", "/v1/ingest", body), body)
        assert (await world.ask(client, "/v1/forget", {"minutes": 5, "through_seq": 1})).status == 200
        assert (await caught.again()).json["duplicate"] == [[1, 1]]
        assert await world.app[STORE].read(EVERYTHING.count) == 0


async def test_what_was_erased_by_platform_before_it_ever_arrived_does_not_arrive_later(tmp_path):
    async with run(tmp_path) as world:
        client = await world.pair()
        body = json.dumps(world.batch(client)).encode()
        caught = Kept(world, "POST", "/v1/ingest", world.signed(client, "POST", "/v1/ingest", body), body)
        asked = {"platforms": ["google-search"], "through_seq": 1, "sure": True, "unsent": [1]}
        assert (await world.ask(client, "/v1/forget-platforms", asked)).json == {"forgotten": 0}
        assert (await caught.again()).json["duplicate"] == [[1, 1]]


async def test_a_key_that_was_replaced_opens_nothing(tmp_path):
    async with run(tmp_path) as world:
        client = await world.pair()
        caught = [signed(world, client, path) for path in ("/v1/challenge", "/v1/ingest", "/v1/hello")]
        await world.pair(device=client.device)
        assert world.app[CLIENTS].find(client.id) is None
        assert [(await each.again()).status for each in caught] == [401] * 3
