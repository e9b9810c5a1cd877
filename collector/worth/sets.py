"""The sets of assumptions ever in use, each under its version; one of them is in use now.

    current   the set in use; as shipped where none was chosen
    named     a set by its version
    keep      keep a set and use it
    use       go back to a kept set, or to what ships
    every     all kept sets, the newest first
    described what a person is told of a set

Nothing is ever deleted, so that a person can always go back. A set may be older than the figures: what it
says of a parameter that is gone is left out and named in `ignored`, and stays in the database.
"""

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import Struct

from pointeuse.collector.errors import Malformed, NotFound
from pointeuse.collector.store.kept.assumption_sets import (
    WrittenSet,
    choose_version,
    every_written,
    version_in_use,
    write,
    written,
)

if TYPE_CHECKING:
    from pointeuse.collector.valuation.parameters.assumptions import Assumptions

PARTS = ("changes", "rates")


class KeptSet(Struct, frozen=True):
    """`at` is UTC ms, 0 for what ships. `ignored` names the parts that no longer fit the figures."""

    version: str
    at: int
    assumptions: "Assumptions"
    ignored: tuple[str, ...] = ()


def current(conn: sqlite3.Connection) -> "Assumptions":
    """Return the assumptions in use."""
    return find_set(conn).assumptions


def named(conn: sqlite3.Connection, version: str) -> "Assumptions":
    """Return the assumptions of a version. Raises NotFound."""
    return find_set(conn, version).assumptions


def find_set(conn: sqlite3.Connection, version: str | None = None) -> KeptSet:
    """Return the set of a version, or the one in use. Raises NotFound for a version that was never kept."""
    if version is None:
        return _in_use(conn)
    found = _shipped() if version == shipped_version() else _kept(conn, version) or _renamed(conn, version)
    if found is None:
        raise NotFound("There is no such set of figures; take one that the page Method lists.")
    return found


def keep(conn: sqlite3.Connection, assumptions: "Assumptions", at_ms: int) -> str:
    """Keep a set, use it from now on, and return its version; a set that was kept before stays as it is."""
    from pointeuse.collector.valuation.parameters.assumptions import version_of
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    version = version_of(load_parameters(), assumptions)
    if version != shipped_version():
        write(conn, version, at_ms, assumptions.as_json())
    return use(conn, version)


def use(conn: sqlite3.Connection, version: str) -> str:
    """Use a kept set, or what ships, from now on, and return its version. Raises NotFound."""
    kept = find_set(conn, version).version
    choose_version(conn, None if kept == shipped_version() else kept)
    return kept


def every(conn: sqlite3.Connection) -> list[KeptSet]:
    """Return all kept sets, the newest first."""
    return [_read(row) for row in every_written(conn)]


def shipped_version() -> str:
    """Return the version of the figures as they ship."""
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    return load_parameters().version


def described(kept: KeptSet) -> dict:
    """Return what a person is told of a set: when it was kept and in how many places it differs.

    Of what ships, `date` is the day on which its figures were last changed, YYYY-MM-DD, else None.
    """
    from pointeuse.collector.valuation.parameters.editions import editions

    is_shipped = kept.version == shipped_version()
    return {
        "version": kept.version,
        "at": kept.at,
        "changes": differences(kept),
        "date": editions()[kept.version] if is_shipped else None,
    }


def differences(kept: KeptSet) -> int:
    """Count in how many places a set differs from what ships; what no longer fits counts too."""
    from pointeuse.collector.valuation.parameters.assumptions import OPTIONAL

    own = kept.assumptions
    choices = (bool(own.region), set(own.admitted) != set(OPTIONAL))
    return len(own.changes) + len(own.rates) + sum(choices) + len(kept.ignored)


def _shipped() -> KeptSet:
    from pointeuse.collector.valuation.parameters.assumptions import Assumptions

    return KeptSet(shipped_version(), 0, Assumptions())


def _in_use(conn: sqlite3.Connection) -> KeptSet:
    version = version_in_use(conn)
    return (version and _kept(conn, version)) or _shipped()


def _kept(conn: sqlite3.Connection, version: str) -> KeptSet | None:
    row = written(conn, version)
    return None if row is None else _read(row)


def _renamed(conn: sqlite3.Connection, version: str) -> KeptSet | None:
    """An estimate under other shipped figures has another version than its set: find the set by it too."""
    from pointeuse.collector.valuation.parameters.assumptions import version_of
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    shipped = load_parameters()
    return next((kept for kept in every(conn) if version_of(shipped, kept.assumptions) == version), None)


def _read(row: WrittenSet) -> KeptSet:
    from pointeuse.collector.valuation.parameters.assumptions import read_assumptions
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    try:
        return KeptSet(row.version, row.at, read_assumptions(row.content, load_parameters()))
    except Malformed:
        return _piecewise(row)


def _piecewise(row: WrittenSet) -> KeptSet:
    """Read what of an older set still fits: each change and rate by itself, then the choices."""
    found, ignored = _shipped().assumptions, []
    pieces = [(part, name) for part in PARTS for name in row.content.get(part, ())]
    for part, name in pieces:
        if (one := _alone(**{part: {name: row.content[part][name]}})) is None:
            ignored.append(name)
        else:
            changes, rates = {**found.changes, **one.changes}, {**found.rates, **one.rates}
            found = replace(found, changes=changes, rates=rates)
    for choice in ("admitted", "region"):
        if (one := _alone(**{choice: row.content.get(choice)})) is None:
            ignored.append(choice)
        else:
            found = replace(found, **{choice: getattr(one, choice)})
    return KeptSet(row.version, row.at, found, tuple(ignored))


def _alone(**part: object) -> "Assumptions | None":
    from pointeuse.collector.valuation.parameters.assumptions import Assumptions, read_assumptions
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    try:
        return read_assumptions({**Assumptions().as_json(), **part}, load_parameters())
    except Malformed:
        return None
