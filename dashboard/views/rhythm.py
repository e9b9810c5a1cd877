"""The view of when it was done: attention over time by platform, the hours of the week, the days of a year.

It comes after the overview, which a page shows first: what it reads grows with the days that it looks at.
"""

import sqlite3

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.store.sums.hours import HourTotal
from pointeuse.collector.store.sums.hours import hours as hours_of
from pointeuse.collector.sums.filters import Filter
from pointeuse.collector.sums.period import Period, date_of, finely, last_days
from pointeuse.collector.sums.totals import daily, watched
from pointeuse.dashboard.numbers.names import Codes, names

SCHEMA = 1
YEAR_DAYS = 365


def rhythm(conn: sqlite3.Connection, catalogue: Catalogue, asked: Period, taken: Filter) -> dict:
    """Return the view of what is asked; every `platform` in it is an index into `names`.

    `attention` is by bucket and platform, the buckets being days, weeks from Monday or months as `step`
    says. `hours` has a row for each hour of the week with anything in it: weekday 0 is Monday, the hour is
    that of the person's own clock. `year` has one for each such day of the 365 up to the period's last.
    In both `n` are acts net of undone ones, `ms` is attention.
    """
    period = finely(asked)
    platforms = Codes()
    year = last_days(YEAR_DAYS, date_of(asked.last))
    return {
        "schema": SCHEMA,
        "period": {"name": period.name, "first": period.first, "last": period.last},
        "attention": attention(conn, period, taken, platforms),
        "hours": hours(conn, period, taken),
        "year": {"first": year.first, "last": year.last, **days(conn, year, taken)},
    } | {"names": names(catalogue, Codes(), platforms)}


def attention(conn: sqlite3.Connection, period: Period, taken: Filter, platforms: Codes) -> dict:
    """Return the attention of each bucket and platform, in milliseconds."""
    rows = watched(conn, period, taken)
    starts, ends = zip(*period.buckets(), strict=True)
    return {
        "step": period.step,
        "buckets": {"start": list(starts), "end": list(ends)},
        "bucket": [row.bucket for row in rows],
        "platform": platforms.all(row.platform for row in rows),
        "ms": [row.ms for row in rows],
    }


def hours(conn: sqlite3.Connection, period: Period, taken: Filter) -> dict[str, list[int]] | None:
    """Return the hours of the week. None where only some kinds are looked at: hours are not kept by kind."""
    if taken.kinds is not None:
        return None
    rows = hours_of(conn, period.first, period.last, taken.platforms)
    return {name: [getattr(row, name) for row in rows] for name in HourTotal._fields}


def days(conn: sqlite3.Connection, year: Period, taken: Filter) -> dict[str, list[int]]:
    """Return the days with anything on them: how many acts, how much attention."""
    rows = daily(conn, year, taken)
    return {name: [row[at] for row in rows] for at, name in enumerate(("day", "n", "ms"))}
