"""What a paired browser may ask of the log: today's counters, and to forget its own last minutes."""

import time
from datetime import date, timedelta

import pytest

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.sums.extent import today
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, Change
from pointeuse.collector.worth.sets import keep, shipped_version, use

EPOCH = date(1970, 1, 1)


def act(seq: int, kind: str, ms_ago: int = 0, **more) -> dict:
    at = time.time_ns() // 1_000_000 - ms_ago
    offset = time.localtime(at / 1000).tm_gmtoff // 60
    made = {"seq": seq, "kind": kind, "platform": "youtube", "rule": f"youtube.{kind}", "at": at}
    return made | {"offset_min": offset, "ms": 0, "n": 1} | more


async def record(world, client, *acts) -> None:
    answer = await world.ask(client, "/v1/ingest", world.batch(client) | {"acts": list(acts)})
    assert answer.status == 200 and answer.json["rejected"] == [], answer.body


async def counters(world, client) -> dict:
    answer = await world.ask(client, "/v1/counters", {})
    assert answer.status == 200, answer.body
    return answer.json


async def forget(world, client, minutes: int, through_seq: int) -> int:
    content = {"minutes": minutes, "through_seq": through_seq}
    return (await world.ask(client, "/v1/forget", content)).json["forgotten"]


@pytest.fixture(scope="module")
async def empty_day(world, client):
    """Return what is said before anything was recorded."""
    return await counters(world, client)


async def test_an_empty_day_has_no_value(empty_day):
    assert empty_day["acts"] == empty_day["ms"] == empty_day["refused"] == 0 and empty_day["value"] is None
    assert empty_day["day"] == (date.today() - EPOCH).days


async def test_today_counts_acts_net_of_undos_and_attention_apart(world, client, empty_day):
    liked = [act(seq, "like") for seq in range(1, 6)]
    attention = [act(seq, "attention", ms=60_000) for seq in (7, 8)]
    yesterday = act(9, "like", ms_ago=86_400_000 * 2)
    unasked = act(30, "captcha.invisible", platform="turnstile", rule="turnstile", n=96)
    ads = act(31, "ad", platform="youtube", rule="youtube.ad", n=12)
    await record(world, client, *liked, act(6, "like", n=-1), *attention, yesterday, unasked, ads)
    said = await counters(world, client)
    assert (said["acts"], said["ms"], said["task_ms"]) == (4, 120_000, 0)
    assert said["value"].keys() == {"currency", "piece_price", "captured", "time_at_wage"}
    assert said["value"]["currency"] == "EUR" and said["value"]["piece_price"] > 0
    assert said["wage_needed"] is False or said["value"]["time_at_wage"] is None


async def test_the_popup_values_with_the_set_in_use(world, client, empty_day):
    await record(world, client, act(30, "like"))
    before, store = await counters(world, client), world.app[STORE]
    dear = Assumptions({"P_LIKE": Change(200.0, 100.0, 300.0)})
    await store.write(lambda conn: keep(conn, dear, 1))
    said = await counters(world, client)
    await store.write(lambda conn: use(conn, shipped_version()))
    assert said["value"]["piece_price"] == 100.0 * said["acts"] > before["value"]["piece_price"]
    assert await counters(world, client) == before


async def test_time_in_paid_tasks_is_a_number_of_its_own_and_worth_nothing(world, client, empty_day):
    before = await counters(world, client)
    await record(world, client, act(10, "task-time", ms=50_000, platform="prolific"))
    said = await counters(world, client)
    assert said == before | {"task_ms": before["task_ms"] + 50_000}


async def test_refused_acts_are_counted(world, client, empty_day):
    batch = world.batch(client) | {"acts": [act(20, "like", n=0)]}
    assert (await world.ask(client, "/v1/ingest", batch)).json["rejected"]
    assert (await counters(world, client))["refused"] == 1


async def test_a_browser_forgets_its_own_last_minutes_only(world):
    mine, other = await world.pair(), await world.pair()
    for client in (mine, other):
        old, new = act(1, "post", ms_ago=50 * 60_000), act(2, "post", ms_ago=60_000)
        await record(world, client, old, new)
    assert await forget(world, mine, minutes=10, through_seq=1) == 0
    assert await forget(world, mine, minutes=10, through_seq=2) == 1
    assert await forget(world, mine, minutes=10, through_seq=2) == 0
    again = await world.ask(mine, "/v1/ingest", world.batch(mine) | {"acts": [act(2, "post")]})
    assert again.json["duplicate"] == [[2, 2]]
    assert await forget(world, other, minutes=60, through_seq=2) == 2


THERE = {"platform": "google-search", "rule": "google-search.query"}


async def of_platforms(world, client, through_seq: int, sure: bool) -> dict:
    content = {"through_seq": through_seq, "sure": sure}
    answer = await world.ask(
        client, "/v1/forget-platforms", content | {"platforms": ["google-search", "googlemaps"]}
    )
    assert answer.status == 200, answer.body
    return answer.json


async def test_a_browser_forgets_what_it_recorded_on_a_platform_up_to_a_seq(world):
    mine, other = await world.pair(), await world.pair()
    for client in (mine, other):
        query, time_there = act(1, "query", **THERE), act(2, "attention", ms=9000, **THERE)
        await record(world, client, query, time_there, act(3, "post"), act(4, "query", **THERE))
    assert await of_platforms(world, mine, 3, sure=False) == {
        "found": {"google-search": {"acts": 1, "ms": 9000}}
    }
    assert await of_platforms(world, mine, 3, sure=True) == {"forgotten": 2}
    assert await of_platforms(world, mine, 3, sure=False) == {"found": {}}
    again = world.batch(mine) | {"acts": [act(1, "query", **THERE), act(3, "post")]}
    assert (await world.ask(mine, "/v1/ingest", again)).json["stored"] == []
    assert (await of_platforms(world, mine, 9, sure=False))["found"]["google-search"]["acts"] == 1
    assert (await of_platforms(world, other, 3, sure=True))["forgotten"] == 2


async def test_no_other_history_is_a_browsers_to_erase(world):
    client = await world.pair()
    await record(world, client, act(1, "post"))
    for platforms in (["youtube"], ["google-search", "youtube"], []):
        asked = {"platforms": platforms, "through_seq": 9, "sure": True}
        assert (await world.ask(client, "/v1/forget-platforms", asked)).status == 400


@pytest.mark.parametrize("minutes", [0, 14 * 24 * 60 + 1, -1, 1.5, True, "5"])
async def test_no_more_than_two_weeks_can_be_forgotten(world, client, minutes):
    content = {"minutes": minutes, "through_seq": 1}
    assert (await world.ask(client, "/v1/forget", content)).status == 400


async def test_the_day_is_that_of_the_newest_act(world):
    client, shift = await world.pair(), timedelta(hours=14)
    store = world.app[STORE]
    here = await store.read(today)
    await record(world, client, act(1, "post", offset_min=840))
    there = await store.read(today)
    now = time.time()
    assert there == int((now + shift.total_seconds()) // 86_400)
    assert here == int((now + time.localtime(now).tm_gmtoff) // 86_400)
    tomorrow = int(now * 1000) + 2 * 86_400_000
    assert await store.read(lambda conn: today(conn, tomorrow)) == here + 2
