"""What a slip is made of, read in one snapshot of a read-only connection."""

import sqlite3
from typing import TYPE_CHECKING

from msgspec import Struct

from pointeuse.collector.store.acts.coverage import RuleSeen, coverage, refusals
from pointeuse.collector.store.kept.invented import invented_of
from pointeuse.collector.store.kept.preferences import Preferences, preferences
from pointeuse.collector.store.sums.rollups import Total, totals
from pointeuse.collector.sums.extent import days_of_log, observed_days
from pointeuse.collector.sums.period import Period
from pointeuse.collector.sums.twice import Twice
from pointeuse.collector.worth.estimate import usable
from pointeuse.collector.worth.rates import units_for
from pointeuse.collector.worth.sets import KeptSet, find_set
from pointeuse.dashboard.numbers.coverage import SILENT_DAYS

if TYPE_CHECKING:
    from pointeuse.collector.valuation.per_unit import Units


class SlipSnapshot(Struct, frozen=True):
    """`totals` are the sums of the period, `week` those of its last `SILENT_DAYS`: they tell silent rules.

    `observed` is how many of its days the log was there for. `log` is the first and the last day with
    anything on it, None for an empty log. `invented` is whose acts these are when nobody did them. `twice` is
    what several devices counted of the same moments, None where that is not worked out yet.
    """

    period: Period
    observed: int
    totals: list[Total]
    week: list[Total]
    rules: list[RuleSeen]
    refused: int
    preferences: Preferences
    kept: KeptSet
    units: "Units"
    log: tuple[int, int] | None
    invented: str | None
    twice: Twice | None


def read_slip(
    conn: sqlite3.Connection, period: Period, version: str | None, twice: Twice | None
) -> SlipSnapshot:
    """Read the period under a set of assumptions, None being the one in use. Raises NotFound for a set.

    `twice` may take long, so it is worked out before.
    """
    kept = find_set(conn, version)
    chosen = usable(preferences(conn), kept.assumptions)
    return SlipSnapshot(
        period=period,
        observed=observed_days(conn, period.first, period.last),
        totals=totals(conn, period.first, period.last),
        week=totals(conn, period.last - SILENT_DAYS + 1, period.last),
        rules=coverage(conn),
        refused=sum(refusals(conn).values()),
        preferences=chosen,
        kept=kept,
        units=units_for(conn, chosen, kept.assumptions),
        log=days_of_log(conn),
        invented=invented_of(conn),
        twice=twice,
    )
