"""Signed requests, proven answers, and challenges: what an impostor, a thief or a replay gets."""

import json
import time

import pytest
from raw_http import changed, without
from world import OURS

from collector.app_keys import CHALLENGES, CLIENTS
from collector.pairing import Challenges
from collector.pairing.challenges import MOST_CHALLENGES
from collector.signing import authorization, new_nonce

CHALLENGED = {
    "/v1/counters": {},
    "/v1/session-ticket": {},
    "/v1/forget": {"minutes": 5, "through_seq": 1},
    "/v1/forget-platforms": {"platforms": ["x"], "through_seq": 1, "sure": True},
}


async def test_errors_to_a_valid_signature_are_proven_too(world, client):
    for path, content, status in (
        ("/v1/hello", {"device": client.device}, 200),
        ("/v1/hello", {"device": new_nonce()}, 403),
        ("/v1/hello", {}, 400),
        ("/v1/ingest", {"schema": 1}, 400),
        ("/v1/counters", {"challenge": new_nonce()}, 403),
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


@pytest.mark.parametrize("path", CHALLENGED)
async def test_a_challenge_is_good_once_for_the_client_that_got_it(world, client, path):
    other = await world.pair()
    challenge = await world.challenge(client)
    content = CHALLENGED[path] | {"challenge": challenge}
    assert (await world.ask(other, path, content)).status == 403
    assert (await world.ask(client, path, content)).status == 200
    again = await world.ask(client, path, content)
    assert again.status == 403 and again.json["error"]["code"] == "challenge"
    assert (await world.ask(client, path, CHALLENGED[path])).status == 400


async def test_a_replayed_request_gets_nothing_worth_stealing(world, client):
    body = json.dumps({"challenge": await world.challenge(client)}).encode()
    headers = world.signed(client, "POST", "/v1/session-ticket", body)
    assert (await world.send("POST", "/v1/session-ticket", headers, body)).status == 200
    replayed = await world.send("POST", "/v1/session-ticket", headers, body)
    assert replayed.status == 403 and "ticket" not in replayed.json


async def test_a_replayed_batch_is_counted_once(world):
    client = await world.pair()
    body = json.dumps(world.batch(client)).encode()
    headers = world.signed(client, "POST", "/v1/ingest", body)
    first = await world.send("POST", "/v1/ingest", headers, body)
    before = world.fingerprint()
    second = await world.send("POST", "/v1/ingest", headers, body)
    assert first.json["stored"] == second.json["duplicate"] == [[1, 1]]
    assert world.fingerprint() == before


def test_challenges_live_60_seconds_and_are_bounded():
    now = [0.0]
    kept = Challenges(clock=lambda: now[0])
    early = kept.issue("a")
    now[0] = 59.9
    kept.redeem("a", early)
    late = kept.issue("a")
    now[0] += 60.0
    with pytest.raises(Exception, match="hello again"):
        kept.redeem("a", late)
    for _ in range(MOST_CHALLENGES + 10):
        kept.issue("a")
    assert len(kept._open) == MOST_CHALLENGES


async def test_hello_says_who_answers_and_how_far_the_log_is_whole(world):
    client = await world.pair()
    await world.ask(client, "/v1/ingest", world.batch(client, seq=1))
    said = (await world.ask(client, "/v1/hello", {"device": client.device})).json
    assert said.keys() == {"instance_id", "high_water", "challenge", "collector", "server_time", "pause"}
    assert said["high_water"] == 1 and abs(said["server_time"] / 1000 - time.time()) < 60
    assert world.app[CHALLENGES]
