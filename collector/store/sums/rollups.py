"""Sums by local day and by month for each platform and kind, kept in the transaction that stores the acts.

The sums by hour and the spans of the days go with them: whoever changes the acts calls this module only.
A day is the person's own: days since 1970-01-01 of the local time that `offset_min` gives. A month is yyyymm.
"""

import sqlite3

from msgspec import Struct

from pointeuse.collector.store.sums import hours, spans
from pointeuse.collector.store.sums.adding import Sums
from pointeuse.collector.store.sums.horizon import horizon_of

LOCAL_DAY = "(at + offset_min * 60000) / 86400000"
MONTH = "CAST(strftime('%Y%m', day * 86400, 'unixepoch') AS INTEGER)"


class Total(Struct, frozen=True):
    """Sums of one platform and kind: `n` acts net of undos, `ms` of human time, `acts` rows."""

    platform: str
    kind: str
    n: int
    ms: int
    acts: int


class DayTotal(Struct, frozen=True):
    """The same for one local day, in days since 1970-01-01."""

    day: int
    platform: str
    kind: str
    n: int
    ms: int
    acts: int


def prepare(conn: sqlite3.Connection) -> None:
    """Make the temporary table that every change goes through. Once for each writing connection."""
    conn.execute(
        "CREATE TEMP TABLE IF NOT EXISTS change"
        " (day INTEGER, rule INTEGER, n INTEGER, ms INTEGER, acts INTEGER, last_at INTEGER)"
    )


def add(conn: sqlite3.Connection, sums: Sums) -> None:
    """Add the sums to every rollup and to their rules. Inside the caller's transaction."""
    if sums.hours:
        conn.execute("DELETE FROM change")
        conn.executemany("INSERT INTO change VALUES (?,?,?,?,?,?)", sums.by_day())
        _apply(conn)
        hours.add(conn, sums.by_hour())
        spans.add(conn, sums.spans)


def subtract(conn: sqlite3.Connection, ids_table: str) -> None:
    """Take the acts whose ids the table holds out of every rollup. Call before deleting them."""
    conn.execute("DELETE FROM change")
    conn.execute(f"INSERT INTO change {_GROUPED} WHERE id IN (SELECT id FROM {ids_table}) GROUP BY 1, 2")
    conn.execute("UPDATE change SET n = -n, ms = -ms, acts = -acts, last_at = 0")
    _apply(conn)
    conn.execute("DELETE FROM day_rollup WHERE acts = 0")
    conn.execute("DELETE FROM month_rollup WHERE acts = 0")
    hours.subtract(conn, ids_table)
    spans.subtract(conn)


def rebuild(conn: sqlite3.Connection) -> None:
    """Make every sum again from the acts, but those before the horizon. Inside the caller's transaction."""
    horizon = horizon_of(conn)
    conn.execute("DELETE FROM day_rollup WHERE day >= ?", (horizon,))
    conn.execute(f"DELETE FROM month_rollup WHERE month >= {_month_of(horizon)}")
    conn.execute("DELETE FROM change")
    conn.execute(f"INSERT INTO change {_GROUPED} WHERE {LOCAL_DAY} >= ? GROUP BY 1, 2", (horizon,))
    conn.execute(_TO_DAYS)
    conn.execute(_TO_MONTHS)
    conn.execute(
        f"UPDATE rule SET last_at = f.last_at, acts = f.acts FROM ({_RECOUNT_RULES}) f WHERE f.id = rule.id"
    )
    hours.rebuild(conn, horizon)
    spans.rebuild(conn)


def check(conn: sqlite3.Connection) -> list[str]:
    """Recount everything from the acts and name each table that does not agree; an empty list is good.

    Sums of days before the horizon are left alone: their acts are gone.
    """
    horizon = horizon_of(conn)
    known = {"horizon": horizon, "month": _month_of(horizon)}
    return [table for table, query in _CHECKS.items() if conn.execute(query.format(**known)).fetchone()]


def totals(conn: sqlite3.Connection, first_day: int, last_day: int) -> list[Total]:
    """Return the sums over the local days from `first_day` to `last_day`, both included."""
    rows = conn.execute(
        f"SELECT p.name, k.name, sum(n), sum(ms), sum(acts) {_DAYS}"
        " GROUP BY r.platform, r.kind ORDER BY 1, 2",
        (first_day, last_day),
    )
    return [Total(*row) for row in rows]


def by_day(conn: sqlite3.Connection, first_day: int, last_day: int) -> list[DayTotal]:
    """Return the sums of each local day from `first_day` to `last_day`, both included."""
    rows = conn.execute(
        f"SELECT day, p.name, k.name, n, ms, acts {_DAYS} ORDER BY 1, 2, 3", (first_day, last_day)
    )
    return [DayTotal(*row) for row in rows]


def _month_of(horizon: int) -> str:
    return MONTH.replace("day", str(horizon))


def _apply(conn: sqlite3.Connection) -> None:
    conn.execute(_TO_DAYS)
    conn.execute(_TO_MONTHS)
    conn.execute(_TO_RULES)


# An example for all of these. On 2026-10-01 (day 20727) two likes and one taken back come from one rule, and
# one chunk of attention of 60 s from another. `change` is then
#     day    rule  n   ms     acts  last_at
#     20727  4     1   0      3     1790812800000
#     20727  9     1   60000  1     1790812860000
# `_TO_DAYS` adds each row to the sum of its day, platform and kind, `_TO_MONTHS` the same to 202610, and
# `_TO_RULES` to the rule's own count. Taking acts out is the same with every amount below zero.
_DAYS = (
    "FROM day_rollup r JOIN platform p ON p.id = r.platform JOIN kind k ON k.id = r.kind"
    " WHERE day BETWEEN ? AND ?"
)
_GROUPED = f"SELECT {LOCAL_DAY} AS day, rule, sum(n), sum(ms), count(*), max(at) FROM act"
_UPSERT = (
    "{period}, platform, kind, c.n, c.ms, c.acts FROM change c JOIN rule ON rule.id = c.rule"
    " WHERE true ON CONFLICT DO UPDATE"
    " SET n = n + excluded.n, ms = ms + excluded.ms, acts = acts + excluded.acts"
)
_TO_DAYS = "INSERT INTO day_rollup SELECT " + _UPSERT.format(period="day")
_TO_MONTHS = "INSERT INTO month_rollup SELECT " + _UPSERT.format(period=MONTH)
_TO_RULES = (
    "UPDATE rule SET acts = rule.acts + f.acts, last_at = max(rule.last_at, f.last_at)"
    " FROM (SELECT rule, sum(acts) AS acts, max(last_at) AS last_at FROM change GROUP BY rule) f"
    " WHERE f.rule = rule.id"
)

_RECOUNT = (
    f"SELECT {LOCAL_DAY} AS day, platform, kind, sum(n) AS n, sum(ms) AS ms, count(*) AS acts"
    f" FROM act JOIN rule ON rule.id = act.rule WHERE {LOCAL_DAY} >= {{horizon}} GROUP BY 1, 2, 3"
)
_RECOUNT_MONTHS = (
    f"SELECT {MONTH}, platform, kind, sum(n), sum(ms), sum(acts) FROM ({_RECOUNT}) GROUP BY 1, 2, 3"
)
_RECOUNT_RULES = (
    "SELECT rule.id, max(coalesce(max(at), 0), coalesce(retired.last_at, 0)) AS last_at,"
    " count(act.id) + coalesce(retired.acts, 0) AS acts FROM rule"
    " LEFT JOIN act ON act.rule = rule.id LEFT JOIN retired ON retired.rule = rule.id GROUP BY 1"
)


def _difference(kept: str, counted: str) -> str:
    return (
        f"SELECT * FROM ({kept} EXCEPT {counted}) UNION ALL SELECT * FROM ({counted} EXCEPT {kept}) LIMIT 1"
    )


_CHECKS = {
    "day_rollup": _difference("SELECT * FROM day_rollup WHERE day >= {horizon}", _RECOUNT),
    "month_rollup": _difference("SELECT * FROM month_rollup WHERE month >= {month}", _RECOUNT_MONTHS),
    "rule": _difference("SELECT id, last_at, acts FROM rule", _RECOUNT_RULES),
    "hour_rollup": _difference(hours.KEPT, hours.RECOUNT),
    "day_span": spans.WRONG,
}
