"""The sums that the views are made of: whole months where a period has them, single days at its edges.

months   of each month that a period touches
totals   over a period by platform and kind
pieces   of the acts by kind in each bucket of a period
watched  of the attention by platform in each bucket of a period
daily    of the acts and of the attention on each day
"""

import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pointeuse.collector.catalogue import ATTENTION, NO_ACTS, TIME_KINDS
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import EPOCH, Period, date_of, next_month

# `unit` is day or month: both tables have these columns. Grouped first and named then, which is faster.
_FROM = "FROM {unit}_rollup WHERE {unit} BETWEEN ? AND ? {taken}"
_TOTALS = f"""
SELECT platform.name, kind.name, n, ms, acts FROM (
  SELECT platform, kind, sum(n) AS n, sum(ms) AS ms, sum(acts) AS acts {_FROM} GROUP BY platform, kind
) AS found JOIN platform ON platform.id = found.platform JOIN kind ON kind.id = found.kind
"""
_PIECES = f"""
SELECT at, kind.name, n FROM (
  SELECT {{unit}} AS at, kind, sum(n) AS n {_FROM} GROUP BY {{unit}}, kind
) AS found JOIN kind ON kind.id = found.kind
"""
_WATCHED = f"""
SELECT at, platform.name, ms FROM (
  SELECT {{unit}} AS at, platform, sum(ms) AS ms {_FROM}
  AND kind IN (SELECT id FROM kind WHERE name = '{ATTENTION}') GROUP BY {{unit}}, platform
) AS found JOIN platform ON platform.id = found.platform
"""
_NO_ACTS = f"(SELECT id FROM kind WHERE name IN {tuple(sorted(NO_ACTS))})"
_DAILY = f"""
SELECT {{unit}}, sum(n) FILTER (WHERE kind NOT IN {_NO_ACTS}),
  sum(ms) FILTER (WHERE kind IN (SELECT id FROM kind WHERE name = '{ATTENTION}')) {_FROM} GROUP BY {{unit}}
"""
# The totals of a year up to 15 March read eleven whole months out of `month_rollup` and the days around them
# out of `day_rollup`: some hundred rows instead of ten thousand. One row of _TOTALS is
# ('youtube', 'like', 12, 0, 14): twelve likes net, no time, fourteen rows of the log.
_ONE_OF = " AND {table} IN (SELECT id FROM {table} WHERE name IN (SELECT value FROM json_each(?)))"
_MONTHS = "SELECT month, platform, kind, n, ms, acts FROM month_rollup WHERE month BETWEEN ? AND ?"

MonthSum = tuple[int, str, str, int, int, int]
"""Month (yyyymm), platform, kind; net acts, milliseconds, rows."""


class Piece(Struct, frozen=True):
    """How many acts of one kind fell into the bucket of the period with this index."""

    bucket: int
    kind: str
    n: int


class Stretch(Struct, frozen=True):
    """How much attention one platform had in the bucket of the period with this index."""

    bucket: int
    platform: str
    ms: int


def months(conn: sqlite3.Connection, period: Period, taken: Filter = EVERYTHING) -> list[MonthSum]:
    """Return the sums of each calendar month that a period cut into months touches, whole; else nothing."""
    if period.step != "month":
        return []
    names = dict(conn.execute("SELECT id, name FROM platform"))
    kinds = dict(conn.execute("SELECT id, name FROM kind"))
    rows = conn.execute(_MONTHS, (_month(period.first), _month(period.last)))
    found = [(month, names[platform], kinds[kind], *sums) for month, platform, kind, *sums in rows]
    return found if taken.is_open else [row for row in found if taken.takes(row[1], row[2])]


def totals(conn: sqlite3.Connection, period: Period, taken: Filter = EVERYTHING) -> list[Total]:
    """Return the sums by platform and kind over the period, sorted by both."""
    found: dict[tuple[str, str], list[int]] = {}
    for stretch in _stretches(period):
        for platform, kind, *sums in _sums(conn, _TOTALS, *stretch, taken):
            kept = found.get((platform, kind), (0, 0, 0))
            found[platform, kind] = [one + other for one, other in zip(kept, sums, strict=True)]
    return [Total(*pair, *sums) for pair, sums in sorted(found.items())]


def pieces(conn: sqlite3.Connection, period: Period, taken: Filter = EVERYTHING) -> list[Piece]:
    """Return how many of each kind in each bucket of the period, what is no act too, but not time."""
    acts = _bucketed(conn, _PIECES, period, taken)
    return [Piece(*pair, n) for pair, n in sorted(acts.items()) if pair[1] not in TIME_KINDS and n]


def watched(conn: sqlite3.Connection, period: Period, taken: Filter = EVERYTHING) -> list[Stretch]:
    """Return the attention on each platform in each bucket of the period."""
    time = _bucketed(conn, _WATCHED, period, taken)
    return [Stretch(*pair, ms) for pair, ms in sorted(time.items()) if ms > 0]


def daily(conn: sqlite3.Connection, period: Period, taken: Filter = EVERYTHING) -> list[tuple[int, int, int]]:
    """Return (day, acts net of undone ones, milliseconds of attention) of each day with either."""
    rows = _sums(conn, _DAILY, "day", period.first, period.last, taken)
    return [(day, n or 0, ms or 0) for day, n, ms in rows if n or ms]


def _bucketed(
    conn: sqlite3.Connection, query: str, period: Period, taken: Filter
) -> Counter[tuple[int, str]]:
    """Return the amounts of the query by bucket and name."""
    starts = [start for start, _ in period.buckets()]
    found: Counter[tuple[int, str]] = Counter()
    for unit, low, high in _stretches(period):
        for when, name, amount in _sums(conn, query, unit, low, high, taken):
            found[_at(starts, when if unit == "day" else _first_of(when)), name] += amount
    return found


def _at(starts: Sequence[int], day: int) -> int:
    return bisect_right(starts, day) - 1


def _sums(
    conn: sqlite3.Connection, query: str, unit: str, low: int, high: int, taken: Filter
) -> sqlite3.Cursor:
    """Run a query over days or months with what the filter takes."""
    lists = {"platform": taken.platforms, "kind": taken.kinds}
    asked = {name: json.dumps(sorted(names)) for name, names in lists.items() if names is not None}
    where = "".join(_ONE_OF.format(table=name) for name in asked)
    return conn.execute(query.format(unit=unit, taken=where), (low, high, *asked.values()))


def _stretches(period: Period) -> Iterator[tuple[str, int, int]]:
    """Yield (unit, first, last) of what a period is made of: its whole months at once, then the days around.

    A whole month costs one row, not thirty.
    """
    whole = [(start, end) for start, end in period.buckets() if _is_month(start, end)]
    if period.step != "month" or not whole:
        yield "day", period.first, period.last
        return
    start, end = whole[0][0], whole[-1][1]
    yield "month", _month(start), _month(end - 1)
    for first, last in ((period.first, start - 1), (end, period.last)):
        if first <= last:
            yield "day", first, last


def _is_month(start: int, end: int) -> bool:
    return date_of(start).day == 1 and next_month(start) == end


def _month(day: int) -> int:
    return date_of(day).year * 100 + date_of(day).month


def _first_of(month: int) -> int:
    return (EPOCH.replace(year=month // 100, month=month % 100) - EPOCH).days
