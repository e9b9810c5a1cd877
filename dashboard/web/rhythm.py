"""The route of the view of when it was done: it reads more than a snapshot holds, so it comes by itself."""

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import CATALOGUE, STORE
from pointeuse.collector.gate import policy
from pointeuse.dashboard.numbers.snapshot import period_asked
from pointeuse.dashboard.views.rhythm import rhythm
from pointeuse.dashboard.web.asked import Asked


def add_routes(app: web.Application) -> None:
    """Register the view."""
    app.router.add_get("/v1/view/rhythm", view)


@policy("dashboard")
async def view(request: web.Request) -> web.Response:
    """Answer the view as columns, or 304 to whoever has it. Raises Malformed or Busy."""
    asked, catalogue = Asked.of(request, "rhythm"), request.app[CATALOGUE]
    if asked.is_known:
        return asked.unchanged()

    def read(conn):
        period = period_asked(conn, asked.period, asked.until, asked.since)
        return msgspec.json.encode(rhythm(conn, catalogue, period, asked.filter))

    return asked.answer(await request.app[STORE].read(read))
