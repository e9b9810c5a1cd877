"""The sets of assumptions: the routes that read, keep and go back to them, and what there is to choose."""

import sqlite3
import time

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.errors import Malformed
from pointeuse.collector.gate import policy
from pointeuse.collector.worth.sets import KeptSet, described, every, find_set, keep, shipped_version, use

CODE = "assumptions"
Figure = float | None


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set as the page writes it: [low, value, high] by parameter, [per_eur, date] by currency."""

    changes: dict[str, tuple[Figure, Figure, Figure]]
    rates: dict[str, tuple[float, str]]
    admitted: list[str]
    region: str


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a change: a set to keep and use, or the version of one to go back to."""

    set: Written | None = None
    version: str | None = None


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
        raise Malformed("Send a set with changes, rates, admitted and region, or a version.", CODE) from error
    if (wish.set is None) == (wish.version is None):
        raise Malformed("Send either a set or a version.", CODE)
    return wish


def _fulfil(conn: sqlite3.Connection, wish: Wish) -> dict:
    from pointeuse.collector.valuation.parameters.assumptions import read_assumptions
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    if wish.set is None:
        use(conn, wish.version)
    else:
        wanted = read_assumptions(msgspec.to_builtins(wish.set), load_parameters())
        keep(conn, wanted, time.time_ns() // 1_000_000)
    return _answer(conn)


def _answer(conn: sqlite3.Connection) -> dict:
    """Return the set in use; `ignored` names what it says of figures that are gone."""
    from pointeuse.collector.valuation.parameters.assumptions import OPTIONAL, REGIONS
    from pointeuse.collector.valuation.parameters.editions import editions

    kept = find_set(conn)
    return {
        "version": kept.version,
        "shipped": shipped_version(),
        "set": kept.assumptions.as_json(),
        "ignored": list(kept.ignored),
        "sets": [described(one) for one in every(conn)],
        "shipped_date": editions()[shipped_version()],
        "regions": list(REGIONS),
        "optional": list(OPTIONAL),
        "rates": _rates(kept),
    }


def _rates(kept: KeptSet) -> dict[str, list]:
    rates = kept.assumptions.all_rates()
    return {
        "currency": list(rates),
        "per_eur": [rate.per_eur for rate in rates.values()],
        "date": [rate.date for rate in rates.values()],
        "shipped": [name not in kept.assumptions.rates for name in rates],
    }
