"""The routes of the dashboard's data, thin: read, call, answer. An unchanged view costs a 304, no query."""

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import CATALOGUE, STORE
from pointeuse.collector.gate import policy
from pointeuse.dashboard.views.finding import view_called
from pointeuse.dashboard.web import assumptions, bands, drawings, payslip, preferences, rhythm, twice
from pointeuse.dashboard.web.asked import Asked, add_run


def add_routes(app: web.Application) -> None:
    """Register every route of the dashboard below /v1."""
    add_run(app)
    bands.add_routes(app)
    payslip.add_routes(app)
    rhythm.add_routes(app)
    twice.add_routes(app)
    app.router.add_get("/v1/view/{name}", view)
    preferences.add_routes(app)
    assumptions.add_routes(app)
    drawings.add_routes(app)


@policy("dashboard")
async def view(request: web.Request) -> web.Response:
    """Answer one view as columns, or 304 to whoever has it. Raises NotFound, Malformed or Busy.

    `set` in the query values the period under that set of assumptions instead of the one in use.
    """
    name = request.match_info["name"]
    build = view_called(name)
    asked = Asked.of(request, name)
    if asked.is_known:
        return asked.unchanged()
    catalogue = request.app[CATALOGUE]
    body = await request.app[STORE].read(lambda conn: msgspec.json.encode(build(asked.read(conn), catalogue)))
    return asked.answer(body)
