"""How much of the attention was counted twice: the same moment by two devices, or by one and by hand.

Nothing of it is kept with the acts: it is worked out when somebody asks, a week at a time, and remembered for
as long as the days around that week hold what they did.
"""

import math
import sqlite3
import time

from msgspec import Struct

from pointeuse.collector.catalogue import ATTENTION
from pointeuse.collector.store.sums.horizon import horizon_of
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import Period
from pointeuse.collector.sums.sections import Reading, Section, read_on, sections

MOST_REMEMBERED = 4_000


class Twice(Struct, frozen=True):
    """`ms` that are more than a person's own: each second with attention on k devices is in it k - 1 times.

    `since` is the first local day that could be looked at, None where that is the whole period: of the days
    before it no single act is kept.
    """

    ms: int
    since: int | None = None


Remembered = dict[Section, Reading]
"""What was read and worked out so far; whoever goes on with a reading takes it out meanwhile."""


def twice(
    conn: sqlite3.Connection,
    period: Period,
    taken: Filter = EVERYTHING,
    remembered: Remembered | None = None,
    seconds: float = math.inf,
) -> Twice | None:
    """Return what was counted twice in the period; None when the seconds were not enough.

    `remembered` then holds what was read so far, and the next call goes on from there.
    """
    if not (taken.kinds is None or ATTENTION in taken.kinds):
        return Twice(0)
    end, held = time.monotonic() + seconds, _held(conn, period)
    since = _since(conn, held)
    if not _has(conn, _WITH_ACTS):
        return Twice(0, since)
    remembered = {} if remembered is None else remembered
    begun = (_begun(remembered, section, held) for section in sections(period, taken.platforms))
    readings = [reading for reading in begun if reading]
    try:
        for _ in read_on(conn, readings, _rules(conn, taken)):
            if time.monotonic() > end:
                return None
    finally:
        _keep(remembered, readings)
    return Twice(sum(reading.ms or 0 for reading in readings), since)


def _since(conn: sqlite3.Connection, held: dict[int, list]) -> int | None:
    """Return the horizon, where attention lies before it that may have been counted twice; else None."""
    horizon = horizon_of(conn)
    return horizon if min(held, default=horizon) < horizon and _has(conn, _EVER) else None


def _has(conn: sqlite3.Connection, several: str) -> bool:
    return len(conn.execute(several).fetchall()) > 1


def _begun(remembered: Remembered, section: Section, held: dict[int, list]) -> Reading | None:
    """Return what is read of a section, or a new reading; None where no single act lies around it."""
    now = [held.get(day) for day in section.local_days()]
    spans = [(first, last) for _, _, first, last in filter(None, now) if first is not None]
    if not spans:
        return None
    found = remembered.pop(section, None)  # another thread that comes meanwhile begins by itself
    if found and found.held == now:
        return found
    return Reading(section, now, min(first for first, _ in spans), max(last for _, last in spans))


def _keep(remembered: Remembered, readings: list[Reading]) -> None:
    for reading in readings:
        remembered[reading.section] = reading
    for oldest in list(remembered)[:-MOST_REMEMBERED]:
        remembered.pop(oldest, None)


def _rules(conn: sqlite3.Connection, taken: Filter) -> list[int]:
    rules = conn.execute(_RULES)
    return [rule for rule, platform in rules if taken.platforms is None or platform in taken.platforms]


def _held(conn: sqlite3.Connection, period: Period) -> dict[int, list]:
    """Return of each day with attention what changes with its acts: how many, how long, and their span."""
    return {day: held for day, *held in conn.execute(_HELD, (period.first, period.last))}


# Of a device whose acts are all gone the number of the last one is still known.
_EVER = "SELECT 1 FROM device WHERE high_seq > 0 LIMIT 2"
_WITH_ACTS = "SELECT 1 FROM device WHERE EXISTS (SELECT 1 FROM act WHERE act.device = device.id) LIMIT 2"
_RULES = f"""
SELECT rule.id, platform.name FROM rule JOIN platform ON platform.id = rule.platform
WHERE rule.kind IN (SELECT id FROM kind WHERE name = '{ATTENTION}')
"""
_HELD = f"""
SELECT found.day, acts, ms, first, last FROM (
  SELECT day, sum(acts) AS acts, sum(ms) AS ms FROM day_rollup WHERE day BETWEEN ? AND ?
  AND kind IN (SELECT id FROM kind WHERE name = '{ATTENTION}') GROUP BY day
) AS found LEFT JOIN day_span ON day_span.day = found.day
"""
