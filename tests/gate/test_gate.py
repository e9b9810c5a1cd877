"""The gate as a table: each row spoils one thing in a request that would otherwise be let through."""

import itertools
import json

import pytest
from raw_http import send
from spoilt import ANY, OF_EXTENSION, OF_PAGE, Request
from world import World

# Never the same twice, so that each change that gets through is seen in the database.
WAGES = itertools.count(1)


def from_extension(world: World, client) -> Request:
    body = json.dumps(world.batch(client)).encode()
    return Request("POST", "/v1/ingest", world.signed(client, "POST", "/v1/ingest", body), body)


def from_page(world: World, session) -> Request:
    body = b'{"wage_per_hour": %d}' % next(WAGES)
    return Request("POST", "/v1/preferences", world.by_page(session, body), body)


async def send_and_compare(world: World, made: Request, expected: set[int]) -> None:
    """Send it; the database changes when, and only when, it is answered 200."""
    before = world.fingerprint()
    answer = await send(world.port, made.bytes())
    assert answer.status in expected
    assert (world.fingerprint() == before) == (answer.status != 200)
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


def table(*rows: tuple):
    return pytest.mark.parametrize(
        ("spoil", "expected"), [row[1:] for row in rows], ids=[row[0] for row in rows]
    )


@table(*ANY, *OF_EXTENSION)
async def test_extension_request_with_one_thing_spoilt(world, spoil, expected):
    made = from_extension(world, await world.pair())
    spoil(made, world)
    await send_and_compare(world, made, expected)


@table(*ANY, *OF_PAGE)
async def test_page_request_with_one_thing_spoilt(world, session, spoil, expected):
    made = from_page(world, session)
    spoil(made, world)
    await send_and_compare(world, made, expected)


async def test_the_requests_that_the_tables_spoil_are_let_through(world, session):
    for made in (from_extension(world, await world.pair()), from_page(world, session)):
        await send_and_compare(world, made, {200})
