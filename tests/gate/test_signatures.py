"""Signed requests, proven answers, and challenges: what an impostor, a thief or a replay gets."""

import json
import time

import pytest
from raw_http import changed, without
from world import OURS

from pointeuse.collector.app_keys import CLIENTS
from pointeuse.collector.errors import Forbidden
from pointeuse.collector.pairing import Challenges
from pointeuse.collector.signing import authorization, new_nonce


async def test_errors_to_a_valid_signature_are_proven_too(world, client):
    for path, content, status in (
        ("/v1/hello", {"device": client.device}, 200),
        ("/v1/hello", {"device": new_nonce()}, 403),
        ("/v1/hello", {}, 400),
        ("/v1/ingest", {"schema": 1}, 400),
        ("/v1/counters", {"challenge": new_nonce()}, 400),
        ("/v1/ingest", world.batch(client) | {"device": new_nonce()}, 403),
    ):
        answer = await world.ask(client, path, content)
        assert answer.status == status, (path, answer.body)


async def test_whoever_is_not_paired_learns_nothing_from_the_answer(world, client):
    gone = await world.pair()
    await world.app[CLIENTS].revoke(gone.id)
    body = json.dumps({"device": client.device}).encode()
    good = world.signed(client, "POST", "/v1/hello", body)
    stranger = authorization(bytes(32), new_nonce(), "POST", "/v1/hello", body, new_nonce())
    thief = authorization(bytes(32), client.id, "POST", "/v1/hello", body, new_nonce())
    emptied = authorization(b"", gone.id, "POST", "/v1/hello", body, new_nonce())
    refused = [
        changed(good, "Authorization", given) for given in (stranger, thief, emptied, "DL1", "Bearer x", "")
    ]
    refused += [without(good, "Authorization"), world.signed(gone, "POST", "/v1/hello", body)]
    answers = [await world.send("POST", "/v1/hello", headers, body) for headers in refused]
    assert {answer.status for answer in answers} == {401}
    assert len({json.dumps(answer.json["error"] | {"request_id": ""}) for answer in answers}) == 1
    assert len({len(answer.body) for answer in answers}) == 1
    assert not any(answer.all("X-DL-Proof") for answer in answers)


async def test_an_unknown_client_takes_as_long_as_a_wrong_signature(world, client):
    body = b" " * 2**20
    cids, seconds = {"known": client.id, "unknown": new_nonce()}, {"known": [], "unknown": []}
    for _ in range(15):
        for name, cid in cids.items():
            signature = authorization(bytes(32), cid, "POST", "/v1/ingest", body, new_nonce())
            headers = world.headers(body, ("Origin", OURS), ("Authorization", signature))
            begin = time.perf_counter()
            assert (await world.send("POST", "/v1/ingest", headers, body)).status == 401
            seconds[name].append(time.perf_counter() - begin)
    known, unknown = (min(seconds[name]) for name in ("known", "unknown"))
    assert 0.5 < known / unknown < 2


async def test_a_signature_for_one_key_is_none_for_another(world, client):
    other = await world.pair()
    body = json.dumps({"device": client.device}).encode()
    mixed = authorization(other.key, client.id, "POST", "/v1/hello", body, new_nonce())
    headers = changed(world.signed(client, "POST", "/v1/hello", body), "Authorization", mixed)
    assert (await world.send("POST", "/v1/hello", headers, body)).status == 401


async def test_a_browser_sends_for_its_own_device_only(world, client):
    other = await world.pair()
    before = world.fingerprint()
    for path, content in (("/v1/hello", {"device": other.device}), ("/v1/ingest", world.batch(other))):
        answer = await world.ask(client, path, content)
        assert answer.status == 403 and answer.json["error"]["code"] == "device"
    assert world.fingerprint() == before


def test_a_challenge_is_good_once_in_60_seconds_for_whom_it_was_given_to():
    now = [0.0]
    kept, other_run = (Challenges(clock=lambda: now[0]) for _ in range(2))
    early, foreign = kept.issue("a"), other_run.issue("a")
    now[0] = 59.9
    for cid, given in (("b", early), ("a", foreign), ("a", new_nonce()), ("a", early[:-1] + "B"), ("a", "A")):
        with pytest.raises(Forbidden, match="not made for now"):
            kept.redeem(cid, given)
    kept.redeem("a", early)
    late = kept.issue("a")
    now[0] += 60.0
    for given in (early, late):
        with pytest.raises(Forbidden, match="not made for now"):
            kept.redeem("a", given)
    assert kept._used == {}


def test_nobody_loses_a_challenge_because_others_ask_for_many():
    kept = Challenges()
    mine = kept.issue("a")
    for _ in range(10_000):
        kept.issue("a")
    kept.redeem("a", mine)


async def test_hello_says_who_answers_and_how_far_the_log_is_whole(world):
    client = await world.pair()
    await world.ask(client, "/v1/ingest", world.batch(client, seq=1))
    said = (await world.ask(client, "/v1/hello", {"device": client.device})).json
    assert said.keys() == {"instance_id", "high_water", "collector", "server_time", "pause"}
    assert said["high_water"] == 1 and abs(said["server_time"] / 1000 - time.time()) < 60
