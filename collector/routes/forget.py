"""What a browser recorded and the person wants forgotten: the last minutes, or some platforms."""

import sqlite3
import time

from aiohttp import web

from ..app_keys import CLIENT, STORE
from ..catalogue import TIME_KINDS
from ..gate import policy
from ..store.forget import OfPlatforms
from .bodies import Forget, ForgetPlatforms, read_body


@policy("extension")
async def forget(request: web.Request) -> web.Response:
    """Erase what this device recorded in the last minutes, from every file; other devices are not touched."""
    body, client = await read_body(request, Forget), request[CLIENT]
    since = time.time_ns() // 1_000_000 - body.minutes * 60_000
    erased = await request.app[STORE].forget(client.device, since, body.through_seq)
    return web.json_response({"forgotten": erased})


@policy("extension")
async def forget_platforms(request: web.Request) -> web.Response:
    """Erase what this device recorded on some platforms, or say how much that is."""
    body, client = await read_body(request, ForgetPlatforms), request[CLIENT]
    erasure = OfPlatforms(client.device, tuple(body.platforms), body.through_seq)
    if body.sure:
        return web.json_response({"forgotten": await request.app[STORE].erase(erasure)})
    return web.json_response({"found": await request.app[STORE].read(lambda conn: _found(conn, erasure))})


def _found(conn: sqlite3.Connection, erasure: OfPlatforms) -> dict:
    """Return acts and milliseconds by platform, for those that there is anything of."""
    found: dict[str, dict] = {}
    for place in erasure.places(conn):
        for platform, kind, acts, ms in conn.execute(_SUMS.format(erasure.of_acts(conn)), place):
            sums = found.setdefault(platform, {"acts": 0, "ms": 0})
            sums["ms" if kind in TIME_KINDS else "acts"] += ms if kind in TIME_KINDS else acts
    return found


_SUMS = """
SELECT platform.name, kind.name, count(*), sum(ms) FROM act
  JOIN rule r ON r.id = act.rule JOIN platform ON platform.id = r.platform JOIN kind ON kind.id = r.kind
  WHERE act.id BETWEEN ? AND ? AND {} GROUP BY 1, 2
"""
