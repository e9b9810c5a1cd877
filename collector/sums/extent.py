"""Which days the log has, and which day it is for the person whose log it is."""

import sqlite3
import time

from pointeuse.collector.store.acts.browse import newest_moment
from pointeuse.collector.sums.period import DAY_MS

# Asked for together they are found by reading the whole table; each alone, at one end of its key.
ENDS = "SELECT (SELECT min(day) FROM day_rollup), (SELECT max(day) FROM day_rollup)"


def days_of_log(conn: sqlite3.Connection) -> tuple[int, int] | None:
    """Return the first and the last local day with anything on it, None for an empty log."""
    first, last = conn.execute(ENDS).fetchone()
    return None if first is None else (first, last)


def first_day(conn: sqlite3.Connection) -> int | None:
    """Return the first local day with anything on it, None for an empty log."""
    found = days_of_log(conn)
    return found and found[0]


def observed_days(conn: sqlite3.Connection, first: int, last: int) -> int:
    """Return how many of the days from `first` to `last` the log was there for; 1 where it is empty.

    It was there from its first day to today: who installed two days ago has seen two days of this year.
    """
    begun, now = whole_log(conn)
    return max(1, min(last, now) - max(first, begun) + 1)


def today(conn: sqlite3.Connection, now_ms: int | None = None) -> int:
    """Return the person's local day, in days since 1970-01-01.

    The offset is the newest act's, if it is of the last day: a browser may keep another time zone than this
    computer. Else it is this computer's.
    """
    now = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    newest = newest_moment(conn)
    if newest is not None and abs(now - newest[0]) < DAY_MS:
        offset_ms = newest[1] * 60_000
    else:
        offset_ms = time.localtime(now / 1000).tm_gmtoff * 1000
    return (now + offset_ms) // DAY_MS


def whole_log(conn: sqlite3.Connection) -> tuple[int, int]:
    """Return the first and the last local day of the log; both are today's where it is empty."""
    found, now = days_of_log(conn), today(conn)
    return (now, now) if found is None else (found[0], max(found[1], now))
