"""What one caller may cost: connections, bytes of a head, seconds to send either part."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from raw_http import receive, request, send
from spoilt import Request
from test_gate import from_extension
from world import World

from collector.gate import credentials, listener

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


async def test_connections_beyond_64_are_turned_away_and_room_comes_back(world):
    statuses = []
    async with AsyncExitStack() as stack:
        while 503 not in statuses and len(statuses) < 70:
            reader, writer = await stack.enter_async_context(connection(world.port))
            writer.write(home(world))
            statuses.append((await receive(reader)).status)
    assert set(statuses[:-1]) == {200} and 50 < len(statuses) <= 65
    for _ in range(1000):
        answer = await send(world.port, home(world))
        if answer.status == 200:
            break
        await asyncio.sleep(0.01)
    assert answer.status == 200


async def test_requests_in_one_piece_are_answered_in_order(world):
    async with connection(world.port) as (reader, writer):
        writer.write(home(world) + request("GET", "/nothing", world.headers(None)) + home(world))
        assert [(await receive(reader)).status for _ in range(3)] == [200, 404, 200]
