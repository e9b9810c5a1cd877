"""Pausing from the dashboard: the latest wish holds, and the page knows which browsers have heard of it."""

import json
import time
from pathlib import Path

import jsonschema
import pytest
from world import World

from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import CLIENTS, STORE
from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.settings import Settings
from pointeuse.collector.store.kept.pauses import (
    UNTIL_RESUMED,
    Acknowledged,
    Wish,
    note_acknowledged,
    read_pauses,
    wish_pause,
)

VECTORS = Path(__file__).parents[1] / "vectors"
MINUTE_MS = 60_000


async def asked(world, path: str, content: dict | None = None) -> dict:
    """Ask as the dashboard does: post what there is to post, else get."""
    body = None if content is None else json.dumps(content).encode()
    headers = world.by_page(world.session(), body)
    answer = await world.send("GET" if body is None else "POST", path, headers, body)
    assert answer.status == 200, answer.body
    return answer.json


async def hello(world, client, **more) -> dict:
    answer = await world.ask(client, "/v1/hello", {"device": client.device} | more)
    assert answer.status == 200, answer.body
    return answer.json["pause"]


async def obey(world, client) -> dict:
    """Do what the extension does: hear the wish, and say that it holds."""
    wish = await hello(world, client)
    return await hello(world, client, pause={"until": wish["until"], "at": wish["at"]})


async def shown(world, client) -> dict:
    browsers = (await asked(world, "/v1/pause"))["browsers"]
    return next(each for each in browsers if each["id"] == client.id)


@pytest.mark.parametrize("minutes", [15, 60, 1440])
async def test_a_pause_ends_after_the_minutes_asked_for(world, minutes):
    answer = await asked(world, "/v1/pause", {"minutes": minutes})
    assert answer["until"] - answer["at"] == pytest.approx(minutes * MINUTE_MS, abs=1000)
    assert (await asked(world, "/v1/pause"))["until"] == answer["until"]
    assert (await asked(world, "/v1/resume", {}))["until"] == 0


async def test_a_pause_without_an_end_lasts_until_it_is_ended(world):
    assert (await asked(world, "/v1/pause", {"minutes": None}))["until"] == UNTIL_RESUMED
    assert (await asked(world, "/v1/resume", {}))["until"] == 0


@pytest.mark.parametrize("minutes", ["15", 15.0, 0, 16, -1, True])
async def test_other_lengths_are_refused_and_change_nothing(world, minutes):
    before, body = world.fingerprint(), json.dumps({"minutes": minutes}).encode()
    answer = await world.send("POST", "/v1/pause", world.by_page(world.session(), body), body)
    assert (answer.status, answer.json["error"]["code"]) == (400, "malformed")
    assert world.fingerprint() == before


async def test_the_page_is_told_who_has_taken_note_and_who_has_not(world):
    heard, deaf = await world.pair(), await world.pair()
    wish = await asked(world, "/v1/pause", {"minutes": 60})
    await obey(world, heard)
    row = await shown(world, heard)
    assert (row["until"], row["browser"]) == (wish["until"], "Chromium 156") and row["since"] >= wish["at"]
    row = await shown(world, deaf)
    assert (row["until"], row["since"]) == (0, None)


async def test_a_newer_wish_has_to_be_heard_again(world):
    client = await world.pair()
    wish = await asked(world, "/v1/pause", {"minutes": 60})
    await obey(world, client)
    await asked(world, "/v1/resume", {})
    row = await shown(world, client)
    assert (row["until"], row["since"]) == (wish["until"], None)
    await obey(world, client)
    row = await shown(world, client)
    assert row["until"] == 0 and row["since"] is not None


async def test_a_pause_in_a_popup_is_shown_and_is_of_that_browser_only(world):
    mine, other = await world.pair(), await world.pair()
    wish = await asked(world, "/v1/resume", {})
    await hello(world, mine, pause={"until": UNTIL_RESUMED, "at": wish["at"] + 5})
    assert (await shown(world, mine))["until"] == UNTIL_RESUMED
    assert (await shown(world, other))["until"] == (await asked(world, "/v1/pause"))["until"] == 0
    assert (await hello(world, other))["until"] == 0


async def test_what_a_browser_told_is_said_back_to_it_and_to_no_other(world):
    mine, other = await world.pair(), await world.pair()
    told = {"until": 9_000, "at": 4_000}
    assert (await hello(world, mine))["known"] == {"until": 0, "at": 0}
    assert (await hello(world, mine, pause=told))["known"] == told
    assert (await hello(world, other))["known"] == {"until": 0, "at": 0}


async def test_a_wish_is_later_than_every_other_even_if_the_clock_was_set_back(world):
    client, tomorrow = await world.pair(), time.time_ns() // 1_000_000 + 86_400_000
    await hello(world, client, pause={"until": 0, "at": tomorrow})
    assert (await asked(world, "/v1/pause", {"minutes": 15}))["at"] == tomorrow + 1
    assert (await shown(world, client))["since"] is None


async def test_a_pause_that_has_run_out_is_none(world):
    client, store = await world.pair(), world.app[STORE]
    passed = time.time_ns() // 1_000_000 - 1
    wished = await store.write(lambda conn: wish_pause(conn, passed, passed - MINUTE_MS))
    await hello(world, client, pause={"until": passed, "at": wished.wish.at})
    assert (await asked(world, "/v1/pause"))["until"] == 0
    assert (await shown(world, client))["until"] == 0


async def test_who_is_paired_no_more_is_not_listed_and_not_kept(world):
    gone, stays = await world.pair(), await world.pair()
    for client in (gone, stays):
        await obey(world, client)
    await world.app[CLIENTS].revoke(gone.id)
    assert gone.id not in {each["id"] for each in (await asked(world, "/v1/pause"))["browsers"]}
    await obey(world, stays)
    kept = await world.app[STORE].read(read_pauses)
    assert gone.id not in kept.acknowledged and stays.id in kept.acknowledged


async def test_a_hello_that_says_nothing_new_writes_nothing(world):
    client = await world.pair()
    before = world.fingerprint()
    await hello(world, client)
    assert world.fingerprint() == before


async def test_taking_note_is_news_for_a_page_that_waits(world):
    client, store = await world.pair(), world.app[STORE]
    await hello(world, client)
    before = store.version
    await obey(world, client)
    assert store.version > before


async def test_pauses_outlive_the_collector(world):
    client, store = await world.pair(), world.app[STORE]
    told = await store.write(lambda conn: note_acknowledged(conn, client.id, Wish(7, 5), 6))
    assert told.acknowledged[client.id] == Acknowledged(Wish(7, 5), 6)
    assert await store.read(read_pauses) == told


EXAMPLES = json.loads((VECTORS / "hello" / "pauses.json").read_text("utf-8"))
SCHEMA = json.loads((EXTENSION / "contract" / "hello.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("case", EXAMPLES["cases"], ids=lambda case: case["name"])
async def test_a_hello_says_what_the_vector_promises(case, tmp_path):
    async with serving(Settings(tmp_path, port=0, open_browser=False)) as app:
        world, store = World(app, []), app[STORE]
        client = await world.pair()
        if wished := case["wished"]:
            await store.write(lambda conn: wish_pause(conn, wished["until"], wished["at"]))
        if known := case["known"]:
            await hello(world, client, pause=known)
        answer = (await world.ask(client, "/v1/hello", {"device": client.device})).json
        jsonschema.validate(answer, SCHEMA)
        never = {"until": 0, "at": 0}
        assert answer["pause"] == (wished or never) | {"known": known or never}
        if case["tells"]:
            assert (await hello(world, client, pause=case["tells"]))["known"] == case["holds"]
            assert (await shown(world, client))["since"] is not None


@pytest.mark.parametrize("pause", EXAMPLES["invalid"], ids=str)
async def test_a_misshapen_pause_is_refused(world, pause):
    client = await world.pair()
    answer = await world.ask(client, "/v1/hello", {"device": client.device, "pause": pause})
    assert (answer.status, answer.json["error"]["code"]) == (400, "malformed")
