"""For how long single acts are kept. Their daily sums stay for good."""

import datetime
import sqlite3

from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import read_body
from pointeuse.collector.routes.log_bodies import Retention
from pointeuse.collector.routes.steps import ask_back
from pointeuse.collector.store.erasing.retention import count_before, first_kept, keep_months, set_keep_months
from pointeuse.collector.store.sums.horizon import horizon_of
from pointeuse.collector.store.sums.spans import oldest_day


@policy("dashboard")
async def get_retention(request: web.Request) -> web.Response:
    """Answer the choice, the first day whose acts are kept, and that of the oldest act there is."""
    return web.json_response(await request.app[STORE].read(_chosen))


@policy("dashboard")
async def choose_retention(request: web.Request) -> web.Response:
    """Choose how long, in two steps: what is older then goes at once."""
    body, store = await read_body(request, Retention), request.app[STORE]
    day = first_kept(body.keep_months, datetime.date.today())
    # The day is what the person agrees to: with another one in between, she is asked again.
    asked = ask_back(request, f"keep {body.keep_months} before {day}", body.action_token)
    if asked:
        acts = await store.read(lambda conn: count_before(conn, day))
        return web.json_response(asked | {"acts": acts, "before": day or None})
    await store.write(lambda conn: set_keep_months(conn, body.keep_months))
    return web.json_response({"keep_months": body.keep_months, "removed": await store.tend()})


def _chosen(conn: sqlite3.Connection) -> dict:
    return {
        "keep_months": keep_months(conn),
        "horizon": horizon_of(conn) or None,
        "oldest_day": oldest_day(conn),
    }
