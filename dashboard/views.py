"""The routes of the dashboard's data, thin: read, call, answer. An unchanged view costs a 304, no query."""

from importlib import import_module

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import CATALOGUE, STORE
from pointeuse.collector.errors import NotFound
from pointeuse.collector.gate import policy
from pointeuse.dashboard import assumptions, bands, drawings, preferences, rhythm
from pointeuse.dashboard.asked import Asked, add_run
from pointeuse.dashboard.payslip import routes as payslip

# Each is a function of the reading and the catalogue, in a module of its name that the first question loads.
VIEWS = {"overview", "labour", "sources", "method", "elsewhere", "tariff"}


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
    if name not in VIEWS:
        raise NotFound("There is no such view. Reload the page.")
    asked = Asked.of(request, name)
    if asked.is_known:
        return asked.unchanged()
    catalogue, build = request.app[CATALOGUE], getattr(import_module(f"pointeuse.dashboard.{name}"), name)
    body = await request.app[STORE].read(lambda conn: msgspec.json.encode(build(asked.read(conn), catalogue)))
    return asked.answer(body)
