"""The log page by page, for the command line, and as one file for the dashboard, in the form acts came in."""

import datetime
import re
import sqlite3
from collections.abc import AsyncIterator, Mapping

from aiohttp import web

from pointeuse.collector.app_keys import CATALOGUE, DOWNLOADS, SESSION, STORE
from pointeuse.collector.catalogue import Kind
from pointeuse.collector.errors import Malformed
from pointeuse.collector.exports.forms import FORMS, Form, exported, file_name
from pointeuse.collector.exports.tickets import SECONDS
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import read_body
from pointeuse.collector.routes.log_bodies import Download, Page
from pointeuse.collector.store.acts.browse import page
from pointeuse.collector.store.acts.selection import Selection
from pointeuse.collector.store.kept.invented import mark_of_answers

ROWS = 2000
TICKET = "[A-Za-z0-9_-]{22}"


@policy("dashboard")
async def ask(request: web.Request) -> web.Response:
    """Answer a ticket for one download of the acts chosen: how many they are, and what is no act."""
    body, store = await read_body(request, Download), request.app[STORE]
    selection = body.selection()
    rows, unasked, ads = await store.read(
        lambda conn: (selection.count(conn), selection.count_unasked(conn), selection.count_ads(conn))
    )
    name = file_name(FORMS[body.format], datetime.date.today(), store.invented is not None)
    return web.json_response(
        {
            "ticket": request.app[DOWNLOADS].issue(request[SESSION], selection, body.format, name),
            "seconds": SECONDS,
            "acts": rows - unasked - ads,
            "unasked": unasked,
            "ads": ads,
            "name": name,
        }
    )


@policy("visitor")
async def download(request: web.Request) -> web.StreamResponse:
    """Answer the file of a ticket, page by page as it is read. A navigation can carry no page key."""
    ticket = request.query.get("ticket", "")
    if not re.fullmatch(TICKET, ticket):
        raise Malformed("A download needs its ticket; ask for it on the dashboard.", "ticket")
    wanted = request.app[DOWNLOADS].redeem(request[SESSION], ticket)
    form = FORMS[wanted.form]
    answer = web.StreamResponse(headers={"Content-Disposition": f'attachment; filename="{wanted.name}"'})
    answer.content_type, answer.charset = form.media, "utf-8"
    answer.headers["Cache-Control"] = "no-store"
    first = await _read_page(request, wanted.selection, 0)  # what fails here is still an error
    await answer.prepare(request)
    async for text in _texts(request, wanted.selection, form, first):
        await answer.write(text.encode())
    await answer.write_eof()
    return answer


def page_of(conn: sqlite3.Connection, wanted: Page, kinds: Mapping[str, Kind]) -> dict:
    """Return up to 2000 acts after row `wanted.after`, the row to go on after, and the number of all."""
    selection = wanted.selection()
    return _page(conn, selection, kinds, wanted.after) | {"whole": selection.count(conn)}


def _page(conn: sqlite3.Connection, selection: Selection, kinds: Mapping[str, Kind], after: int) -> dict:
    rows, mark = page(conn, selection, kinds, after, ROWS), mark_of_answers(conn)
    acts = [exported(row.act, bool(mark)) for row in rows]
    return {"acts": acts, "next": rows[-1].id if len(rows) == ROWS else None, **mark}


async def _texts(request: web.Request, selection: Selection, form: Form, found: dict) -> AsyncIterator[str]:
    yield form.header(request.app[STORE].invented is not None)
    while True:
        yield "".join(map(form.line, found["acts"]))
        if found["next"] is None:
            return
        found = await _read_page(request, selection, found["next"])


async def _read_page(request: web.Request, selection: Selection, after: int) -> dict:
    kinds = request.app[CATALOGUE].kinds
    return await request.app[STORE].read(lambda conn: _page(conn, selection, kinds, after))
