"""An export comes back, some lines at a time; whoever sends them shows how far it is."""

import time

from aiohttp import web

from pointeuse.collector.app_keys import CATALOGUE, STORE
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.exports.parsing import Reader
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import read_body
from pointeuse.collector.routes.log_bodies import Restore
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.names import Names
from pointeuse.collector.store.acts.restore import Outcome, restore


@policy("dashboard")
async def restore_lines(request: web.Request) -> web.Response:
    """Store the acts of the lines that are not there yet, and say what became of each."""
    body = await read_body(request, Restore)
    return web.json_response(await restored(request.app[STORE], request.app[CATALOGUE], body))


async def restored(store: Store, catalogue: Catalogue, body: Restore) -> dict:
    """Restore the lines and return the answer. Raises Malformed for a CSV header that lacks a column."""
    store.refuse_if_invented()
    reader = Reader(body.format, body.header, catalogue)
    lines, refused = reader.read(body.lines, body.first_line, time.time_ns() // 1_000_000)
    outcome = await store.write(lambda conn: restore(conn, Names(catalogue), lines, body.with_erased))
    return _told(outcome, refused)


def _told(outcome: Outcome, refused: list[tuple[int, str]]) -> dict:
    reasons = sorted(outcome.refused + refused)
    return {
        "stored": outcome.stored,
        "duplicate": outcome.duplicate,
        "erased": outcome.erased,
        "conflict": [{"line": number} for number in outcome.conflict],
        "refused": [{"line": number, "reason": reason} for number, reason in reasons],
    }
