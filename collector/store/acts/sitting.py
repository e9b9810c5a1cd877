"""The sitting that goes on now: chunks of attention to one platform, in one browser, one after the other."""

import sqlite3

from msgspec import Struct
from msgspec.structs import replace

from pointeuse.collector.catalogue import TIME_KINDS

# How far apart two chunks of one sitting may lie.
GAP_MS = 90_000
# When nothing came for so long, there is no sitting.
SILENCE_MS = 120_000
# What the browser cuts attention into: a shorter chunk was the last one.
CHUNK_MS = 60_000
# Acts looked through: those that came last, for the newest chunk; those of its browser, for what came before.
RECENT_ACTS = 500
MOST_ACTS = 2_000

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(TIME_KINDS))
# Read in this order: the acts are a few, found by their key.
_CHUNKS = f"""
FROM act CROSS JOIN rule ON rule.id = act.rule CROSS JOIN kind ON kind.id = rule.kind
CROSS JOIN platform ON platform.id = rule.platform WHERE kind.name IN ({_KINDS})
"""
_NEWEST = f"""
SELECT act.device, act.seq {_CHUNKS}
AND act.id > (SELECT max(id) FROM act) - {RECENT_ACTS} ORDER BY act.at + act.ms DESC LIMIT 1
"""
_BACK_FROM = f"""
SELECT platform.name, act.at, act.ms, act.n {_CHUNKS}
AND act.device = ? AND act.seq <= ? AND act.seq > ? - {MOST_ACTS} ORDER BY act.seq DESC
"""


class Sitting(Struct, frozen=True):
    """`ms` of attention up to `through` (UTC ms); it does not go on when its last chunk was cut short."""

    platform: str
    ms: int
    through: int
    goes_on: bool


def running_sitting(conn: sqlite3.Connection, now: int) -> Sitting | None:
    """Return the sitting of the newest attention, None when that ended long before `now` (UTC ms)."""
    newest = conn.execute(_NEWEST).fetchone()
    if newest is None:
        return None
    device, seq = newest
    chunks = conn.execute(_BACK_FROM, (device, seq, seq))
    platform, begun, ms, n = next(chunks)
    sitting = Sitting(platform, ms, begun + ms, ms >= CHUNK_MS * n)
    if not now - SILENCE_MS < sitting.through:
        return None
    for earlier, at, ms, _ in chunks:
        if earlier != platform or begun - (at + ms) > GAP_MS:
            break
        begun, sitting = at, replace(sitting, ms=sitting.ms + ms)
    return sitting
