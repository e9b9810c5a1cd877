"""What the log itself says of the day it is, where the clock's word alone is not enough to delete by.

A day is believed once two later ones have come as well, and no much earlier day began after it: a clock that
is ahead for a while makes one or two days that are followed by the right ones again. Acts that are added late
to a day that had begun say nothing against those after it.
"""

import sqlite3
from collections import deque
from itertools import islice

LATER = 2  # days that have to come after one
BACK = 2  # days: acts of yesterday may come after those of today


def witnessed_day(conn: sqlite3.Connection, today: int) -> int:
    """Return the last local day that the log vouches for, `today` at most; 0 when it vouches for none."""
    begun = conn.execute("SELECT day, first FROM day_span WHERE day <= ? ORDER BY day", (today,))
    return next(islice(reversed(_unrefuted(begun.fetchall())), LATER, None), 0)


def _unrefuted(begun: list[tuple[int, int]]) -> list[int]:
    """Return the days, in order, after which no day began that lies more than `BACK` before them."""
    found, earlier, latest = [], deque(begun), 0
    for day, first in begun:
        while earlier[0][0] < day - BACK:
            latest = max(latest, earlier.popleft()[1])
        if latest < first:
            found.append(day)
    return found
