"""The editions of figures and formulas: what ships now, and what shipped before and stays computable.

    Edition    a name, the version of its figures, and the day on which it first shipped
    EDITIONS   all of them by name, the oldest first
    CURRENT    the name of the one that ships

A set of assumptions names its edition, so that what it gave once it gives for ever.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pointeuse.collector.valuation.parameters.parameter import DATA

RETIRED = DATA.parent / "retired"


@dataclass(frozen=True)
class Edition:
    """`version` is that of its figures as they shipped, `date` the day of that, YYYY-MM-DD."""

    name: str
    version: str
    date: str


def _all() -> dict[str, Edition]:
    lines = (DATA / "editions.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines)
    return {row["edition"]: Edition(row["edition"], row["version"], row["date"]) for row in rows}


EDITIONS: dict[str, Edition] = _all()
FIRST, CURRENT = next(iter(EDITIONS)), next(reversed(EDITIONS))


def folder_of(edition: str) -> Path:
    """Return the folder with the tables of an edition. Raises KeyError for one that never shipped."""
    name = EDITIONS[edition].name
    return DATA if name == CURRENT else RETIRED / f"edition_{name.replace('-', '_')}"


def end_of(edition: str) -> str | None:
    """Return the day, YYYY-MM-DD, on which another edition took its place; None for the one that ships."""
    later = list(EDITIONS.values())[list(EDITIONS).index(edition) + 1 :]
    return later[0].date if later else None


def date_of(edition: str, version: str) -> str:
    """Return the day of an edition's figures; those that are being worked on are of today."""
    known = EDITIONS[edition]
    return known.date if known.version == version else date.today().isoformat()
