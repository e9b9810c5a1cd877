"""The routes of the dashboard's data, thin: read, call, answer. An unchanged view costs a 304, no query."""

from collections.abc import Callable
from importlib import import_module

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import CATALOGUE, STORE
from pointeuse.collector.errors import NotFound
from pointeuse.collector.gate import policy
from pointeuse.dashboard.cards import FOLDER as CARDS
from pointeuse.dashboard.web import assumptions, bands, drawings, payslip, preferences, rhythm
from pointeuse.dashboard.web.asked import Asked, add_run

# Views of several cards at once: each is a function of that name, of a snapshot and the catalogue.
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
    build = _view_called(name)
    asked = Asked.of(request, name)
    if asked.is_known:
        return asked.unchanged()
    catalogue = request.app[CATALOGUE]
    body = await request.app[STORE].read(lambda conn: msgspec.json.encode(build(asked.read(conn), catalogue)))
    return asked.answer(body)


def _view_called(name: str) -> Callable[..., dict]:
    """Return a view by its name; a card may have one of its own, `view` in its folder's view.py.

    The module is loaded by the first question. Raises NotFound.
    """
    if name in VIEWS:
        return getattr(import_module(f"pointeuse.dashboard.views.{name}"), name)
    if name.isidentifier() and (CARDS / name / "view.py").is_file():
        module = import_module(f"pointeuse.dashboard.cards.{name}.view")
        if hasattr(module, "view"):
            return module.view
    raise NotFound("There is no such view. Reload the page.")
