"""Sums by local hour and platform: when in the week the labour is done.

An hour of a day is the one in which an act began, by the clock of the person. A row that would hold two zeros
says nothing and may be missing.
"""

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from pointeuse.collector.catalogue import ATTENTION, NO_ACTS


class HourTotal(NamedTuple):
    """Sums of one hour of the week: `weekday` 0 is Monday, `n` net acts, `ms` of attention."""

    weekday: int
    hour: int
    n: int
    ms: int


def hours(
    conn: sqlite3.Connection, first_day: int, last_day: int, platforms: Collection[str] | None = None
) -> list[HourTotal]:
    """Return the sums of each hour of the week over the local days from `first_day` to `last_day`, included.

    Days are counted since 1970-01-01. `platforms` are ids of the catalogue, None stands for all of them. An
    hour in which nothing was done is not in the list. `n` leaves out what is no act.
    """
    named = () if platforms is None else tuple(platforms)
    taken = "" if platforms is None else _TAKEN.format(marks=",".join("?" * len(named)))
    return [HourTotal(*row) for row in conn.execute(_WEEK.format(taken=taken), (first_day, last_day, *named))]


def add(conn: sqlite3.Connection, rows: list[tuple[int, int, str, int, int]]) -> None:
    """Add what `Sums.by_hour` returns."""
    ids = {name: conn.execute(_PLATFORM, (name,)).fetchone()[0] for name in {row[2] for row in rows}}
    numbered = [(day, hour, ids[platform], n, ms) for day, hour, platform, n, ms in rows]
    conn.executemany(f"INSERT INTO hour_rollup VALUES (?,?,?,?,?) {_ADDED}", numbered)


def subtract(conn: sqlite3.Connection, ids_table: str) -> None:
    """Take out the acts whose ids the table holds, and whose days the table `change` holds."""
    gone = _COUNTED.format(sign="-", which=f"WHERE act.id IN (SELECT id FROM {ids_table})")
    conn.execute(f"INSERT INTO hour_rollup {gone} {_ADDED}")
    conn.execute("DELETE FROM hour_rollup WHERE n = 0 AND ms = 0 AND day IN (SELECT day FROM change)")


def rebuild(conn: sqlite3.Connection, horizon: int) -> None:
    """Make the sums of the local days from `horizon` on again from the acts."""
    conn.execute("DELETE FROM hour_rollup WHERE day >= ?", (horizon,))
    conn.execute(f"INSERT INTO hour_rollup {RECOUNT.format(horizon=horizon)}")


_WEEK = """
SELECT (day + 3) % 7, hour, sum(n), sum(ms) FROM (
  SELECT day, hour, sum(n) AS n, sum(ms) AS ms FROM hour_rollup
  WHERE day BETWEEN ? AND ? {taken} GROUP BY day, hour
) GROUP BY 1, 2
"""  # by day and hour first: the key is in that order, and few rows are left to be sorted
_TAKEN = "AND platform IN (SELECT id FROM platform WHERE name IN ({marks}))"

_NO_ACTS = ", ".join(f"'{kind}'" for kind in sorted(NO_ACTS))
_IS_ACT, _IS_ATTENTION = f"(kind.name NOT IN ({_NO_ACTS}))", f"(kind.name = '{ATTENTION}')"
_PLATFORM = "SELECT id FROM platform WHERE name = ?"
_COUNTED = (
    "SELECT hour / 24, hour % 24, platform, {sign}n, {sign}ms FROM ("
    f"SELECT (at + offset_min * 60000) / 3600000 AS hour, platform,"
    f" sum(n * {_IS_ACT}) AS n, sum(ms * {_IS_ATTENTION}) AS ms"
    " FROM act JOIN rule ON rule.id = act.rule JOIN kind ON kind.id = rule.kind {which} GROUP BY 1, 2"
    ") WHERE n <> 0 OR ms <> 0"
)
_ADDED = "ON CONFLICT DO UPDATE SET n = n + excluded.n, ms = ms + excluded.ms"
KEPT = "SELECT * FROM hour_rollup WHERE (n <> 0 OR ms <> 0) AND day >= {horizon}"
RECOUNT = _COUNTED.format(sign="", which="WHERE (at + offset_min * 60000) / 86400000 >= {horizon}")
