"""What a stretch of local days is worth, from its sums; for the popup, the terminal and nobody's history."""

import sqlite3
import time
from typing import TYPE_CHECKING

from ..store.assumptions import find_set
from ..store.preferences import preferences
from ..store.rollups import totals
from ..store.worth import estimate_of

if TYPE_CHECKING:
    from ..valuation import Estimate

DAY_MS = 86_400_000


def today(conn: sqlite3.Connection, now_ms: int | None = None) -> int:
    """Return the person's local day, in days since 1970-01-01.

    The offset is the newest act's, if it is of the last day: a browser may keep another time zone than this
    computer. Else it is this computer's.
    """
    now = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    row = conn.execute("SELECT at, offset_min FROM act ORDER BY id DESC LIMIT 1").fetchone()
    if row is not None and abs(now - row[0]) < DAY_MS:
        offset_ms = row[1] * 60_000
    else:
        offset_ms = time.localtime(now / 1000).tm_gmtoff * 1000
    return (now + offset_ms) // DAY_MS


def whole_log(conn: sqlite3.Connection) -> tuple[int, int]:
    """Return the first and the last local day of the log; both are today's where it is empty."""
    first, last = conn.execute("SELECT min(day), max(day) FROM day_rollup").fetchone()
    now = today(conn)
    return (now, now) if first is None else (first, max(last, now))


def period_estimate(
    conn: sqlite3.Connection, first_day: int, last_day: int, version: str | None = None
) -> "Estimate":
    """Return the estimate for the local days from `first_day` to `last_day`, both included.

    It uses the set of assumptions called `version`, or the one in use. Raises NotFound for an unknown one.
    """
    rows, kept = totals(conn, first_day, last_day), find_set(conn, version)
    return estimate_of(rows, preferences(conn), kept.assumptions, last_day - first_day + 1)
