"""Sums by local hour and platform: when in the week the labour is done.

An hour of a day is the one in which an act began, by the clock of the person. A row that would hold two zeros
says nothing and may be missing.
"""

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from ..catalogue import ATTENTION, TIME_KINDS
from .sums import HOURS


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
    hour in which nothing was done is not in the list. `n` leaves out the kinds that are time.
    """
    named = () if platforms is None else tuple(platforms)
    taken = "" if platforms is None else _TAKEN.format(marks=",".join("?" * len(named)))
    return [HourTotal(*row) for row in conn.execute(_WEEK.format(taken=taken), (first_day, last_day, *named))]


def add(conn: sqlite3.Connection, counted: dict[int, dict[int, list[int]]]) -> None:
    """Add the hours of `Sums`, whose rules the table `change` holds."""
    places = {rule: place for rule, *place in conn.execute(_PLACES)}
    sums: dict[tuple[int, int], list[int]] = {}
    for hour, rules in counted.items():
        for rule, (n, ms, *_) in rules.items():
            platform, is_act, is_attention = places[rule]
            if is_act or is_attention:
                total = sums.setdefault((hour, platform), [0, 0])
                total[0] += n * is_act
                total[1] += ms * is_attention
    rows = [(*divmod(hour, HOURS), platform, *total) for (hour, platform), total in sums.items()]
    conn.executemany(f"INSERT INTO hour_rollup VALUES (?,?,?,?,?) {_ADDED}", rows)


def subtract(conn: sqlite3.Connection, ids_table: str) -> None:
    """Take out the acts whose ids the table holds, and whose days the table `change` holds."""
    gone = _COUNTED.format(sign="-", which=f"WHERE act.id IN (SELECT id FROM {ids_table})")
    conn.execute(f"INSERT INTO hour_rollup {gone} {_ADDED}")
    conn.execute("DELETE FROM hour_rollup WHERE n = 0 AND ms = 0 AND day IN (SELECT day FROM change)")


def rebuild(conn: sqlite3.Connection) -> None:
    """Make every sum again from the acts."""
    conn.execute("DELETE FROM hour_rollup")
    conn.execute(f"INSERT INTO hour_rollup {RECOUNT}")


_WEEK = """
SELECT (day + 3) % 7, hour, sum(n), sum(ms) FROM (
  SELECT day, hour, sum(n) AS n, sum(ms) AS ms FROM hour_rollup
  WHERE day BETWEEN ? AND ? {taken} GROUP BY day, hour
) GROUP BY 1, 2
"""  # by day and hour first: the key is in that order, and few rows are left to be sorted
_TAKEN = "AND platform IN (SELECT id FROM platform WHERE name IN ({marks}))"

_TIME = ", ".join(f"'{kind}'" for kind in sorted(TIME_KINDS))
_IS_ACT, _IS_ATTENTION = f"(kind.name NOT IN ({_TIME}))", f"(kind.name = '{ATTENTION}')"
_PLACES = (
    f"SELECT rule.id, platform, {_IS_ACT}, {_IS_ATTENTION} FROM rule JOIN kind ON kind.id = rule.kind"
    " WHERE rule.id IN (SELECT rule FROM change)"
)
_COUNTED = (
    "SELECT hour / 24, hour % 24, platform, {sign}n, {sign}ms FROM ("
    f"SELECT (at + offset_min * 60000) / 3600000 AS hour, platform,"
    f" sum(n * {_IS_ACT}) AS n, sum(ms * {_IS_ATTENTION}) AS ms"
    " FROM act JOIN rule ON rule.id = act.rule JOIN kind ON kind.id = rule.kind {which} GROUP BY 1, 2"
    ") WHERE n <> 0 OR ms <> 0"
)
_ADDED = "ON CONFLICT DO UPDATE SET n = n + excluded.n, ms = ms + excluded.ms"
KEPT = "SELECT * FROM hour_rollup WHERE n <> 0 OR ms <> 0"
RECOUNT = _COUNTED.format(sign="", which="")
