"""How much of the attention was counted twice: the same moment by two devices, or by one and by hand.

Nothing of it is kept with the acts: it is worked out when somebody asks, a week at a time, and remembered for
as long as the days around that week hold what they did.
"""

import math
import sqlite3
import time
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pointeuse.collector.catalogue import ATTENTION
from pointeuse.collector.store.acts.selection import FAR
from pointeuse.collector.store.sums.horizon import horizon_of
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import DAY_MS, Period

WEEK = 7
# An act lasts a day at most, and its local day may begin a day before that of UTC, or after it.
BEFORE, AFTER = 2, 1
MOST_REMEMBERED = 4_000


class Twice(Struct, frozen=True):
    """`ms` that are more than a person's own: each second with attention on k devices is in it k - 1 times.

    `since` is the first local day that could be looked at, None where that is the whole period: of the days
    before it no single act is kept.
    """

    ms: int
    since: int | None = None


class Piece(Struct, frozen=True):
    """The days of UTC from `start` up to but without `end`, and what is looked at of the acts in them."""

    start: int
    end: int
    first: int
    last: int
    platforms: frozenset[str] | None

    def local_days(self) -> range:
        """Return the local days that an act which touches this piece may be of."""
        return range(max(self.start - BEFORE, self.first), min(self.end - 1 + AFTER, self.last) + 1)


Known = dict[Piece, tuple[list, int]]
"""What was worked out: of each piece what its days held, and the milliseconds."""


def twice(
    conn: sqlite3.Connection,
    period: Period,
    taken: Filter = EVERYTHING,
    known: Known | None = None,
    seconds: float = math.inf,
) -> Twice | None:
    """Return what was counted twice in the period; None when the seconds were not enough.

    `known` then holds what was worked out so far, and the next call goes on from there.
    """
    if not (taken.kinds is None or ATTENTION in taken.kinds) or not has_several_devices(conn):
        return Twice(0)
    known = {} if known is None else known
    if len(known) > MOST_REMEMBERED:
        known.clear()
    held, end, total = _held(conn, period), time.monotonic() + seconds, 0
    for piece in pieces(period, taken.platforms):
        now = [held.get(day) for day in piece.local_days()]
        if known.get(piece, (None,))[0] != now:
            known[piece] = now, counted_twice(_chunks(conn, piece)) if any(now) else 0
            if time.monotonic() > end:
                return None
        total += known[piece][1]
    horizon = horizon_of(conn)
    return Twice(total, horizon if min(held, default=horizon) < horizon else None)


def has_several_devices(conn: sqlite3.Connection) -> bool:
    """Say whether the acts of the log are of more than one device."""
    kept = "SELECT 1 FROM device WHERE EXISTS (SELECT 1 FROM act WHERE act.device = device.id) LIMIT 2"
    return len(conn.execute(kept).fetchall()) > 1


def pieces(period: Period, platforms: frozenset[str] | None) -> Iterator[Piece]:
    """Yield what a period is looked at in: whole weeks of UTC, and around them what is the period's own.

    What touches a whole week lies in the period, whichever that is, so its sum serves every period.
    """
    start, end = period.first - AFTER, period.last + BEFORE + 1
    inner = range(-(-(period.first + BEFORE) // WEEK) * WEEK, period.last - AFTER - WEEK + 2, WEEK)
    if not inner:
        yield Piece(start, end, period.first, period.last, platforms)
        return
    yield Piece(start, inner[0], period.first, period.last, platforms)
    for begin in inner:
        yield Piece(begin, begin + WEEK, -FAR, FAR, platforms)
    yield Piece(inner[-1] + WEEK, end, period.first, period.last, platforms)


def counted_twice(chunks: Iterable[tuple[int, int, int]]) -> int:
    """Return for how long more than one device attended, a device too many once.

    Chunks are (device, from, until), sorted by `from`. What a device itself has twice, its clock having been
    set back, is not meant.
    """
    total = reached = 0
    own: dict[int, int] = {}
    for device, since, until in chunks:
        mine = own.get(device, 0)
        total += max(0, min(until, reached) - since) - max(0, min(until, mine) - since)
        own[device], reached = max(mine, until), max(reached, until)
    return total


def _chunks(conn: sqlite3.Connection, piece: Piece) -> list[tuple[int, int, int]]:
    """Return the attention that touches a piece, cut at its ends, sorted by when it begins."""
    start, end, days = piece.start * DAY_MS, piece.end * DAY_MS, piece.local_days()
    low, high = conn.execute(_SPAN, (days[0], days[-1])).fetchone() if days else (None, None)
    if low is None:
        return []
    rules = [row for row in conn.execute(_RULES) if piece.platforms is None or row[1] in piece.platforms]
    query = _CHUNKS.format(rules=",".join(str(rule) for rule, _ in rules))
    found = conn.execute(query, (low, high, end, start, piece.first, piece.last))
    return sorted(((device, max(at, start), min(at + ms, end)) for device, at, ms in found), key=_begins)


def _begins(chunk: tuple[int, int, int]) -> int:
    return chunk[1]


def _held(conn: sqlite3.Connection, period: Period) -> dict[int, tuple]:
    """Return of each day with attention what changes with its acts: how many, how long, and their span."""
    return {day: held for day, *held in conn.execute(_HELD, (period.first, period.last))}


_RULES = f"""
SELECT rule.id, platform.name FROM rule JOIN platform ON platform.id = rule.platform
WHERE rule.kind IN (SELECT id FROM kind WHERE name = '{ATTENTION}')
"""
_SPAN = "SELECT min(first), max(last) FROM day_span WHERE day BETWEEN ? AND ?"
_CHUNKS = """
SELECT device, at, ms FROM act WHERE id BETWEEN ? AND ? AND rule IN ({rules}) AND at < ? AND at + ms > ?
AND (at + offset_min * 60000) / 86400000 BETWEEN ? AND ?
"""
_HELD = f"""
SELECT found.day, acts, ms, first, last FROM (
  SELECT day, sum(acts) AS acts, sum(ms) AS ms FROM day_rollup WHERE day BETWEEN ? AND ?
  AND kind IN (SELECT id FROM kind WHERE name = '{ATTENTION}') GROUP BY day
) AS found LEFT JOIN day_span ON day_span.day = found.day
"""
