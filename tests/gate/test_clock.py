"""The computer's clock jumps between two steps: pairing, a session, an upload, an undo and a pause go on."""

import json
import time

import pytest
from world import World

from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import STORE
from pointeuse.collector.settings import Settings
from pointeuse.collector.store.acts.selection import EVERYTHING

HOUR_MS = 3_600_000
JUMPS = {"an hour": HOUR_MS, "a day": DAY_MS, "ten years": 3653 * DAY_MS}


@pytest.fixture(params=[1, -1], ids=["ahead", "behind"])
def way(request):
    return request.param


@pytest.fixture(params=JUMPS.values(), ids=JUMPS)
def clock(request, way, monkeypatch):
    """Call it with 1 to have the clock jump, with 0 to have it put right."""
    real_ns, real = time.time_ns, time.time
    shift = [0]
    # Nothing else on a computer can be told that it is another year.
    monkeypatch.setattr(time, "time_ns", lambda: real_ns() + shift[0] * 1_000_000)
    monkeypatch.setattr(time, "time", lambda: real() + shift[0] / 1000)

    def jump(wrong: int) -> None:
        shift[0] = wrong * way * request.param

    return jump


@pytest.fixture
async def world(tmp_path):
    async with serving(Settings(tmp_path, port=0)) as app:
        yield World(app, [])


async def post(world, session, path: str, content: dict) -> dict:
    body = json.dumps(content).encode()
    answer = await world.send("POST", path, world.by_page(session, body), body)
    assert answer.status == 200, answer.body
    return answer.json


async def test_pairing_and_sessions_go_on(world, clock):
    client, session = await world.pair(), world.session()
    ticket, challenge = world.ticket("pair"), world.challenge(client.id)
    clock(1)
    assert (await world.redeem(ticket)).status == 200
    world.challenge = lambda cid: challenge
    assert (await world.ask(client, "/v1/hello", {"device": client.device})).status == 200
    assert (await world.send("GET", "/v1/clients", world.by_page(session, None))).status == 200


async def test_an_upload_loses_nothing(world, clock):
    client = await world.pair()
    batch = world.batch(client)
    clock(1)
    first = (await world.ask(client, "/v1/ingest", batch)).json
    clock(0)
    again = (await world.ask(client, "/v1/ingest", batch)).json
    # What lies a day ahead is set aside where the person sees it, and taken when it is sent again.
    assert first["stored"] == [[1, 1]] or [row["code"] for row in first["rejected"]] == ["clock"]
    assert again["stored" if first["rejected"] else "duplicate"] == [[1, 1]]
    assert await world.app[STORE].read(EVERYTHING.count) == 1


async def test_a_strike_is_undone(world, clock):
    client, session = await world.pair(), world.session()
    await world.ask(client, "/v1/ingest", world.batch(client))
    struck = {"acts": [{"device": client.device, "seq": 1}]}
    asked = await post(world, session, "/v1/acts/strike", struck)
    clock(1)
    done = await post(world, session, "/v1/acts/strike", struck | {"action_token": asked["action_token"]})
    clock(0)
    await post(world, session, "/v1/acts/undo", {"undo_token": done["undo_token"]})
    assert await world.app[STORE].read(EVERYTHING.count) == 1


async def test_a_pause_is_wished_and_ended(world, clock):
    session = world.session()
    clock(1)
    wished = await post(world, session, "/v1/pause", {"minutes": 15})
    clock(0)
    told = (await world.send("GET", "/v1/pause", world.by_page(session, None))).json
    assert told["until"] - told["server_time"] <= 15 * 60_000 + 1000
    ended = await post(world, session, "/v1/resume", {})
    assert ended["until"] == 0 and ended["at"] > wished["at"], "the later wish holds, whatever the clock said"


async def test_erasing_and_going_on(world, clock):
    client, session = await world.pair(), world.session()
    await world.ask(client, "/v1/ingest", world.batch(client))
    clock(1)
    asked = await post(world, session, "/v1/erase", {})
    assert (await post(world, session, "/v1/erase", {"action_token": asked["action_token"]}))["erased"] == 1
    clock(0)
    assert (await world.ask(client, "/v1/ingest", world.batch(client, seq=2))).status == 503
    await world.ask(client, "/v1/hello", {"device": client.device, "last_seq": 1})
    assert (await world.ask(client, "/v1/ingest", world.batch(client, seq=2))).json["stored"] == [[2, 2]]
