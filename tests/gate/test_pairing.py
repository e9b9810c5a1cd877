"""A ticket becomes a key: once, in time, for the right extension; and what if somebody else read it."""

import asyncio
import json
import re

import pytest
from raw_http import changed
from world import FIREFOX, OTHER, OURS, World

from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import CLIENTS, TICKETS
from pointeuse.collector.pairing import Tickets, tickets
from pointeuse.collector.settings import Settings
from pointeuse.collector.signing import new_nonce


async def test_a_ticket_gives_a_key_once(world):
    answer = await world.redeem(world.ticket("pair"))
    assert answer.status == 200 and answer.json.keys() == {"client_id", "key", "instance_id"}
    assert re.fullmatch(r"[\w-]{22}", answer.json["client_id"]) and re.fullmatch(
        r"[\w-]{43}", answer.json["key"]
    )
    assert ("paired", {"browser": "Chromium 156", "origin": OURS}) in world.said


async def test_the_key_is_told_once_and_the_log_of_the_terminal_never_holds_it(world):
    client = await world.pair()
    listed = await world.send("GET", "/v1/clients", world.by_page(world.session(), None))
    assert client.id in listed.body.decode()
    assert "key" not in listed.json["clients"][0] and str(client.key) not in repr(world.said)


@pytest.mark.parametrize("origin", [OTHER, "https://evil.test", "null", "http://127.0.0.1:1", None])
async def test_who_may_not_pair_does_not_use_up_the_ticket(world, origin):
    ticket, before = world.ticket("pair"), world.fingerprint()
    body = json.dumps({"ticket": ticket, "device": new_nonce(), "browser": "B", "extension": "0"}).encode()
    headers = changed(world.headers(body), "Origin", *([origin] if origin else []))
    assert (await world.send("POST", "/v1/pair", headers, body)).status == 403
    assert world.fingerprint() == before
    assert (await world.redeem(ticket)).status == 200


async def test_the_allowed_extension_may_pair_too(tmp_path):
    async with serving(Settings(tmp_path, port=0, allow_extension="p" * 32)) as app:
        world = World(app, [])
        assert (await world.redeem(world.ticket("pair"), OTHER)).status == 200
        assert (await world.redeem(world.ticket("pair"), OURS)).status == 200


async def test_firefox_is_trusted_on_first_use_and_pinned(world):
    client = await world.pair(FIREFOX)
    assert (await world.ask(client, "/v1/hello", {"device": client.device})).status == 200
    for other in (FIREFOX.replace("0a", "0b"), OURS):
        body = json.dumps({"device": client.device}).encode()
        headers = changed(world.signed(client, "POST", "/v1/hello", body), "Origin", other)
        answer = await world.send("POST", "/v1/hello", headers, body)
        assert answer.status == 403 and answer.all("X-DL-Proof")


async def test_a_second_use_of_a_ticket_revokes_the_first_and_both_sides_are_told(world):
    ticket = world.ticket("pair")
    first = await world.redeem(ticket)
    second = await world.redeem(ticket)
    assert second.status == 409 and second.json["error"]["code"] == "ticket-used"
    assert world.app[CLIENTS].find(first.json["client_id"]) is None
    assert world.said[-1] == ("ticket-used", {})
    listed = await world.send("GET", "/v1/clients", world.by_page(world.session(), None))
    row = next(row for row in listed.json["clients"] if row["id"] == first.json["client_id"])
    assert row["revoked_at"] is not None
    assert (await world.redeem(ticket)).status == 409


async def test_two_uses_at_the_same_time_leave_nobody_paired(world):
    ticket, device = world.ticket("pair"), new_nonce()
    answers = await asyncio.gather(*(world.redeem(ticket, device=device) for _ in range(5)))
    assert {answer.status for answer in answers} <= {200, 409}
    assert not [c for c in world.app[CLIENTS].everyone() if c.device == device and c.revoked_at is None]


async def test_a_newer_ticket_replaces_the_one_before(world):
    first, second = world.ticket("pair"), world.ticket("pair")
    assert (await world.redeem(first)).status == 401
    assert (await world.redeem(second)).status == 200


async def test_a_ticket_has_one_purpose(world):
    assert (await world.redeem(world.ticket("open"))).status == 401
    body = json.dumps({"ticket": world.ticket("pair")}).encode()
    assert (await world.send("POST", "/v1/session", world.headers(body), body)).status == 401


async def test_a_device_has_one_key(world):
    device = new_nonce()
    old, new = await world.pair(device=device), await world.pair(device=device)
    assert world.app[CLIENTS].find(old.id) is None and world.app[CLIENTS].find(new.id)


async def test_a_code_can_be_typed_instead(world):
    code = world.app[TICKETS].issue_with_code("pair")[1]
    assert re.fullmatch("[2-9A-HJ-NP-Z]{8}", code)
    typed = f"{code[:4].lower()} {code[4:]}"
    assert (await world.redeem(None, code=typed)).status == 200
    assert (await world.redeem(None, code=typed)).status == 401


async def test_five_wrong_codes_end_the_code_and_not_the_link(world):
    ticket, code = world.app[TICKETS].issue_with_code("pair")
    wrong = ("2" if code[0] != "2" else "3") + code[1:]
    for _ in range(5):
        assert (await world.redeem(None, code=wrong)).status == 401
    assert (await world.redeem(None, code=code)).status == 401
    assert (await world.redeem(ticket)).status == 200, (
        "any program can try codes; only the person has the link"
    )


async def test_both_or_neither_is_malformed(world):
    ticket, code = world.app[TICKETS].issue_with_code("pair")
    assert (await world.redeem(ticket, code=code)).status == 400
    assert (await world.redeem(None)).status == 400
    assert (await world.redeem(ticket)).status == 200


def test_tickets_and_codes_live_120_seconds():
    now = [0.0]
    kept = Tickets(clock=lambda: now[0])
    for age, good in ((119.9, True), (120.0, False)):
        for redeem, told in ((kept.redeem, 0), (kept.redeem_code, 1)):
            text = kept.issue_with_code("pair")[told]
            now[0] += age
            if good:
                assert redeem("pair", text).purpose == "pair"
            else:
                with pytest.raises(Exception, match="no longer valid|not valid"):
                    redeem("pair", text)


def test_neither_tickets_nor_codes_are_kept_in_the_clear():
    kept = Tickets()
    ticket, code = kept.issue_with_code("pair")
    assert ticket not in repr(kept) and code not in repr(kept)
    kept.redeem("pair", ticket)
    assert ticket not in repr(kept)


def test_used_tickets_are_remembered_within_bounds():
    kept = Tickets()
    for _ in range(tickets.MOST_USED + 50):
        kept.redeem("pair", kept.issue("pair"))
    assert len(kept._used) == tickets.MOST_USED
