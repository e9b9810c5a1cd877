"""The routes of the dashboard's data, thin: read, call, answer. An unchanged view costs a 304, no query."""

import msgspec
from aiohttp import web

from collector.app_keys import CATALOGUE, STORE
from collector.errors import NotFound
from collector.gate import policy

from . import assumptions, bands, drawings, preferences, rhythm
from .asked import Asked, add_run
from .elsewhere import elsewhere
from .labour import labour
from .method import method
from .overview import overview
from .payslip import routes as payslip
from .sources import sources
from .tariff import tariff

VIEWS = {
    "overview": overview,
    "labour": labour,
    "sources": sources,
    "method": method,
    "elsewhere": elsewhere,
    "tariff": tariff,
}


def add_routes(app: web.Application) -> None:
    """Register every route of the dashboard below /v1."""
    add_run(app)
    bands.add_routes(app)
    payslip.add_routes(app)
    rhythm.add_routes(app)
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
    build = VIEWS.get(name)
    if build is None:
        raise NotFound("There is no such view. Reload the page.")
    asked = Asked.of(request, name)
    if asked.is_known:
        return asked.unchanged()
    catalogue = request.app[CATALOGUE]
    body = await request.app[STORE].read(lambda conn: msgspec.json.encode(build(asked.read(conn), catalogue)))
    return asked.answer(body)
