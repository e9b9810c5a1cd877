"""The sets of assumptions: the routes that read, keep and go back to them, and what there is to choose."""

import sqlite3
import time

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.errors import Malformed
from pointeuse.collector.gate import policy
from pointeuse.collector.worth.sets import (
    carry,
    described,
    editions,
    every,
    find_set,
    keep,
    shipped_date,
    shipped_version,
    use,
)
from pointeuse.dashboard.views.sources import rates_as_columns

CODE = "assumptions"
Figure = float | None


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set as the page writes it: [low, value, high] by parameter, [per_eur, date] by currency."""

    changes: dict[str, tuple[Figure, Figure, Figure]]
    rates: dict[str, tuple[float, str]]
    admitted: list[str]
    region: str
    edition: str


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a change: a set to keep and use, or the version of one to go back to, or to `carry` over.

    What is carried over is a new set: the same changes on the figures that ship.
    """

    set: Written | None = None
    version: str | None = None
    carry: str | None = None


def add_routes(app: web.Application) -> None:
    """Register reading and changing."""
    app.router.add_get("/v1/assumptions", get_assumptions)
    app.router.add_post("/v1/assumptions", change_assumptions)


@policy("dashboard")
async def get_assumptions(request: web.Request) -> web.Response:
    """Answer the set in use, all that were kept, and what there is to choose."""
    return web.json_response(await request.app[STORE].read(_answer))


@policy("dashboard")
async def change_assumptions(request: web.Request) -> web.Response:
    """Use a new set or a kept one from now on. Raises Malformed or NotFound; nothing has changed then."""
    wish = read_wish(await request.read())
    return web.json_response(await request.app[STORE].write(lambda conn: _fulfil(conn, wish)))


def read_wish(body: bytes) -> Wish:
    """Return what the body asks for. Raises Malformed."""
    try:
        wish = msgspec.json.decode(body, type=Wish)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed("Send a set as the settings page does, or the version of one.", CODE) from error
    if [wish.set, wish.version, wish.carry].count(None) != 2:
        raise Malformed("Send either a set, or a version, or one to carry over.", CODE)
    return wish


def _fulfil(conn: sqlite3.Connection, wish: Wish) -> dict:
    from pointeuse.collector.valuation.parameters.assumptions import read_assumptions

    left_out: tuple[str, ...] = ()
    if wish.set is not None:
        keep(conn, read_assumptions(msgspec.to_builtins(wish.set)), _now_ms())
    elif wish.carry is not None:
        left_out = carry(conn, wish.carry, _now_ms())
    else:
        use(conn, wish.version)
    return _answer(conn, left_out)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _answer(conn: sqlite3.Connection, left_out: tuple[str, ...] = ()) -> dict:
    """Return the set in use; `in_use` describes it, `ignored` names what it says of figures that are gone.

    `left_out` is what could not be carried over into it just now.
    """
    from pointeuse.collector.valuation.parameters.assumptions import OPTIONAL, REGIONS

    kept = find_set(conn)
    return {
        "version": kept.version,
        "shipped": shipped_version(),
        "in_use": described(kept),
        "set": kept.assumptions.as_json() | {"edition": kept.assumptions.edition},
        "ignored": list(kept.ignored),
        "left_out": list(left_out),
        "sets": [described(one) for one in every(conn)],
        "editions": [described(one) for one in editions()],
        "shipped_date": shipped_date(),
        "regions": list(REGIONS),
        "optional": list(OPTIONAL),
        "rates": rates_as_columns(kept.assumptions),
    }
