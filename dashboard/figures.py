"""What a view reads, in one snapshot of a read-only connection; no arithmetic on money here."""

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from collector.catalogue import TIME_KINDS
from collector.store.assumptions import KeptSet, find_set
from collector.store.clients import Client, list_clients
from collector.store.coverage import RuleSeen, coverage, refusals
from collector.store.preferences import Preferences, preferences
from collector.store.rates import units_for
from collector.store.rollups import Total
from collector.store.worth import usable

from .coverage import SILENT_DAYS
from .period import EPOCH, Period, date_of, last_days, next_month, period_of

if TYPE_CHECKING:
    from collector.valuation.per_unit import Units

_TOTALS = """
SELECT platform.name, kind.name, sum(n), sum(ms), sum(acts)
FROM day_rollup AS rollup
JOIN platform ON platform.id = rollup.platform JOIN kind ON kind.id = rollup.kind
WHERE day BETWEEN ? AND ? GROUP BY rollup.platform, rollup.kind
"""
_PIECES = """
SELECT day, kind.name, sum(n)
FROM day_rollup AS rollup JOIN kind ON kind.id = rollup.kind
WHERE day BETWEEN ? AND ? GROUP BY day, rollup.kind
"""
_MONTHS = "SELECT month, platform, kind, n, ms, acts FROM month_rollup WHERE month BETWEEN ? AND ?"
# The newest act of a device by its own count: the index on (device, seq) ends there.
_LAST_ACT = """
SELECT at FROM act WHERE device = (SELECT id FROM device WHERE name = ?) ORDER BY seq DESC LIMIT 1
"""


MonthSum = tuple[int, str, str, int, int, int]
"""Month (yyyymm), platform, kind; net acts, milliseconds, rows."""


@dataclass(frozen=True)
class Piece:
    """How many acts of one kind fell into the bucket of the period with this index."""

    bucket: int
    kind: str
    n: int


@dataclass(frozen=True)
class Browser:
    """A paired browser and the time of the newest act it has sent (UTC ms), None when it has sent none."""

    client: Client
    last_at: int | None


@dataclass(frozen=True)
class Reading:
    """Everything that the overview is made of. `today`, `week` and `totals` are sums by platform and kind.

    `kept` is the set of assumptions, `preferences` are as that set allows them, `units` the rates of both.
    `months` holds the sums of each whole month that a period touches which is cut into months.
    `week` holds the `SILENT_DAYS` up to the last day of the period: they tell whether a rule is silent.
    """

    period: Period
    today: list[Total]
    week: list[Total]
    totals: list[Total]
    pieces: list[Piece]
    rules: list[RuleSeen]
    refused: dict[str, int]
    browsers: list[Browser]
    preferences: Preferences
    kept: KeptSet
    months: list[MonthSum]
    units: "Units"


def read(conn: sqlite3.Connection, name: str, until: date, version: str | None = None) -> Reading:
    """Read what the overview of the period called `name` needs, valued under one set of assumptions.

    `version` None is the set in use. Raises Malformed for an unknown period, NotFound for an unknown set.
    """
    kept = find_set(conn, version)
    period = period_of(name, until, conn.execute("SELECT min(day) FROM day_rollup").fetchone()[0])
    chosen, by_month = usable(preferences(conn), kept.assumptions), months(conn, period)
    return Reading(
        period=period,
        today=totals(conn, period_of("day", until, None)),
        week=totals(conn, last_days(SILENT_DAYS, until)),
        totals=totals(conn, period, by_month),
        pieces=pieces(conn, period, by_month),
        rules=coverage(conn),
        refused=refusals(conn),
        browsers=[Browser(client, _last_act(conn, client)) for client in list_clients(conn)],
        preferences=chosen,
        kept=kept,
        months=by_month,
        units=units_for(conn, chosen, kept.assumptions),
    )


def months(conn: sqlite3.Connection, period: Period) -> list[MonthSum]:
    """Return the sums of each calendar month that a period cut into months touches, whole; else nothing."""
    if period.step == "day":
        return []
    names = dict(conn.execute("SELECT id, name FROM platform"))
    kinds = dict(conn.execute("SELECT id, name FROM kind"))
    rows = conn.execute(_MONTHS, (_month(period.first), _month(period.last)))
    return [(month, names[platform], kinds[kind], *sums) for month, platform, kind, *sums in rows]


def totals(conn: sqlite3.Connection, period: Period, by_month: Sequence[MonthSum] = ()) -> list[Total]:
    """Return the sums by platform and kind over the period, sorted by both. `by_month` is from `months`."""
    found: dict[tuple[str, str], list[int]] = {}
    first, last, edges = _spans(period)
    for month, platform, kind, n, ms, acts in by_month:
        if first <= month <= last:
            _add(found, (platform, kind), n, ms, acts)
    for low, high in edges:
        for platform, kind, *sums in conn.execute(_TOTALS, (low, high)):
            _add(found, (platform, kind), *sums)
    return [Total(*pair, *sums) for pair, sums in sorted(found.items())]


def pieces(conn: sqlite3.Connection, period: Period, by_month: Sequence[MonthSum] = ()) -> list[Piece]:
    """Return the acts of each kind in each bucket of the period; what is time is not an act."""
    starts = [start for start, _ in period.buckets()]
    found: dict[tuple[int, str], list[int]] = {}
    first, last, edges = _spans(period)
    for month, _, kind, n, *_ in by_month:
        if first <= month <= last:
            _add(found, (month, kind), n)
    whole = {(bisect_right(starts, _first_of(month)) - 1, kind): n for (month, kind), (n,) in found.items()}
    acts = Counter(whole)
    for low, high in edges:
        for day, kind, n in conn.execute(_PIECES, (low, high)):
            acts[bisect_right(starts, day) - 1, kind] += n
    return [Piece(*pair, n) for pair, n in sorted(acts.items()) if pair[1] not in TIME_KINDS and n]


def _add(found: dict, key: tuple, *numbers: int) -> None:
    kept = found.get(key)
    if kept is None:
        found[key] = list(numbers)
    else:
        for at, number in enumerate(numbers):
            kept[at] += number


def _last_act(conn: sqlite3.Connection, client: Client) -> int | None:
    row = conn.execute(_LAST_ACT, (client.device,)).fetchone()
    return row[0] if row else None


def _spans(period: Period) -> tuple[int, int, list[tuple[int, int]]]:
    """Cut the period into whole months, first and last, and the stretches of days at its edges.

    A whole month costs one row, not thirty. Without one the first lies after the last.
    """
    whole = [(start, end) for start, end in period.buckets() if _is_month(start, end)]
    if period.step == "day" or not whole:
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
