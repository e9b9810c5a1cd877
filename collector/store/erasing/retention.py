"""How long single acts are kept. The sums stay for good: what was done when is then known by the day only.

The acts go without being taken out of the sums. From then on the sums before the horizon are all there is:
nothing can be counted again, so nothing is. A browser that sends such an act again is told that it is there;
one that had never sent it, that was off for months, is believed: it is counted, and goes with the next round.

When nobody is there to be asked, what day it is has to be borne out by the log: a clock may be wrong.
"""

import datetime
import json
import sqlite3
from collections.abc import Callable
from typing import Any

from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.store.acts.selection import Selection
from pointeuse.collector.store.engine.progress import Progress
from pointeuse.collector.store.engine.ranges import Range
from pointeuse.collector.store.erasing.copies import empty_log
from pointeuse.collector.store.erasing.erase import choose_acts, delete, note_seqs, refresh_rules, stale_rules
from pointeuse.collector.store.erasing.witness import witnessed_day
from pointeuse.collector.store.sums.horizon import horizon_of, set_horizon
from pointeuse.collector.store.sums.rollups import LOCAL_DAY

NAME = "keep_months"
EPOCH = datetime.date(1970, 1, 1)
Do = Callable[..., Any]
"""Calls a function with the writing connection, in a transaction unless it is told `bare`."""


def keep_months(conn: sqlite3.Connection) -> int | None:
    """Return for how many whole months before the present one single acts are kept; None for all."""
    row = conn.execute("SELECT value FROM preference WHERE name=?", (NAME,)).fetchone()
    return json.loads(row[0]) if row else None


def set_keep_months(conn: sqlite3.Connection, months: int | None) -> None:
    """Keep the choice, None or 1 to 120. Nothing is deleted before the next round."""
    conn.execute(
        "INSERT INTO preference(name, value) VALUES (?,?)"
        " ON CONFLICT(name) DO UPDATE SET value=excluded.value",
        (NAME, json.dumps(months)),
    )


def first_kept(months: int | None, today: datetime.date) -> int:
    """Return the first local day whose acts are kept: the first of a month; 0 where all are kept."""
    if months is None:
        return 0
    month = today.year * 12 + today.month - 1 - months
    return (datetime.date(month // 12, month % 12 + 1, 1) - EPOCH).days


def count_before(conn: sqlite3.Connection, day: int) -> int:
    """Return how many single acts lie before the day."""
    return Selection(last_day=day - 1).count(conn) if day else 0


def tend(
    do: Do,
    today: datetime.date,
    is_ending: Callable[[], bool] = lambda: False,
    asked: Progress | None = None,
) -> int:
    """Delete the single acts that are older than the choice, and return how many. For a thread.

    `asked` is told how far it is for a person who has just agreed to it, knowing the day. The program may be
    ending: what is left then goes the next time.
    """
    places, count = do(lambda conn: _begin(conn, today, asked is not None)), 0
    progress = asked or Progress()
    progress.begin(places)
    while places and not is_ending():
        some, places = do(lambda conn, left=places: _step(conn, left))
        count += some
        progress.left(places)
    if count:
        do(_finish)
        do(empty_log, bare=True)
    return count


def _begin(conn: sqlite3.Connection, today: datetime.date, is_asked: bool) -> list[Range]:
    """Set the horizon first: from then on nobody counts those days again. It never goes back."""
    if not is_asked:
        today = EPOCH + datetime.timedelta(days=witnessed_day(conn, (today - EPOCH).days))
    day = max(horizon_of(conn), first_kept(keep_months(conn), today))
    if day > horizon_of(conn):
        set_horizon(conn, day)
    return Selection(last_day=day - 1).places(conn) if day else []


def _step(conn: sqlite3.Connection, places: list[Range]) -> tuple[int, list[Range]]:
    left = choose_acts(conn, f"{LOCAL_DAY} < {horizon_of(conn)}", places)
    note_seqs(conn)
    # Of the time of a rule's last act the day is left, like of everything else.
    conn.execute(
        f"INSERT INTO retired SELECT rule, count(*), max({LOCAL_DAY}) * {DAY_MS}"
        " FROM act JOIN to_erase USING (id) GROUP BY rule ON CONFLICT DO UPDATE SET"
        " acts = acts + excluded.acts, last_at = max(last_at, excluded.last_at)"
    )
    stale = stale_rules(conn)
    count = delete(conn)
    refresh_rules(conn, stale)
    return count, left


def _finish(conn: sqlite3.Connection) -> None:
    conn.execute(
        "DELETE FROM day_span WHERE day < ? AND NOT EXISTS"
        f" (SELECT 1 FROM act WHERE id BETWEEN first AND last AND {LOCAL_DAY} = day)",
        (horizon_of(conn),),
    )
