"""What a browser recorded and the person wants forgotten: the last minutes, or some platforms."""

import asyncio
import sqlite3
import time

from aiohttp import web

from pointeuse.collector.app_keys import CLIENT, FORGETTING, STORE
from pointeuse.collector.catalogue import TIME_KINDS
from pointeuse.collector.errors import Busy
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import Forget, ForgetPlatforms, read_body
from pointeuse.collector.store.erasing.forget import OfPlatforms, Window, sums_within

PATIENCE_S = 10  # a browser waits for an answer for 20 s


@policy("extension")
async def forget(request: web.Request) -> web.Response:
    """Erase what this device recorded in the last minutes, from every file; other devices are not touched."""
    body, client = await read_body(request, Forget), request[CLIENT]
    since = time.time_ns() // 1_000_000 - body.minutes * 60_000
    return await _forgotten(request, Window(client.device, since, body.through_seq))


@policy("extension")
async def forget_platforms(request: web.Request) -> web.Response:
    """Erase what this device recorded on some platforms, or say how much that is."""
    body, client = await read_body(request, ForgetPlatforms), request[CLIENT]
    erasure = OfPlatforms(client.device, tuple(body.platforms), body.through_seq, tuple(body.unsent))
    if body.sure:
        return await _forgotten(request, erasure)
    return web.json_response({"found": await request.app[STORE].read(lambda conn: _found(conn, erasure))})


async def _forgotten(request: web.Request, erasure: Window | OfPlatforms) -> web.Response:
    """Erase; a browser that is told to wait asks again, and then waits for the same erasing to end."""
    under_way = request.app[FORGETTING]
    running = next((task for task, other in under_way.items() if other.covers(erasure)), None)
    if running is None:
        running = asyncio.create_task(request.app[STORE].erase(erasure))
        under_way[running] = erasure
        running.add_done_callback(lambda task: _over(under_way, task))
    await asyncio.wait({running}, timeout=PATIENCE_S)
    if not running.done():
        raise Busy("This is still being erased; ask again, and it will be done.", "erasing")
    return web.json_response({"forgotten": running.result()})


def _over(under_way: dict, task: asyncio.Task) -> None:
    """Whoever waits hears how it ended; an error that nobody waits for is met when it is asked again."""
    del under_way[task]
    if not task.cancelled():
        task.exception()


def _found(conn: sqlite3.Connection, erasure: OfPlatforms) -> dict:
    """Return acts and milliseconds by platform, for those that there is anything of."""
    found: dict[str, dict] = {}
    for place in erasure.places(conn):
        for platform, kind, acts, ms in sums_within(conn, erasure.of_acts(conn), place):
            sums = found.setdefault(platform, {"acts": 0, "ms": 0})
            sums["ms" if kind in TIME_KINDS else "acts"] += ms if kind in TIME_KINDS else acts
    return found
