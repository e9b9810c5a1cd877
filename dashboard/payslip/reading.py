"""What a slip is made of, read in one snapshot of a read-only connection."""

import sqlite3
from typing import TYPE_CHECKING

from msgspec import Struct

from pointeuse.collector.store.assumptions import KeptSet, find_set
from pointeuse.collector.store.coverage import RuleSeen, coverage, refusals
from pointeuse.collector.store.invented import invented_of
from pointeuse.collector.store.preferences import Preferences, preferences
from pointeuse.collector.store.rates import units_for
from pointeuse.collector.store.rollups import Total, totals
from pointeuse.collector.store.worth import usable
from pointeuse.dashboard.coverage import SILENT_DAYS
from pointeuse.dashboard.period import Period

if TYPE_CHECKING:
    from pointeuse.collector.valuation.per_unit import Units


class SlipReading(Struct, frozen=True):
    """`totals` are the sums of the period, `week` those of its last `SILENT_DAYS`: they tell silent rules.

    `log` is the first and the last day with anything on it, None for an empty log. `invented` is whose acts
    these are when nobody did them.
    """

    period: Period
    totals: list[Total]
    week: list[Total]
    rules: list[RuleSeen]
    refused: int
    preferences: Preferences
    kept: KeptSet
    units: "Units"
    log: tuple[int, int] | None
    invented: str | None


def read_slip(conn: sqlite3.Connection, period: Period, version: str | None = None) -> SlipReading:
    """Read the period under a set of assumptions, None being the one in use. Raises NotFound for a set."""
    kept = find_set(conn, version)
    chosen = usable(preferences(conn), kept.assumptions)
    first, last = conn.execute("SELECT min(day), max(day) FROM day_rollup").fetchone()
    return SlipReading(
        period=period,
        totals=totals(conn, period.first, period.last),
        week=totals(conn, period.last - SILENT_DAYS + 1, period.last),
        rules=coverage(conn),
        refused=sum(refusals(conn).values()),
        preferences=chosen,
        kept=kept,
        units=units_for(conn, chosen, kept.assumptions),
        log=None if first is None else (first, last),
        invented=invented_of(conn),
    )
