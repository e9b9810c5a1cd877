"""What the log itself says of the day it is, where the clock's word alone is not enough to delete by.

A day is believed once two later ones have come as well, and nothing of much earlier days arrived after it: a
clock that is ahead for an hour or a day makes one or two days that are followed by the right ones again.
"""

import sqlite3
from collections import deque
from itertools import islice

LATER = 2  # days that have to come after one
BACK = 2  # days: acts of yesterday may come after those of today


def witnessed_day(conn: sqlite3.Connection, today: int) -> int:
    """Return the last local day that the log vouches for, `today` at most; 0 when it vouches for none."""
    spans = conn.execute("SELECT day, first, last FROM day_span WHERE day <= ? ORDER BY day", (today,))
    return next(islice(reversed(_unrefuted(spans.fetchall())), LATER, None), 0)


def _unrefuted(spans: list[tuple[int, int, int]]) -> list[int]:
    """Return the days, in order, after which no act arrived of a day more than `BACK` before them."""
    found, earlier, latest = [], deque(spans), 0
    for day, first, _ in spans:
        while earlier[0][0] < day - BACK:
            latest = max(latest, earlier.popleft()[2])
        if latest < first:
            found.append(day)
    return found
