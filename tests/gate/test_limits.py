"""What one caller may cost: connections, bytes of a head, seconds to send either part."""

import asyncio
import json
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest
from raw_http import receive, request, send, without
from spoilt import Request
from test_gate import from_extension
from world import OURS, World

from pointeuse.collector.gate import credentials, listener, places
from pointeuse.collector.signing import authorization, new_nonce

DEADLINE = 10


@asynccontextmanager
async def connection(port: int):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        async with asyncio.timeout(DEADLINE):
            yield reader, writer
    finally:
        writer.close()


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(listener, "HEAD_SECONDS", 0.5)  # bounds that a test can wait for
    monkeypatch.setattr(credentials, "BODY_SECONDS", 0.5)


def home(world: World) -> bytes:
    return request("GET", "/pair", world.headers(None))


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127"], ids=["nothing", "line", "header"]
)
async def test_a_head_that_does_not_come_ends_the_connection(world, hurried, sent):
    async with connection(world.port) as (reader, writer):
        writer.write(sent)
        assert await reader.read() == b""


async def test_a_trickle_of_headers_does_not_keep_the_connection(world, hurried):
    async with connection(world.port) as (reader, writer):
        with pytest.raises(ConnectionError):
            for letter in home(world) * 100:
                writer.write(b"%c" % letter if letter != 13 else b"a")
                await writer.drain()
                await asyncio.sleep(0.02)


async def test_the_second_request_of_a_connection_has_the_same_time(world, hurried):
    async with connection(world.port) as (reader, writer):
        writer.write(home(world))
        assert (await receive(reader)).status == 200
        await asyncio.sleep(0.8)
        writer.write(home(world))
        assert (await receive(reader)).status == 200
        writer.write(b"GET / HT")
        assert await reader.read() == b""


async def test_a_slow_body_is_answered_408_and_nothing_is_stored(world, client, hurried):
    before, made = world.fingerprint(), from_extension(world, client)
    whole = made.bytes()
    answer = await send(world.port, whole[:-10])
    assert answer.status == 408 and answer.json["error"]["code"] == "slow"
    assert world.fingerprint() == before


async def test_a_body_that_ends_early_stores_nothing(world, client):
    before, made = world.fingerprint(), from_extension(world, client)
    answer = await send(world.port, made.bytes()[:-10], end=True)
    assert answer.status in (0, 400) and world.fingerprint() == before


async def test_a_head_without_end_is_refused_at_16_kib(world):
    async with connection(world.port) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: %s\r\n" % (i, b"a" * 1000) for i in range(17)))
        assert (await receive(reader)).status == 431
        assert await reader.read() == b""


async def test_a_body_of_1_mib_is_read_and_judged(world, client):
    body = b" " * 2**20
    made = Request("POST", "/v1/ingest", world.signed(client, "POST", "/v1/ingest", body), body)
    answer = await send(world.port, made.bytes())
    assert answer.status == 400 and answer.json["error"]["code"] == "malformed"


async def test_the_65th_connection_takes_the_place_of_an_idle_one(world):
    async with AsyncExitStack() as stack:
        opened = []
        for _ in range(2 * places.MOST_CONNECTIONS):
            reader, writer = await stack.enter_async_context(connection(world.port))
            writer.write(home(world))
            assert (await receive(reader)).status == 200
            opened.append(reader)
        for reader in opened[: places.MOST_CONNECTIONS - 10]:
            with suppress(ConnectionError):
                assert await reader.read() == b"", "the oldest have gone"
        assert not opened[-1].at_eof()


async def keeps_quiet(world, writer) -> None:
    """Connect and send nothing."""


async def reads_nothing(world, writer) -> None:
    """Ask for what no buffer of the system holds, again and again, and leave it unread."""
    writer.write(request("GET", "/static/kit/format.js", world.headers(None)) * 2000)


async def sends_no_body(world, writer) -> None:
    body = b" " * 1000
    writer.write(request("POST", "/v1/session", world.headers(body), body[:10]))


async def tries_a_key(world, writer) -> None:
    """A wrong signature makes nobody known."""
    wrong = authorization(bytes(32), new_nonce(), "POST", "/v1/hello", b"{}", new_nonce())
    headers = [*world.headers(b"{}"), ("Origin", OURS), ("Authorization", wrong)]
    writer.write(request("POST", "/v1/hello", headers, b"{}"))


@pytest.mark.parametrize("idler", [keeps_quiet, reads_nothing, sends_no_body, tries_a_key])
async def test_nobody_keeps_the_browser_and_the_command_line_out(world, client, idler, caplog):
    async with AsyncExitStack() as stack:
        for _ in range(2 * places.MOST_CONNECTIONS):
            _, writer = await stack.enter_async_context(connection(world.port))
            await idler(world, writer)
        await asyncio.sleep(0.2)
        for _ in range(3):
            assert (await world.ask(client, "/v1/hello", {"device": client.device})).status == 200
            status = world.by_command_line("/v1/commands/status", b"{}")
            assert (await world.send("POST", "/v1/commands/status", status, b"{}")).status == 200
            page = world.by_page(world.session(), None)
            assert (await world.send("GET", "/v1/clients", page)).status == 200
    assert caplog.records == [], "whoever is sent away is no mishap of ours"


async def test_who_is_known_keeps_its_place(world, client):
    async with AsyncExitStack() as stack:
        reader, writer = await stack.enter_async_context(connection(world.port))

        async def hello() -> int:
            body = json.dumps({"device": client.device}).encode()
            writer.write(request("POST", "/v1/hello", world.signed(client, "POST", "/v1/hello", body), body))
            return (await receive(reader)).status

        assert await hello() == 200
        for _ in range(2 * places.MOST_CONNECTIONS):
            await stack.enter_async_context(connection(world.port))
        assert await hello() == 200, "on the very connection of before"


async def test_a_download_keeps_its_place(world, client):
    """A slow reader has much unread, and has shown the cookie of a session."""
    headers = without(world.by_page(world.session(), None), "X-Page-Key")
    async with AsyncExitStack() as stack:
        reader, writer = await stack.enter_async_context(connection(world.port))
        writer.write(request("GET", "/v1/export?ticket=" + "x" * 22, headers))
        assert (await receive(reader)).status == 404
        for _ in range(2 * places.MOST_CONNECTIONS):
            await stack.enter_async_context(connection(world.port))
        writer.write(request("GET", "/v1/export?ticket=" + "x" * 22, headers))
        assert (await receive(reader)).status == 404, "on the very connection of before"


async def test_an_answer_that_is_never_read_is_given_up(world, monkeypatch):
    monkeypatch.setattr(places, "UNREAD_SECONDS", 0.3)  # bounds that a test can wait for
    monkeypatch.setattr(places, "SWEEP_SECONDS", 0.1)
    async with connection(world.port) as (_, writer):
        await reads_nothing(world, writer)
        with pytest.raises(ConnectionError):
            while True:
                writer.write(b"\r\n")
                await writer.drain()
                await asyncio.sleep(0.1)


async def test_requests_in_one_piece_are_answered_in_order(world):
    async with connection(world.port) as (reader, writer):
        writer.write(home(world) + request("GET", "/nothing", world.headers(None)) + home(world))
        assert [(await receive(reader)).status for _ in range(3)] == [200, 404, 200]
