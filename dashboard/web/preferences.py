"""Country, age, currency and wage: the routes that read and keep them, and the choices there are."""

import sqlite3
from typing import TYPE_CHECKING

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.errors import Malformed
from pointeuse.collector.gate import policy
from pointeuse.collector.store.kept.preferences import AGES, Preferences, preferences, set_preference
from pointeuse.collector.worth.estimate import figures_of, usable
from pointeuse.collector.worth.sets import current

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Parameters


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a change; a field that is absent stays as it is."""

    country: str | msgspec.UnsetType = msgspec.UNSET
    currency: str | msgspec.UnsetType = msgspec.UNSET
    wage_per_hour: float | None | msgspec.UnsetType = msgspec.UNSET
    age: int | None | msgspec.UnsetType = msgspec.UNSET


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
        raise Malformed("Send country, age, currency or wage_per_hour.", "preference") from error
    chosen = {
        name: value for name, value in msgspec.structs.asdict(choice).items() if value is not msgspec.UNSET
    }
    if "country" in chosen:
        _check(str(chosen["country"]))
    return chosen


def _check(country: str) -> None:
    from pointeuse.collector.valuation.parameters.countries import check_country

    try:
        check_country(country)
    except Malformed as error:
        raise Malformed(error.message, "preference") from error


def countries(figures: "Parameters") -> dict[str, list]:
    """Return every country as columns, with the statutory hourly wage of adults; None where there is none."""
    from pointeuse.collector.valuation.parameters.countries import countries as every

    return _wages([(code, None) for code in every()], figures)


def young(figures: "Parameters") -> dict[str, list]:
    """Return as columns the wage of each age that a country's law does not pay as adults; None for none."""
    from pointeuse.collector.valuation.parameters.countries import countries as every
    from pointeuse.collector.valuation.parameters.wages import legal_wage

    found = [(code, legal_wage(code, age, figures.edition).age) for code in every() for age in AGES]
    return _wages([pair for pair in found if pair[1] is not None], figures)


def _wages(people: list[tuple[str, int | None]], figures: "Parameters") -> dict[str, list]:
    from pointeuse.collector.valuation.parameters.wages import legal_wage

    rows = [figures.get(legal_wage(code, age, figures.edition).row) for code, age in people]
    return {
        "code": [code for code, _ in people],
        "age": [age for _, age in people],
        "wage": [row.value if row else None for row in rows],
        "currency": [row.currency if row else "" for row in rows],
        "parameter": [row.id if row else "" for row in rows],
    }


def _keep(conn: sqlite3.Connection, chosen: dict[str, object]) -> dict:
    """Keep the fields. Raises Malformed for a currency that the set in use has no rate for."""
    if chosen.get("currency", Preferences().currency) not in current(conn).all_rates():
        raise Malformed("Choose one of the currencies offered.", "preference")
    for name, value in chosen.items():
        set_preference(conn, name, value)
    return _answer(conn)


def _answer(conn: sqlite3.Connection) -> dict:
    """Return what is chosen, as the set of assumptions in use allows it, and what there is to choose.

    `no_country` is a code that an older version kept and that is no country's, else empty.
    """
    assumptions = current(conn)
    kept, figures = preferences(conn), figures_of(assumptions)
    chosen = usable(kept, assumptions)
    return {
        "country": chosen.country,
        "no_country": "" if kept.country == chosen.country else kept.country,
        "age": chosen.age,
        "currency": chosen.currency,
        "wage_per_hour": chosen.wage_per_hour,
        "countries": countries(figures),
        "ages": list(AGES),
        "young": young(figures),
        "currencies": sorted(assumptions.all_rates()),
    }
