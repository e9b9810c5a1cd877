"""What is remembered of acts that are gone, so that a browser that sends them again does not bring them back.

forgotten  a device, a seq and a time: what a browser asked to forget
gone       seqs of a device: what was struck, erased by name, or of which only the sums are kept
erased     a stretch of time or of days of every browser, and when it was erased: what a browser had recorded
           by then and sends later is of it too
erased_through  the second witness, since a clock may be wrong: the last seq that a browser had recorded then

Nothing here says what was done, nor where. An act added by hand is never looked up: the person wants it.
"""

import sqlite3
from collections.abc import Callable
from itertools import takewhile
from typing import TypeVar

from pointeuse.collector.acts import Act
from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.store.acts.names import Device
from pointeuse.collector.store.engine.ranges import Range, join

Row = TypeVar("Row", bound=tuple)
"""Whatever begins with an act."""

Test = Callable[[Act], bool]
TABLES = ("forgotten", "gone", "erased", "erased_through")
SKEW_MS = 5_000  # that a clock is put right by while the person waits


def split(conn: sqlite3.Connection, device: Device, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows that may be stored, and those that are gone for good."""
    tests = [*_by_seq(conn, device, rows), *_by_time(conn, device)] if rows else []
    if not tests:
        return rows, []
    kept: list[Row] = []
    gone: list[Row] = []
    for row in rows:
        (gone if any(test(row[0]) for test in tests) else kept).append(row)
    return kept, gone


def note_seqs(conn: sqlite3.Connection, device: int, seqs: list[Range]) -> None:
    """Remember seqs of a device, by its id. Inside the caller's transaction."""
    if seqs:
        # Those that touch what is there become one row with it: a whole history is a handful of rows.
        held = _held(conn, device, seqs[0][0] - 1, seqs[-1][1] + 1)
        _replace(conn, device, held, join(held, seqs))
        _look_through(conn, device, seqs[-1][1])


def drop_seqs(conn: sqlite3.Connection, device: int, seqs: list[int]) -> None:
    """Remember those seqs of a device no longer. Inside the caller's transaction."""
    for seq in seqs:
        for first, last in _held(conn, device, seq, seq):
            _replace(conn, device, [(first, last)], [(first, seq - 1), (seq + 1, last)])


def note_stretch(conn: sqlite3.Connection, first_day: int, last_day: int, since: int, until: int) -> None:
    """Remember local days, of which what ended at `since` and began by `until` (UTC ms) is gone."""
    conn.execute(
        "INSERT INTO erased(first_day, last_day, since, until) VALUES (?,?,?,?)",
        (first_day, last_day, since, until),
    )


def last_stretch(conn: sqlite3.Connection) -> int:
    """Return the number of the stretch that was remembered last; 0 for none."""
    return conn.execute("SELECT coalesce(max(id), 0) FROM erased").fetchone()[0]


def is_asked(conn: sqlite3.Connection, device: str) -> bool:
    """Say whether the device has yet to tell how far it had recorded when something was erased."""
    return conn.execute(f"SELECT 1 FROM erased WHERE {_UNTOLD} LIMIT 1", (device,)).fetchone() is not None


def note_last_seq(conn: sqlite3.Connection, device: str, last_seq: int | None, now: int) -> None:
    """Remember how far a device had recorded, `now` (UTC ms) at most, when something was erased.

    A stretch that ends in the future was erased by a wrong clock: then nothing is certain but what had come.
    """
    if not is_asked(conn, device):
        return
    conn.execute("INSERT INTO device(name) VALUES (?) ON CONFLICT DO NOTHING", (device,))
    arrived = conn.execute(_ARRIVED, (device,)).fetchone()[0]
    told = arrived if last_seq is None else max(arrived, last_seq)
    conn.execute(
        "INSERT INTO erased_through(erased, device, through_seq)"
        " SELECT id, (SELECT id FROM device WHERE name = ?2), iif(until > ?3, ?4, ?5)"
        f" FROM erased WHERE {_UNTOLD}",
        (device, device, now + SKEW_MS, arrived, told),
    )


def note_forgotten(conn: sqlite3.Connection, device: int, since: int, through_seq: int) -> None:
    """Remember what a browser asked to forget: up to a seq, what ended at `since` (UTC ms) or later."""
    conn.execute(
        "INSERT INTO forgotten(device, since, through_seq) VALUES (?,?,?)", (device, since, through_seq)
    )
    _look_through(conn, device, through_seq)


def carry(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Make the target remember what the source does, and nothing else. In the target's transaction."""
    for table in TABLES:
        target.execute(f"DELETE FROM {table}")
    target.execute("UPDATE device SET forgotten_through = 0")
    ids = {}
    for id_, name, through in source.execute("SELECT id, name, forgotten_through FROM device").fetchall():
        target.execute("INSERT INTO device(name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
        target.execute("UPDATE device SET forgotten_through = ? WHERE name=?", (through, name))
        ids[id_] = target.execute("SELECT id FROM device WHERE name=?", (name,)).fetchone()[0]
    for table, columns in _OF_DEVICES.items():
        rows = [(ids[id_], *rest) for id_, *rest in source.execute(f"SELECT {columns} FROM {table}")]
        target.executemany(f"INSERT INTO {table}({columns}) VALUES (?,?,?)", rows)
    target.executemany("INSERT INTO erased VALUES (?,?,?,?,?)", source.execute("SELECT * FROM erased"))


def differs(source: sqlite3.Connection, target: sqlite3.Connection) -> bool:
    """Say whether the two remember something else."""
    return any(list(source.execute(query)) != list(target.execute(query)) for query in _CONTENT)


def _by_seq(conn: sqlite3.Connection, device: Device, rows: list[Row]) -> list[Test]:
    """Return tests for what is remembered of the device; none when all the rows are newer than that."""
    first = min(row[0].seq for row in rows)
    if first > device.forgotten_through:
        return []
    last = max(row[0].seq for row in rows)
    held = _held(conn, device.id, first, last)
    windows = conn.execute("SELECT since, through_seq FROM forgotten WHERE device=?", (device.id,)).fetchall()
    return [
        lambda act: any(low <= act.seq <= high for low, high in held),
        lambda act: any(act.seq <= through and act.at + act.ms >= since for since, through in windows),
    ]


def _by_time(conn: sqlite3.Connection, device: Device) -> list[Test]:
    stretches = conn.execute(_STRETCHES, (device.id,)).fetchall()
    if not stretches:
        return []
    return [lambda act: any(_is_of(act, *stretch) for stretch in stretches)]


def _is_of(act: Act, first_day: int, last_day: int, since: int, until: int, through: int | None) -> bool:
    day = (act.at + act.offset_min * 60_000) // DAY_MS
    had_recorded = act.at <= until and (through is None or act.seq <= through)
    return had_recorded and act.at + act.ms >= since and first_day <= day <= last_day


def _held(conn: sqlite3.Connection, device: int, low: int, high: int) -> list[Range]:
    """Return the ranges of the device that reach into `low` to `high`, both included."""
    rows = conn.execute(
        "SELECT first, last FROM gone WHERE device=? AND first<=? ORDER BY first DESC", (device, high)
    )
    # They lie apart, so that they end in the order in which they begin.
    return list(takewhile(lambda range_: range_[1] >= low, rows))


def _look_through(conn: sqlite3.Connection, device: int, seq: int) -> None:
    """What a device sends beyond its highest seq that is remembered need not be looked up."""
    conn.execute("UPDATE device SET forgotten_through = max(forgotten_through, ?) WHERE id=?", (seq, device))


def _replace(conn: sqlite3.Connection, device: int, old: list[Range], new: list[Range]) -> None:
    conn.executemany("DELETE FROM gone WHERE device=? AND first=?", [(device, first) for first, _ in old])
    rows = [(device, first, last) for first, last in new if first <= last]
    conn.executemany("INSERT INTO gone(device, first, last) VALUES (?,?,?)", rows)


_UNTOLD = "id NOT IN (SELECT erased FROM erased_through t JOIN device d ON d.id = t.device WHERE d.name = ?1)"
_ARRIVED = """
SELECT max(coalesce(max(high_seq), 0), coalesce(max(last), 0))
  FROM device LEFT JOIN island ON island.device = device.id WHERE name = ?
"""
_STRETCHES = (
    "SELECT first_day, last_day, since, until, through_seq"
    " FROM erased LEFT JOIN erased_through ON erased = id AND device = ?"
)
_OF_DEVICES = {
    "forgotten": "device, since, through_seq",
    "gone": "device, first, last",
    "erased_through": "device, erased, through_seq",
}
_CONTENT = (
    "SELECT name, forgotten_through FROM device WHERE forgotten_through > 0 ORDER BY name",
    "SELECT d.name, since, through_seq FROM forgotten f JOIN device d ON d.id = f.device ORDER BY f.id",
    "SELECT d.name, first, last FROM gone g JOIN device d ON d.id = g.device ORDER BY 1, 2",
    "SELECT first_day, last_day, since, until FROM erased ORDER BY id",
    "SELECT erased, d.name, through_seq FROM erased_through t JOIN device d ON d.id = t.device ORDER BY 1, 2",
)
