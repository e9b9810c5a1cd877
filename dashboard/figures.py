"""What a view reads, in one snapshot of a read-only connection; no arithmetic on money here."""

import sqlite3
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date

from collector.catalogue import TIME_KINDS
from collector.store.assumptions import KeptSet, find_set
from collector.store.clients import Client, list_clients
from collector.store.coverage import RuleSeen, coverage, refusals
from collector.store.preferences import Preferences, preferences
from collector.store.rollups import Total
from collector.store.valued import Valued, by_month, units_for
from collector.store.worth import usable

from .coverage import SILENT_DAYS
from .period import EPOCH, Period, date_of, last_days, next_month, period_of

_TOTALS = """
SELECT platform.name, kind.name, sum(n), sum(ms), sum(acts)
FROM {table} AS rollup
JOIN platform ON platform.id = rollup.platform JOIN kind ON kind.id = rollup.kind
WHERE {column} BETWEEN ? AND ? GROUP BY rollup.platform, rollup.kind
"""
_PIECES = """
SELECT {column}, kind.name, sum(n)
FROM {table} AS rollup JOIN kind ON kind.id = rollup.kind
WHERE {column} BETWEEN ? AND ? GROUP BY {column}, rollup.kind
"""
_DAYS = {"table": "day_rollup", "column": "day"}
_MONTHS = {"table": "month_rollup", "column": "month"}
# The newest act of a device by its own count: the index on (device, seq) ends there.
_LAST_ACT = """
SELECT at FROM act WHERE device = (SELECT id FROM device WHERE name = ?) ORDER BY seq DESC LIMIT 1
"""


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

    `kept` is the set of assumptions, and `preferences` are as that set allows them. `months` holds what each
    month of a period that is cut into months is worth, and is empty for a shorter one.
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
    months: list[Valued]


def read(conn: sqlite3.Connection, name: str, until: date, version: str | None = None) -> Reading:
    """Read what the overview of the period called `name` needs, valued under one set of assumptions.

    `version` None is the set in use. Raises Malformed for an unknown period, NotFound for an unknown set.
    """
    kept = find_set(conn, version)
    period = period_of(name, until, conn.execute("SELECT min(day) FROM day_rollup").fetchone()[0])
    chosen = usable(preferences(conn), kept.assumptions)
    return Reading(
        period=period,
        today=totals(conn, period_of("day", until, None)),
        week=totals(conn, last_days(SILENT_DAYS, until)),
        totals=totals(conn, period),
        pieces=pieces(conn, period),
        rules=coverage(conn),
        refused=refusals(conn),
        browsers=[Browser(client, _last_act(conn, client)) for client in list_clients(conn)],
        preferences=chosen,
        kept=kept,
        months=months(conn, period, chosen, kept) if period.step == "month" else [],
    )


def months(conn: sqlite3.Connection, period: Period, chosen: Preferences, kept: KeptSet) -> list[Valued]:
    """Value each calendar month that the period touches, whole, by platform."""
    units = units_for(conn, chosen, kept.assumptions)
    return by_month(conn, _month(period.first), _month(period.last), units)


def totals(conn: sqlite3.Connection, period: Period) -> list[Total]:
    """Return the sums by platform and kind over the period, sorted by both."""
    found: dict[tuple[str, str], list[int]] = {}
    for names, low, high in _spans(period):
        for platform, kind, *numbers in conn.execute(_TOTALS.format(**names), (low, high)):
            kept = found.setdefault((platform, kind), [0, 0, 0])
            found[platform, kind] = [a + b for a, b in zip(kept, numbers, strict=True)]
    return [Total(*pair, *numbers) for pair, numbers in sorted(found.items())]


def pieces(conn: sqlite3.Connection, period: Period) -> list[Piece]:
    """Return the acts of each kind in each bucket of the period; what is time is not an act."""
    starts = [start for start, _ in period.buckets()]
    found: Counter[tuple[int, str]] = Counter()
    for names, low, high in _spans(period):
        for key, kind, n in conn.execute(_PIECES.format(**names), (low, high)):
            day = key if names is _DAYS else _first_of(key)
            found[bisect_right(starts, day) - 1, kind] += n
    return [Piece(*pair, n) for pair, n in sorted(found.items()) if pair[1] not in TIME_KINDS and n]


def _last_act(conn: sqlite3.Connection, client: Client) -> int | None:
    row = conn.execute(_LAST_ACT, (client.device,)).fetchone()
    return row[0] if row else None


def _spans(period: Period) -> list[tuple[dict[str, str], int, int]]:
    """Cut the period into stretches, each read from one rollup: a whole month costs one row, not thirty."""
    months = [(start, end) for start, end in period.buckets() if _is_month(start, end)]
    if period.step == "day" or not months:
        return [(_DAYS, period.first, period.last)]
    start, end = months[0][0], months[-1][1]
    edges = [(_DAYS, period.first, start - 1), (_DAYS, end, period.last)]
    return [(_MONTHS, _month(start), _month(end - 1)), *(edge for edge in edges if edge[1] <= edge[2])]


def _is_month(start: int, end: int) -> bool:
    return date_of(start).day == 1 and next_month(start) == end


def _month(day: int) -> int:
    return date_of(day).year * 100 + date_of(day).month


def _first_of(month: int) -> int:
    return (EPOCH.replace(year=month // 100, month=month % 100) - EPOCH).days
