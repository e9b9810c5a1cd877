"""Today in a few numbers, for the popup. The extension is told no more of the log than this."""

import sqlite3

from aiohttp import web

from pointeuse.collector.app_keys import CLIENT, STORE
from pointeuse.collector.catalogue import ATTENTION, NO_ACTS, TASK_TIME
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import Empty, read_body
from pointeuse.collector.store.acts.coverage import refused_of
from pointeuse.collector.store.sums.rollups import totals
from pointeuse.collector.sums.extent import today
from pointeuse.collector.worth.estimate import period_estimate


@policy("extension")
async def counters(request: web.Request) -> web.Response:
    """Answer today's acts, milliseconds of attention and of paid tasks, and what the unpaid are worth."""
    await read_body(request, Empty)
    client = request[CLIENT]
    return web.json_response(await request.app[STORE].read(lambda conn: counters_of(conn, client.device)))


def counters_of(conn: sqlite3.Connection, device: str) -> dict:
    """Return today as the browser with this `device` is told of it; `value` is None on an empty day."""
    day = today(conn)
    rows, worth = totals(conn, day, day), period_estimate(conn, day, day)
    value = {name: getattr(worth, name) for name in ("currency", "piece_price", "captured", "time_at_wage")}
    refused = refused_of(conn, device)
    return {
        "day": day,
        "acts": sum(row.n for row in rows if row.kind not in NO_ACTS),
        "ms": sum(row.ms for row in rows if row.kind == ATTENTION),
        "task_ms": sum(row.ms for row in rows if row.kind == TASK_TIME),
        "value": value if rows else None,
        "wage_needed": worth.wage_needed,
        "refused": refused,
    }
