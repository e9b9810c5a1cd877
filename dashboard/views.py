"""The routes of the dashboard's data, thin: read, call, answer. An unchanged view costs a 304, no query."""

import hashlib
import secrets
from datetime import date

import msgspec
from aiohttp import web

from collector.app_keys import CATALOGUE, STORE
from collector.errors import NotFound
from collector.gate import policy

from . import drawings, preferences
from .figures import read
from .overview import overview
from .period import read_until
from .sources import sources

VIEWS = {"overview": overview, "sources": sources}
# Another run may count the same versions for other contents.
RUN = web.AppKey("dashboard-run", str)


def add_routes(app: web.Application) -> None:
    """Register every route of the dashboard below /v1."""
    app[RUN] = secrets.token_hex(4)
    app.router.add_get("/v1/view/{name}", view)
    preferences.add_routes(app)
    drawings.add_routes(app)


@policy("dashboard")
async def view(request: web.Request) -> web.Response:
    """Answer one view as columns, or 304 to whoever has it. Raises NotFound, Malformed or Busy."""
    build = VIEWS.get(request.match_info["name"])
    if build is None:
        raise NotFound("There is no such view. Reload the page.")
    period = request.query.get("period", "week")
    until = read_until(request.query.get("until"), date.today())
    tag = tag_of(request, period, until)
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers={"ETag": tag})
    catalogue = request.app[CATALOGUE]
    body = await request.app[STORE].read(
        lambda conn: msgspec.json.encode(build(read(conn, period, until), catalogue))
    )
    return web.Response(body=body, content_type="application/json", headers={"ETag": tag})


def tag_of(request: web.Request, period: str, until: date) -> str:
    """Return the ETag: all that the answer depends on. Taken before reading, so it is never too new."""
    from collector.valuation import load_parameters

    parts = (
        request.app[RUN],
        str(request.app[STORE].version),
        load_parameters().version,
        request.match_info["name"],
        period,
        until.isoformat(),
    )
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
