"""Between which ids the acts of each local day lie: days are found without an index on time.

A span may be wider than its acts, after some of them were deleted or where days were sent out of order, so
whoever reads by it looks at the day of each act as well. No act of its day lies outside.
"""

import sqlite3


def span(conn: sqlite3.Connection, first_day: int, last_day: int) -> tuple[int, int] | None:
    """Return the lowest and the highest id that an act of the local days can have, both days included.

    Days are counted since 1970-01-01. None when no act lies on any of them.
    """
    low, high = conn.execute(
        "SELECT min(first), max(last) FROM day_span WHERE day BETWEEN ? AND ?", (first_day, last_day)
    ).fetchone()
    return None if low is None else (low, high)


def add(conn: sqlite3.Connection, spans: dict[int, tuple[int, int]]) -> None:
    """Widen the spans of the days by those of `Sums`."""
    rows = [(day, *ids) for day, ids in spans.items()]
    conn.executemany(f"INSERT INTO day_span VALUES (?,?,?) {_WIDENED}", rows)


def subtract(conn: sqlite3.Connection) -> None:
    """Remove the days of the table `change` on which nothing is left, once their sums are taken out."""
    conn.execute(
        "DELETE FROM day_span WHERE day IN (SELECT day FROM change)"
        " AND NOT EXISTS (SELECT 1 FROM day_rollup WHERE day_rollup.day = day_span.day)"
    )


def rebuild(conn: sqlite3.Connection) -> None:
    """Make every span again from the acts, as narrow as they are."""
    conn.execute("DELETE FROM day_span")
    conn.execute(f"INSERT INTO day_span SELECT {_DAY}, min(id), max(id) FROM act GROUP BY 1")


_DAY = "(at + offset_min * 60000) / 86400000"
_WIDENED = "ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)"
WRONG = (
    f"SELECT 1 FROM act LEFT JOIN day_span ON day = {_DAY}"
    " WHERE first IS NULL OR id NOT BETWEEN first AND last"
    " UNION ALL SELECT 1 FROM day_span WHERE day NOT IN (SELECT day FROM day_rollup) LIMIT 1"
)
"""A query that finds something when an act lies outside the span of its day, or a span has no act."""


def oldest_day(conn: sqlite3.Connection) -> int | None:
    """Return the first local day of which single acts are kept, None where there are none."""
    return conn.execute("SELECT min(day) FROM day_span").fetchone()[0]
