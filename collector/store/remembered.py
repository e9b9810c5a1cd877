"""What is remembered of acts that are gone, so that a browser that sends them again does not bring them back.

forgotten  a device, a seq and a time: what a browser asked to forget
gone       seqs of a device: what was struck, erased by name, or of which only the sums are kept
erased     a stretch of time or of days of every browser, and when it was erased: what a browser had recorded
           by then and sends later is of it too

Nothing here says what was done, nor where. An act added by hand is never looked up: the person wants it.
"""

import sqlite3
from collections.abc import Callable
from itertools import takewhile
from typing import TypeVar

from ..acts import Act
from ..acts.shapes import DAY_MS
from .names import Device
from .ranges import Range, join

Row = TypeVar("Row", bound=tuple)
"""Whatever begins with an act."""

Test = Callable[[Act], bool]
TABLES = ("forgotten", "gone", "erased")


def split(conn: sqlite3.Connection, device: Device, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows that may be stored, and those that are gone for good."""
    tests = [*_by_seq(conn, device, rows), *_by_time(conn)] if rows else []
    if not tests:
        return rows, []
    kept, gone = [], []
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
    for table, columns in (("forgotten", "device, since, through_seq"), ("gone", "device, first, last")):
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


def _by_time(conn: sqlite3.Connection) -> list[Test]:
    stretches = conn.execute("SELECT first_day, last_day, since, until FROM erased").fetchall()
    if not stretches:
        return []
    return [lambda act: any(_is_of(act, *stretch) for stretch in stretches)]


def _is_of(act: Act, first_day: int, last_day: int, since: int, until: int) -> bool:
    day = (act.at + act.offset_min * 60_000) // DAY_MS
    return act.at <= until and act.at + act.ms >= since and first_day <= day <= last_day


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


_CONTENT = (
    "SELECT name, forgotten_through FROM device WHERE forgotten_through > 0 ORDER BY name",
    "SELECT d.name, since, through_seq FROM forgotten f JOIN device d ON d.id = f.device ORDER BY f.id",
    "SELECT d.name, first, last FROM gone g JOIN device d ON d.id = g.device ORDER BY 1, 2",
    "SELECT first_day, last_day, since, until FROM erased ORDER BY id",
)
