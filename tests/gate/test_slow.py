"""Work that takes its time: its answer is not cut off, and whoever waits can ask how far it is."""

import asyncio
import json

import pytest
from raw_http import receive, request
from world import World

from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import STORE
from pointeuse.collector.gate import listener
from pointeuse.collector.routes import forget
from pointeuse.collector.settings import Settings
from pointeuse.collector.store.erasing import erase

ALL = {"first_day": None, "last_day": None, "platforms": None, "kinds": None}
HEAD_S, WORK_S = 0.3, 1.5


@pytest.fixture
async def slow(tmp_path, monkeypatch):
    """A collector whose disk is slow: a hundred acts, erased ten at a time, each in an eighth of a second."""
    monkeypatch.setattr(listener, "HEAD_SECONDS", HEAD_S)
    monkeypatch.setattr(erase, "MOST", 10)
    async with serving(Settings(tmp_path, port=0)) as app:
        world = World(app, [])
        client, store = await world.pair(), app[STORE]
        first = world.batch(client)["acts"][0]
        batch = world.batch(client) | {
            "acts": [first | {"seq": seq, "platform": "google-search"} for seq in range(1, 101)]
        }
        assert (await world.ask(client, "/v1/ingest", batch)).status == 200
        put = store._put

        async def put_slowly(**what):
            await asyncio.sleep(WORK_S / 12)
            return await put(**what)

        monkeypatch.setattr(store, "_put", put_slowly)
        yield world, client


async def by_command_line(world, name: str, content: dict) -> dict:
    body = json.dumps(content).encode()
    path = f"/v1/commands/{name}"
    answer = await world.send("POST", path, world.by_command_line(path, body), body)
    assert answer.status == 200, answer
    return answer.json


async def test_a_slow_answer_is_not_cut_off_and_says_how_far_it_is(slow):
    world, _ = slow
    erasing = asyncio.create_task(by_command_line(world, "erase", ALL | {"sure": True}))
    page, told = world.session(), []
    while not erasing.done():
        told.append((await world.send("GET", "/v1/progress", world.by_page(page, None))).json)
        assert (await by_command_line(world, "progress", {})).keys() == {"stage", "done", "whole"}
        await asyncio.sleep(0.05)
    assert (await erasing)["erased"] == 100
    under_way = [row["done"] for row in told if row["stage"] == "acts" and row["whole"] == 100]
    assert under_way == sorted(under_way) and len(set(under_way)) > 3
    assert (await by_command_line(world, "progress", {})) == {"stage": "", "done": 0, "whole": 0}


async def test_half_a_head_behind_a_slow_request_cuts_nothing_off(slow):
    world, _ = slow
    body = json.dumps(ALL | {"sure": True}).encode()
    path = "/v1/commands/erase"
    reader, writer = await asyncio.open_connection("127.0.0.1", world.port)
    writer.write(request("POST", path, world.by_command_line(path, body), body))
    await asyncio.sleep(0.1)
    writer.write(b"GET / HT")
    async with asyncio.timeout(10):
        assert (await receive(reader)).json["erased"] == 100
        assert await reader.read() == b"", "then the head is late"
    writer.close()


async def test_a_browser_that_cannot_wait_asks_again_and_waits_for_the_same(slow, monkeypatch):
    world, client = slow
    monkeypatch.setattr(forget, "PATIENCE_S", 0.2)
    told = []

    async def forgotten() -> dict:
        answer = None
        while answer is None or answer.status == 503:
            answer = await world.ask(client, "/v1/forget", {"minutes": 5, "through_seq": 60})
            told.append(answer.json.get("error", {}).get("code"))
        return answer.json

    assert await forgotten() == {"forgotten": 60} and told[0] == "erasing"
    assert await forgotten() == {"forgotten": 0}


async def test_the_same_asked_twice_at_once_is_answered_twice(slow):
    world, client = slow
    asked = {"minutes": 5, "through_seq": 60}
    both = await asyncio.gather(*(world.ask(client, "/v1/forget", asked) for _ in range(2)))
    assert [answer.json for answer in both] == [{"forgotten": 60}] * 2


async def test_who_asks_for_more_meanwhile_gets_more(slow, monkeypatch):
    world, client = slow
    monkeypatch.setattr(forget, "PATIENCE_S", 0.1)
    first = {"platforms": ["googlemaps"], "through_seq": 100, "sure": True}
    await world.ask(client, "/v1/forget-platforms", first)
    monkeypatch.setattr(forget, "PATIENCE_S", 10)
    more = first | {"platforms": ["googlemaps", "google-search"]}
    assert (await world.ask(client, "/v1/forget-platforms", more)).json == {"forgotten": 100}
