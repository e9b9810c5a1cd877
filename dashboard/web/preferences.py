"""Country, currency and wage: the routes that read and keep them, and the choices there are."""

import sqlite3
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.errors import Malformed
from pointeuse.collector.gate import policy
from pointeuse.collector.store.kept.preferences import Preferences, preferences, set_preference
from pointeuse.collector.worth.estimate import figures_of, usable
from pointeuse.collector.worth.sets import current

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Parameters

MINWAGE = "MINWAGE_HOUR_"


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a change; a field that is absent stays as it is."""

    country: str | msgspec.UnsetType = msgspec.UNSET
    currency: str | msgspec.UnsetType = msgspec.UNSET
    wage_per_hour: float | None | msgspec.UnsetType = msgspec.UNSET


def add_routes(app: web.Application) -> None:
    """Register reading and changing."""
    app.router.add_get("/v1/preferences", get_preferences)
    app.router.add_post("/v1/preferences", change_preferences)


@policy("dashboard")
async def get_preferences(request: web.Request) -> web.Response:
    """Answer what is chosen and what there is to choose."""
    return web.json_response(await request.app[STORE].read(_answer))


@policy("dashboard")
async def change_preferences(request: web.Request) -> web.Response:
    """Keep what the body names, all or nothing. Raises Malformed for a value that is not offered."""
    chosen = read_choice(await request.read())
    return web.json_response(await request.app[STORE].write(lambda conn: _keep(conn, chosen)))


def read_choice(body: bytes) -> dict[str, object]:
    """Return the fields that the body changes. Raises Malformed."""
    try:
        choice = msgspec.json.decode(body, type=Choice)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed("Send country, currency or wage_per_hour.", "preference") from error
    chosen = {
        name: value for name, value in msgspec.structs.asdict(choice).items() if value is not msgspec.UNSET
    }
    if chosen.get("country", Preferences().country) not in country_codes():
        raise Malformed("Choose one of the countries offered.", "preference")
    return chosen


@cache
def country_codes() -> tuple[str, ...]:
    """Return every ISO 3166 alpha-2 code, from the list that comes with the time zones."""
    lines = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text("utf-8").splitlines()
    return tuple(line.split("\t")[0] for line in lines if line and not line.startswith("#"))


def countries(figures: "Parameters") -> dict[str, list]:
    """Return every country as columns, with its statutory hourly wage; None where there is none."""
    rows = {code: figures.get(MINWAGE + ("UK" if code == "GB" else code)) for code in country_codes()}
    return {
        "code": list(rows),
        "wage": [row.value if row else None for row in rows.values()],
        "currency": [row.currency if row else "" for row in rows.values()],
        "parameter": [row.id if row else "" for row in rows.values()],
    }


def _keep(conn: sqlite3.Connection, chosen: dict[str, object]) -> dict:
    """Keep the fields. Raises Malformed for a currency that the set in use has no rate for."""
    if chosen.get("currency", Preferences().currency) not in current(conn).all_rates():
        raise Malformed("Choose one of the currencies offered.", "preference")
    for name, value in chosen.items():
        set_preference(conn, name, value)
    return _answer(conn)


def _answer(conn: sqlite3.Connection) -> dict:
    """Return what is chosen, as the set of assumptions in use allows it, and what there is to choose."""
    assumptions = current(conn)
    chosen = usable(preferences(conn), assumptions)
    return {
        "country": chosen.country,
        "currency": chosen.currency,
        "wage_per_hour": chosen.wage_per_hour,
        "countries": countries(figures_of(assumptions)),
        "currencies": sorted(assumptions.all_rates()),
    }
