"""Acts that the person adds: seen by no rule, and kept like all others, under a device of their own."""

import secrets
import sqlite3

from pointeuse.collector.acts import Act
from pointeuse.collector.acts.shapes import CHUNK_MS
from pointeuse.collector.catalogue import TIME_KINDS, Catalogue
from pointeuse.collector.errors import Malformed
from pointeuse.collector.store.acts import batches as acts
from pointeuse.collector.store.acts.names import Names
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.adding import Sums
from pointeuse.collector.store.sums.horizon import horizon_of

RULE = "by-hand"
DEVICE = "by-hand-"
"""How the device of this log begins; the rest is chance, so that two logs can be brought together."""

MINUTE_MS = 60_000


def add(conn: sqlite3.Connection, catalogue: Catalogue, wanted: Act) -> int:
    """Store the act under the next seq, in the caller's transaction, and return its id. Raises Malformed."""
    _refuse_odd(conn, catalogue, wanted)
    names, sums = Names(catalogue), Sums()
    device = names.device(conn, device_of(conn))
    act = Act(_next_seq(conn, device.id), wanted.kind, wanted.platform, RULE, *_figures(wanted))
    rows = [(act, names.rule(conn, act.kind, act.platform, RULE))]
    acts.put(conn, names, device, rows, sums)
    rollups.add(conn, sums)
    return conn.execute("SELECT id FROM act WHERE device=? AND seq=?", (device.id, act.seq)).fetchone()[0]


def device_of(conn: sqlite3.Connection) -> str:
    """Return the device of what is added by hand to this log, made now where there was none."""
    made = DEVICE + secrets.token_urlsafe(11)[:14]
    conn.execute("INSERT INTO meta(name, value) VALUES ('by_hand', ?) ON CONFLICT DO NOTHING", (made,))
    return conn.execute("SELECT value FROM meta WHERE name='by_hand'").fetchone()[0]


def is_by_hand(device: str) -> bool:
    """Say whether the acts of the device were added by hand, to this log or to one joined with it."""
    return device.startswith(DEVICE)


def _figures(wanted: Act) -> tuple[int, int, int, int]:
    """Return at, offset_min, ms and n; time counts its minutes, as those merged by a full outbox do."""
    n = -(-wanted.ms // CHUNK_MS) if wanted.kind in TIME_KINDS else wanted.n
    return wanted.at, wanted.offset_min, wanted.ms, n


def _next_seq(conn: sqlite3.Connection, device: int) -> int:
    """Return a seq that was never used, not even by what was struck since."""
    queries = ("SELECT max(seq) FROM act WHERE device=?", "SELECT max(last) FROM gone WHERE device=?")
    return 1 + max(conn.execute(query, (device,)).fetchone()[0] or 0 for query in queries)


def _refuse_odd(conn: sqlite3.Connection, catalogue: Catalogue, wanted: Act) -> None:
    if wanted.kind not in catalogue.kinds:
        raise Malformed("There is no such kind of act; choose one of the list.", "kind")
    places = catalogue.captchas if is_captcha(wanted.kind) else catalogue.platforms
    if wanted.platform not in places:
        raise Malformed("This kind of act is not done there; choose another place of the list.", "platform")
    if wanted.kind in TIME_KINDS and wanted.ms == 0:
        raise Malformed("Say how many minutes it took.", "minutes")
    if (wanted.at + wanted.offset_min * MINUTE_MS) // 86_400_000 < horizon_of(conn):
        raise Malformed("Single acts of that day are no longer kept; choose a later day.", "horizon")


def is_captcha(kind: str) -> bool:
    """Say whether acts of the kind are done with a CAPTCHA product and not on a platform."""
    return kind.startswith("captcha.")
