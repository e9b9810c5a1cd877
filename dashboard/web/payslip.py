"""Where a slip is asked for: by its page as a view, as PDF and as CSV; by the command line as data.

What makes it is loaded when somebody asks: the server that waits stays small.
"""

import asyncio
import json
import sqlite3
from datetime import date

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import CATALOGUE, STORE
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.errors import Malformed, NotFound
from pointeuse.collector.gate import policy
from pointeuse.collector.sums.period import Period
from pointeuse.collector.sums.twice import Twice
from pointeuse.dashboard.payslip.months import asked_period
from pointeuse.dashboard.web.asked import Asked
from pointeuse.dashboard.web.twice import MEMORY, in_time
from pointeuse.dashboard.wording import language_of

PATIENCE_S = 10.0  # a slip is worth having without what was counted twice
PRESS = web.AppKey("payslip-press", asyncio.Lock)
"""Held while a PDF is made: whoever asks for one meanwhile waits."""


class Ordered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the command line asks for; None is the last whole month, and the set of assumptions in use."""

    month: str | None = None
    since: str | None = msgspec.field(name="from", default=None)
    until: str | None = None
    set: str | None = None

    @property
    def days(self) -> dict[str, str | None]:
        """Which days, as a query names them."""
        return {"month": self.month, "from": self.since, "until": self.until}


def add_routes(app: web.Application) -> None:
    """Register them all."""
    app[PRESS] = asyncio.Lock()
    app.router.add_get("/v1/view/payslip", view)
    app.router.add_get("/v1/payslip.pdf", as_pdf)
    app.router.add_get("/v1/payslip.csv", as_csv)
    app.router.add_post("/v1/commands/payslip", command)


@policy("dashboard")
async def view(request: web.Request) -> web.Response:
    """Answer the slip as data and in words, or 304 to whoever has it. Raises Malformed, NotFound or Busy."""
    asked = Asked.of(request, f"payslip {request.query.get('month')} {_language(request)}")
    if asked.is_known:
        return asked.unchanged()
    slip, words = await _both(request)
    body = json.dumps({"slip": slip, "words": words}).encode()
    return asked.answer(body) if slip["twice"] else asked.unfinished(body)


@policy("dashboard")
async def as_pdf(request: web.Request) -> web.Response:
    """Answer the slip as PDF. Raises NotFound where nothing was counted, and what the view raises."""
    from pointeuse.dashboard.payslip.pdf import pdf

    slip, words = await _both(request)
    _refuse_empty(words)
    async with request.app[PRESS]:
        body = await pdf(words)
    return _file(body, "application/pdf", f"{words['file']}.pdf")


@policy("dashboard")
async def as_csv(request: web.Request) -> web.Response:
    """Answer the lines of the slip as CSV. Raises what the PDF raises."""
    from pointeuse.dashboard.payslip.table import table

    slip, words = await _both(request)
    _refuse_empty(words)
    return _file(table(slip).encode(), "text/csv", f"{words['file']}.csv")


@policy("cli")
async def command(request: web.Request) -> web.Response:
    """Answer the slip as data to the command line. Raises Malformed or NotFound."""
    try:
        ordered = msgspec.json.decode(await request.read(), type=Ordered)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Malformed("Send a month, or the days from one until another, and a set.", "month") from error
    catalogue, today = request.app[CATALOGUE], date.today()
    period = asked_period(ordered.days, today)
    store = request.app[STORE]
    twice = await in_time(store, period, request.app[MEMORY], PATIENCE_S)
    slip = await store.read(lambda conn: slip_of(conn, period, ordered.set, catalogue, today, twice))
    return web.json_response(slip)


def slip_of(
    conn: sqlite3.Connection,
    period: Period,
    version: str | None,
    catalogue: Catalogue,
    today: date,
    twice: Twice | None,
) -> dict:
    """Return the slip of a period as data. Raises NotFound for a set that was never kept.

    `twice` is what was counted twice in it, None where that is not worked out yet.
    """
    from pointeuse.dashboard.payslip.slip import payslip
    from pointeuse.dashboard.payslip.snapshot import read_slip

    return payslip(read_slip(conn, period, version, twice), catalogue, today)


async def _both(request: web.Request) -> tuple[dict, dict]:
    """Return the slip asked for, as data and in words; made on a reader thread, not on the loop."""
    from pointeuse.dashboard.payslip.words import worded  # it loads Babel, which nothing else needs

    catalogue, today, query = request.app[CATALOGUE], date.today(), request.query
    period, language, store = asked_period(query, today), _language(request), request.app[STORE]
    twice = await in_time(store, period, request.app[MEMORY], PATIENCE_S)

    def made(conn: sqlite3.Connection) -> tuple[dict, dict]:
        slip = slip_of(conn, period, query.get("set"), catalogue, today, twice)
        return slip, worded(slip, language)

    return await store.read(made)


def _language(request: web.Request) -> str:
    return language_of(request.query.get("lang"), request.headers.get("Accept-Language", ""))


def _refuse_empty(words: dict) -> None:
    if words["empty"]:
        raise NotFound(words["empty"], "empty")  # in the language that was asked for


def _file(body: bytes, kind: str, name: str) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=body, content_type=kind, headers=headers)
