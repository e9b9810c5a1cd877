"""What a view reads, in one snapshot of a read-only connection; no arithmetic on money here."""

import sqlite3
import time
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from pointeuse.collector.store.acts.browse import last_at
from pointeuse.collector.store.acts.coverage import RuleSeen, coverage, refusals
from pointeuse.collector.store.acts.sitting import Sitting, running_sitting
from pointeuse.collector.store.kept.clients import Client, list_clients
from pointeuse.collector.store.kept.pauses import Pauses, read_pauses
from pointeuse.collector.store.kept.preferences import Preferences, preferences
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.sums.extent import first_day, observed_days
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.lengths import Lengths, lengths
from pointeuse.collector.sums.period import Period, before, day_number, last_days, period_between, period_of
from pointeuse.collector.sums.totals import MonthSum, Piece, months, pieces, totals
from pointeuse.collector.worth.estimate import usable
from pointeuse.collector.worth.rates import units_for
from pointeuse.collector.worth.sets import KeptSet, find_set
from pointeuse.dashboard.numbers.coverage import SILENT_DAYS

if TYPE_CHECKING:
    from pointeuse.collector.valuation.per_unit import Units


class Browser(Struct, frozen=True):
    """A paired browser and the time of the newest act it has sent (UTC ms), None when it has sent none."""

    client: Client
    last_at: int | None


class Snapshot(Struct, frozen=True):
    """Everything that the overview is made of. `today`, `week` and `totals` are sums by platform and kind.

    All but `week`, `rules` and `refused` hold only what `filter` takes. `observed` is how many days of the
    period the log was there for. `previous` are the sums of as many days before, None where the log does not
    hold them all. `kept` is the set of assumptions, `preferences` are as that set allows them, `units` the
    rates of both.
    `months` holds the sums of each whole month that a period touches which is cut into months.
    `lengths` are of the prompts whose length class was noted.
    `week` holds the `SILENT_DAYS` up to the last day of the period: they tell whether a rule is silent.
    """

    period: Period
    observed: int
    filter: Filter
    today: list[Total]
    week: list[Total]
    totals: list[Total]
    previous: list[Total] | None
    pieces: list[Piece]
    rules: list[RuleSeen]
    refused: dict[str, int]
    browsers: list[Browser]
    preferences: Preferences
    kept: KeptSet
    months: list[MonthSum]
    lengths: list[Lengths]
    units: "Units"
    sitting: Sitting | None
    pauses: Pauses


def read(
    conn: sqlite3.Connection,
    name: str,
    until: date,
    version: str | None = None,
    since: date | None = None,
    taken: Filter = EVERYTHING,
) -> Snapshot:
    """Read what the overview of the period called `name` needs, valued under one set of assumptions.

    With `since` the period goes from there to `until`, whatever `name` says. `version` None is the set in
    use. Raises Malformed for an unknown period, NotFound for an unknown set.
    """
    kept, first = find_set(conn, version), first_day(conn)
    period = period_asked(conn, name, until, since)
    chosen = usable(preferences(conn), kept.assumptions)
    return Snapshot(
        period=period,
        observed=observed_days(conn, period.first, period.last),
        filter=taken,
        today=totals(conn, period_of("day", until, None), taken),
        week=totals(conn, last_days(SILENT_DAYS, until)),
        totals=totals(conn, period, taken),
        previous=previous(conn, period, first, taken),
        pieces=pieces(conn, period, taken),
        rules=coverage(conn),
        refused=refusals(conn),
        browsers=[Browser(client, last_at(conn, client.device)) for client in list_clients(conn)],
        preferences=chosen,
        kept=kept,
        months=months(conn, period, taken),
        lengths=lengths(conn, period, taken),
        units=units_for(conn, chosen, kept.assumptions),
        sitting=running_sitting(conn, time.time_ns() // 1_000_000),
        pauses=read_pauses(conn),
    )


def period_asked(conn: sqlite3.Connection, name: str, until: date, since: date | None = None) -> Period:
    """Return the days from `since` to `until`, or the period called `name`. Raises Malformed."""
    if since:
        return period_between(day_number(since), day_number(until))
    return period_of(name, until, first_day(conn))


def previous(
    conn: sqlite3.Connection, period: Period, first: int | None, taken: Filter
) -> list[Total] | None:
    """Return the sums of as many days before the period; None where the log, begun on `first`, lacks some."""
    earlier = before(period)
    if first is None or earlier.first < first:
        return None
    return totals(conn, earlier, taken)
