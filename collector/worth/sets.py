"""The sets of assumptions ever in use, each under its version; one of them is in use now.

    current   the set in use; as shipped where none was chosen
    named     a set by its version
    keep      keep a set and use it
    use       go back to a kept set, or to what ships
    every     all kept sets, the newest first
    carry     take what a set changes over to the figures that ship
    described what a person is told of a set

Nothing is ever deleted, so that a person can always go back. A set is of an edition of figures and formulas
and stays so: it gives what it gave, also when newer ones ship. An edition that nobody changed is a set as
well. What a set says of a parameter that its edition does not have is left out and named in `ignored`, and
stays in the database.
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
    found = _edition(version) or _kept(conn, version) or _renamed(conn, version)
    if found is None:
        raise NotFound("There is no such set of figures; take one that the page Method lists.")
    return found


def keep(conn: sqlite3.Connection, assumptions: "Assumptions", at_ms: int) -> str:
    """Keep a set, use it from now on, and return its version; a set that was kept before stays as it is."""
    from pointeuse.collector.valuation.parameters.assumptions import version_of

    version = version_of(assumptions)
    if _edition(version) is None:
        write(conn, version, at_ms, assumptions.as_json())
    return use(conn, version)


def use(conn: sqlite3.Connection, version: str) -> str:
    """Use a kept set, or what ships, from now on, and return its version. Raises NotFound."""
    kept = find_set(conn, version).version
    choose_version(conn, None if kept == shipped_version() else kept)
    return kept


def carry(conn: sqlite3.Connection, version: str, at_ms: int) -> tuple[str, ...]:
    """Use what a set changes on the figures that ship, as a new set, and return what has no place there.

    The set itself stays as it is, to go back to. Raises NotFound.
    """
    kept = find_set(conn, version)
    row = written(conn, kept.version)
    content = kept.assumptions.as_json() if row is None else row.content
    found = _piecewise(WrittenSet(version, at_ms, content | {"edition": _shipped().assumptions.edition}))
    keep(conn, found.assumptions, at_ms)
    return found.ignored


def every(conn: sqlite3.Connection) -> list[KeptSet]:
    """Return all kept sets, the newest first."""
    return [_read(row) for row in every_written(conn)]


def shipped_version() -> str:
    """Return the version of the figures as they ship."""
    return _shipped().version


def shipped_date() -> str:
    """Return the day of the figures that ship, YYYY-MM-DD."""
    return _date(_shipped())


def editions() -> list[KeptSet]:
    """Return every edition as a set that changes nothing, the newest first."""
    from pointeuse.collector.valuation.parameters.assumptions import Assumptions
    from pointeuse.collector.valuation.parameters.editions import EDITIONS
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    return [
        KeptSet(load_parameters(name).version, 0, Assumptions(edition=name)) for name in reversed(EDITIONS)
    ]


def described(kept: KeptSet) -> dict:
    """Return what a person is told of a set: when it was kept, its edition, in how many places it differs.

    `edition_date` is the day of that edition's figures, YYYY-MM-DD, and `until` the day on which others took
    their place, None for those that ship; `date` is the first of them for an edition that nobody changed,
    else None.
    """
    from pointeuse.collector.valuation.parameters.editions import end_of

    return {
        "version": kept.version,
        "at": kept.at,
        "changes": differences(kept),
        "edition": kept.assumptions.edition,
        "edition_date": _date(kept),
        "until": end_of(kept.assumptions.edition),
        "date": _date(kept) if _edition(kept.version) else None,
    }


def _date(kept: KeptSet) -> str:
    from pointeuse.collector.valuation.parameters.editions import date_of
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    edition = kept.assumptions.edition
    return date_of(edition, load_parameters(edition).version)


def differences(kept: KeptSet) -> int:
    """Count in how many places a set differs from its edition; what does not fit there counts too."""
    from pointeuse.collector.valuation.parameters.assumptions import OPTIONAL

    own = kept.assumptions
    choices = (bool(own.region), set(own.admitted) != set(OPTIONAL))
    return len(own.changes) + len(own.rates) + sum(choices) + len(kept.ignored)


def _shipped() -> KeptSet:
    return editions()[0]


def _edition(version: str) -> KeptSet | None:
    return next((edition for edition in editions() if edition.version == version), None)


def _in_use(conn: sqlite3.Connection) -> KeptSet:
    version = version_in_use(conn)
    return (version and (_edition(version) or _kept(conn, version))) or _shipped()


def _kept(conn: sqlite3.Connection, version: str) -> KeptSet | None:
    row = written(conn, version)
    return None if row is None else _read(row)


def _renamed(conn: sqlite3.Connection, version: str) -> KeptSet | None:
    """Figures that are being worked on give their set another version: find it by that one too."""
    from pointeuse.collector.valuation.parameters.assumptions import version_of

    return next((kept for kept in every(conn) if version_of(kept.assumptions) == version), None)


def _read(row: WrittenSet) -> KeptSet:
    from pointeuse.collector.valuation.parameters.assumptions import read_assumptions

    try:
        return KeptSet(row.version, row.at, read_assumptions(row.content))
    except Malformed:
        return _piecewise(row)


def _piecewise(row: WrittenSet) -> KeptSet:
    """Read what of a set fits its edition: each change and rate by itself, then the choices."""
    edition = _edition_named(row.content)
    found, ignored = edition, []
    pieces = [(part, name) for part in PARTS for name in row.content.get(part, ())]
    for part, name in pieces:
        if (one := _alone(edition, **{part: {name: row.content[part][name]}})) is None:
            ignored.append(name)
        else:
            changes, rates = {**found.changes, **one.changes}, {**found.rates, **one.rates}
            found = replace(found, changes=changes, rates=rates)
    for choice in ("admitted", "region"):
        if (one := _alone(edition, **{choice: row.content.get(choice)})) is None:
            ignored.append(choice)
        else:
            found = replace(found, **{choice: getattr(one, choice)})
    return KeptSet(row.version, row.at, found, tuple(ignored))


def _edition_named(content: dict) -> "Assumptions":
    """Return the unchanged edition that a set is of; the one that ships for a name that nobody knows."""
    if "edition" not in content:
        return editions()[-1].assumptions
    return _alone(_shipped().assumptions, edition=content["edition"]) or _shipped().assumptions


def _alone(base: "Assumptions", /, **part: object) -> "Assumptions | None":
    from pointeuse.collector.valuation.parameters.assumptions import read_assumptions

    try:
        return read_assumptions({**base.as_json(), **part})
    except Malformed:
        return None
