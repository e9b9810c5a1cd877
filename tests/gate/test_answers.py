"""What every answer carries, and what an error never tells."""

import re

import pytest
from raw_http import request, send
from world import canary

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.gate.answers import CONTENT_SECURITY

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
OURS = "Host: 127.0.0.1:PORT\r\n"
REFUSALS = {
    "wrong Host": ("GET / HTTP/1.1\r\nHost: CANARY\r\n", 421),
    "no route": (f"GET /nothing/here?CANARY HTTP/1.1\r\n{OURS}", 404),
    "no such file": (f"GET /static/CANARY.js HTTP/1.1\r\n{OURS}", 404),
    "up and out": (f"GET /static/../../CANARY HTTP/1.1\r\n{OURS}", 404),
    "other method": (f"DELETE /?CANARY HTTP/1.1\r\n{OURS}", 405),
    "preflight": (f"OPTIONS /v1/ingest HTTP/1.1\r\n{OURS}Origin: http://CANARY\r\n", 403),
    "no session": (f"GET /v1/clients?CANARY HTTP/1.1\r\n{OURS}Cookie: a=CANARY\r\n", 401),
    "not HTTP": ("CANARY\r\n", 400),
    "TLS": ("\x16\x03\x01\x02\x00\x01\x00CANARY\r\n", 400),
    "bad header": (f"GET / HTTP/1.1\r\n{OURS}CANARY\r\n", 400),
    "long header": (f"GET / HTTP/1.1\r\n{OURS}X: CANARY{'a' * 9000}\r\n", 431),
    "expecting": (f"GET / HTTP/1.1\r\n{OURS}Expect: CANARY\r\n", 417),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_refusals_have_one_shape_and_repeat_nothing(world, name):
    sent, status = REFUSALS[name]
    secret = canary()
    sent = sent.replace("PORT", str(world.port)).replace("CANARY", secret) + "\r\n"
    answer = await send(world.port, sent.encode())
    assert answer.status == status
    assert answer.one("Content-Type") == "application/json; charset=utf-8"
    assert answer.json.keys() == {"error"}
    assert answer.json["error"].keys() == {"code", "message", "request_id"}
    assert re.fullmatch(r"[a-z-]+", answer.json["error"]["code"])
    assert re.fullmatch(r"[A-Z].*[a-z].*\.", answer.json["error"]["message"])
    everything = repr(answer.headers) + answer.body.decode()
    assert not [word for word in (secret, "Traceback", "collector/", ".py") if word in everything]
    for header, value in HEADERS.items():
        assert answer.one(header) == value
    assert answer.one("Cache-Control") == "no-store" and answer.one("Server") == "pointeuse"


@pytest.mark.parametrize("host", ["localhost", "[::1]"])
async def test_the_other_names_of_this_computer_get_the_right_link_only(world, host):
    answer = await send(world.port, request("GET", "/?a=b", [("Host", f"{host}:{world.port}")]))
    assert answer.status == 421
    assert f'href="http://127.0.0.1:{world.port}/"'.encode() in answer.body
    for header, value in HEADERS.items():
        assert answer.one(header) == value


async def test_every_answer_carries_the_headers(world, session):
    pages = [
        await world.send("GET", path, world.headers(None))
        for path in ("/", "/pair", "/open", "/static/pages/open/page.js")
    ]
    data = [await world.send("GET", "/v1/clients", world.by_page(session, None))]
    assert [answer.status for answer in pages + data] == [200] * 5
    for answer in pages + data:
        for header, value in HEADERS.items():
            assert answer.one(header) == value
    assert data[0].one("Cache-Control") == "no-store"


async def test_no_page_that_anybody_may_fetch_holds_a_secret(world):
    await world.pair()
    ticket = world.ticket("pair")
    for path in ("/", "/pair", "/open"):
        answer = await world.send("GET", path, world.headers(None))
        assert ticket.encode() not in answer.body and not answer.all("Set-Cookie")


async def test_a_broken_handler_tells_neither_the_reason_nor_the_place(world, client, caplog):
    secret = canary()

    async def broken(*_):
        raise ZeroDivisionError(secret)

    store = world.app[STORE]
    kept, store.ingest = store.ingest, broken
    try:
        answer = await world.ask(client, "/v1/ingest", world.batch(client))
    finally:
        store.ingest = kept
    assert answer.status == 500 and answer.json["error"]["code"] == "internal"
    assert secret.encode() not in answer.body
    assert secret not in caplog.text and "ZeroDivisionError" in caplog.text
