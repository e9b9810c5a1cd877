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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collector.catalogue import ATTENTION, TIME_KINDS
from collector.store.rollups import Total

from .filters import EVERYTHING, Filter
from .period import EPOCH, Period, date_of, next_month

_TOTALS = """
SELECT platform.name, kind.name, sum(n), sum(ms), sum(acts)
FROM day_rollup AS rollup
JOIN platform ON platform.id = rollup.platform JOIN kind ON kind.id = rollup.kind
WHERE day BETWEEN ? AND ? {taken} GROUP BY rollup.platform, rollup.kind
"""
_PIECES = """
SELECT day, kind.name, sum(n)
FROM day_rollup AS rollup
JOIN platform ON platform.id = rollup.platform JOIN kind ON kind.id = rollup.kind
WHERE day BETWEEN ? AND ? {taken} GROUP BY day, rollup.kind
"""
_WATCHED = f"""
SELECT day, platform.name, sum(ms)
FROM day_rollup AS rollup
JOIN platform ON platform.id = rollup.platform JOIN kind ON kind.id = rollup.kind
WHERE day BETWEEN ? AND ? AND kind.name = '{ATTENTION}' {{taken}} GROUP BY day, rollup.platform
"""
_DAILY = f"""
SELECT day, sum(n) FILTER (WHERE kind.name NOT IN {tuple(sorted(TIME_KINDS))}),
  sum(ms) FILTER (WHERE kind.name = '{ATTENTION}')
FROM day_rollup AS rollup
JOIN platform ON platform.id = rollup.platform JOIN kind ON kind.id = rollup.kind
WHERE day BETWEEN ? AND ? {{taken}} GROUP BY day
"""
_MONTHS = "SELECT month, platform, kind, n, ms, acts FROM month_rollup WHERE month BETWEEN ? AND ?"

MonthSum = tuple[int, str, str, int, int, int]
"""Month (yyyymm), platform, kind; net acts, milliseconds, rows."""


@dataclass(frozen=True)
class Piece:
    """How many acts of one kind fell into the bucket of the period with this index."""

    bucket: int
    kind: str
    n: int


@dataclass(frozen=True)
class Stretch:
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


def totals(
    conn: sqlite3.Connection,
    period: Period,
    by_month: Sequence[MonthSum] = (),
    taken: Filter = EVERYTHING,
) -> list[Total]:
    """Return the sums by platform and kind over the period, sorted by both. `by_month` is from `months`."""
    found: dict[tuple[str, str], list[int]] = {}
    first, last, edges = _spans(period)
    for month, platform, kind, n, ms, acts in by_month:
        if first <= month <= last:
            _add(found, (platform, kind), n, ms, acts)
    for low, high in edges:
        for platform, kind, *sums in _sums(conn, _TOTALS, low, high, taken):
            _add(found, (platform, kind), *sums)
    return [Total(*pair, *sums) for pair, sums in sorted(found.items())]


def pieces(
    conn: sqlite3.Connection,
    period: Period,
    by_month: Sequence[MonthSum] = (),
    taken: Filter = EVERYTHING,
) -> list[Piece]:
    """Return the acts of each kind in each bucket of the period; what is time is not an act."""
    sums = ((month, kind, n) for month, _, kind, n, *_ in by_month)
    acts = _bucketed(conn, _PIECES, period, sums, taken)
    return [Piece(*pair, n) for pair, n in sorted(acts.items()) if pair[1] not in TIME_KINDS and n]


def watched(
    conn: sqlite3.Connection,
    period: Period,
    by_month: Sequence[MonthSum] = (),
    taken: Filter = EVERYTHING,
) -> list[Stretch]:
    """Return the attention on each platform in each bucket of the period."""
    sums = ((month, platform, ms) for month, platform, kind, _, ms, _ in by_month if kind == ATTENTION)
    time = _bucketed(conn, _WATCHED, period, sums, taken)
    return [Stretch(*pair, ms) for pair, ms in sorted(time.items()) if ms > 0]


def daily(conn: sqlite3.Connection, period: Period, taken: Filter = EVERYTHING) -> list[tuple[int, int, int]]:
    """Return (day, acts net of undone ones, milliseconds of attention) of each day with either."""
    rows = _sums(conn, _DAILY, period.first, period.last, taken)
    return [(day, n or 0, ms or 0) for day, n, ms in rows if n or ms]


def _bucketed(
    conn: sqlite3.Connection,
    query: str,
    period: Period,
    by_month: Iterable[tuple[int, str, int]],
    taken: Filter,
) -> Counter[tuple[int, str]]:
    """Return amounts by bucket and name: those of whole months from `by_month`, the others by the query."""
    first, last, edges = _spans(period)
    whole: Counter[tuple[int, str]] = Counter()
    for month, name, amount in by_month:
        if first <= month <= last:
            whole[month, name] += amount
    starts = [start for start, _ in period.buckets()]
    found = Counter({(_at(starts, _first_of(month)), name): sum_ for (month, name), sum_ in whole.items()})
    for low, high in edges:
        for day, name, amount in _sums(conn, query, low, high, taken):
            found[_at(starts, day), name] += amount
    return found


def _at(starts: Sequence[int], day: int) -> int:
    return bisect_right(starts, day) - 1


def _sums(conn: sqlite3.Connection, query: str, low: int, high: int, taken: Filter) -> sqlite3.Cursor:
    """Run a query over days with what the filter takes."""
    lists = {"platform": taken.platforms, "kind": taken.kinds}
    asked = {name: json.dumps(sorted(names)) for name, names in lists.items() if names is not None}
    where = "".join(f" AND {name}.name IN (SELECT value FROM json_each(?))" for name in asked)
    return conn.execute(query.format(taken=where), (low, high, *asked.values()))


def _add(found: dict, key: tuple, *numbers: int) -> None:
    kept = found.get(key)
    if kept is None:
        found[key] = list(numbers)
    else:
        for at, number in enumerate(numbers):
            kept[at] += number


def _spans(period: Period) -> tuple[int, int, list[tuple[int, int]]]:
    """Cut the period into whole months, first and last, and the stretches of days at its edges.

    A whole month costs one row, not thirty. Without one the first lies after the last.
    """
    whole = [(start, end) for start, end in period.buckets() if _is_month(start, end)]
    if period.step != "month" or not whole:
        return 1, 0, [(period.first, period.last)]
    start, end = whole[0][0], whole[-1][1]
    edges = [(period.first, start - 1), (end, period.last)]
    return _month(start), _month(end - 1), [edge for edge in edges if edge[0] <= edge[1]]


def _is_month(start: int, end: int) -> bool:
    return date_of(start).day == 1 and next_month(start) == end


def _month(day: int) -> int:
    return date_of(day).year * 100 + date_of(day).month


def _first_of(month: int) -> int:
    return (EPOCH.replace(year=month // 100, month=month % 100) - EPOCH).days
