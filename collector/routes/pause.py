"""Pausing every browser from the dashboard. The browsers learn of it with their next hello."""

import time

from aiohttp import web

from pointeuse.collector.app_keys import CLIENTS, STORE
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import Empty, Pause, read_body
from pointeuse.collector.store.kept.clients import Client
from pointeuse.collector.store.kept.pauses import UNTIL_RESUMED, Pauses, left, read_pauses, wish_pause

# Within this a browser in which something is being recorded has said hello.
USUAL_SECONDS = 60


@policy("dashboard")
async def get_pause(request: web.Request) -> web.Response:
    """Answer what was wished last, and which browsers have taken note of it."""
    return _answer(request, await request.app[STORE].read(read_pauses))


@policy("dashboard")
async def pause(request: web.Request) -> web.Response:
    """Wish that nothing be recorded for some minutes, or, with None, until `resume`."""
    body = await read_body(request, Pause)
    until = UNTIL_RESUMED if body.minutes is None else _now() + body.minutes * 60_000
    return await _wish(request, until)


@policy("dashboard")
async def resume(request: web.Request) -> web.Response:
    """Wish that every browser records again."""
    await read_body(request, Empty)
    return await _wish(request, 0)


async def _wish(request: web.Request, until: int) -> web.Response:
    return _answer(request, await request.app[STORE].write(lambda conn: wish_pause(conn, until, _now())))


def _answer(request: web.Request, pauses: Pauses) -> web.Response:
    now = _now()
    paired = [client for client in request.app[CLIENTS].everyone() if client.revoked_at is None]
    return web.json_response(
        {
            "until": left(pauses.wish, now),
            "at": pauses.wish.at,
            "server_time": now,
            "usual_seconds": USUAL_SECONDS,
            "browsers": [_shown(client, pauses, now) for client in paired],
        }
    )


def _shown(client: Client, pauses: Pauses, now: int) -> dict:
    return {
        "id": client.id,
        "label": client.label,
        "browser": client.browser,
        "until": left(pauses.known(client.id), now),
        "since": pauses.since(client.id),
    }


def _now() -> int:
    return time.time_ns() // 1_000_000
