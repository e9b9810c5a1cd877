"""Putting a batch into the database: one verdict for each act, never guessed from an error."""

import sqlite3
from collections.abc import Iterable

from msgspec import UNSET, Struct

from pointeuse.collector.acts import Act, Batch, Rejection
from pointeuse.collector.store.acts import names as naming
from pointeuse.collector.store.acts.contents import content_of, detail_of, stored_acts, stored_details
from pointeuse.collector.store.acts.names import Device, Names
from pointeuse.collector.store.acts.remembered import split
from pointeuse.collector.store.engine.ranges import Range, is_among, join, ranges_of
from pointeuse.collector.store.sums.adding import Sums

# Rows of one statement. Few enough sizes that each stays prepared, and any number is a handful of them.
SIZES = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
MOST_REFUSALS = 10_000

_STATEMENTS = {
    size: "INSERT INTO act(device, seq, rule, at, offset_min, ms, n) VALUES "
    + ",".join(["(?1,?,?,?,?,?,?)"] * size)
    + " ON CONFLICT(device, seq) DO NOTHING"
    for size in SIZES
}
_COLUMNS = 6  # the device is the first value of a statement, not of each row


Rows = list[tuple[Act, int]]
"""Acts with the ids of their rules."""

Named = list[tuple[Act, tuple[str, str, str]]]
"""Acts with (kind, platform, rule)."""


class Verdicts(Struct, frozen=True):
    """What became of a batch: inclusive ranges of seq, and the rejected acts one by one."""

    schema: int
    stored: list[Range]
    duplicate: list[Range]
    conflict: list[Range]
    rejected: list[Rejection]


def insert(conn: sqlite3.Connection, names: Names, batch: Batch, sums: Sums) -> Verdicts:
    """Store the acts that are new, compare the others with what is stored, and say which were which.

    What was stored is added to `sums`, for the caller to write in the same transaction.
    """
    device = names.device(conn, batch.device)
    # The names of what is gone are not looked up: that would write them down again.
    wanted, gone = split(conn, device, list(zip(batch.acts, batch.rules, strict=True)))
    stored, duplicate, conflict = put(conn, names, device, ruled(conn, names, wanted), sums)
    verdicts = Verdicts(1, _ranges(stored), _ranges([*duplicate, *gone]), _ranges(conflict), batch.rejected)
    _note_refusals(conn, device, batch)
    _note_seen(conn, device, verdicts)
    return verdicts


def put(
    conn: sqlite3.Connection, names: Names, device: Device, rows: Rows, sums: Sums
) -> tuple[Rows, Rows, Rows]:
    """Store the rows that are new; return them, those that were there, and those that differ from what was.

    What was stored is added to `sums`. Nothing is asked of what the person has had erased.
    """
    before = _last_id(conn)
    stored, duplicate, conflict = rows, Rows(), Rows()
    if _insert_rows(conn, device.id, rows) == len(rows):
        _insert_details(conn, names, device, rows)
    else:
        stored, duplicate, conflict = _compare(conn, names, device, rows, before)
    sums.add(stored, before + 1)  # ids are given in turn, so those of the new rows follow each other
    return stored, duplicate, conflict


def _last_id(conn: sqlite3.Connection) -> int:
    return conn.execute("SELECT coalesce(max(id), 0) FROM act").fetchone()[0]


def ruled(conn: sqlite3.Connection, names: Names, rows: Named) -> Rows:
    """Return the acts with the ids of their rules instead of (kind, platform, rule)."""
    return [(act, names.rules.get(rule) or names.rule(conn, *rule)) for act, rule in rows]


def _ranges(rows: Iterable[tuple[Act, object]]) -> list[Range]:
    return ranges_of([act.seq for act, _ in rows])


def _insert_rows(conn: sqlite3.Connection, device: int, rows: Rows) -> int:
    """Return how many rows were new."""
    values = [value for act, rule in rows for value in (act.seq, rule, act.at, act.offset_min, act.ms, act.n)]
    new, start = 0, 0
    for size in SIZES:
        while len(values) - start >= size * _COLUMNS:
            part = values[start : start + size * _COLUMNS]
            new += conn.execute(_STATEMENTS[size], [device, *part]).rowcount
            start += size * _COLUMNS
    return new


def _insert_details(conn: sqlite3.Connection, names: Names, device: Device, rows: Rows) -> None:
    for act in [act for act, _ in rows if act.detail is not UNSET]:
        id_ = conn.execute("SELECT id FROM act WHERE device=? AND seq=?", (device.id, act.seq)).fetchone()[0]
        details = [(id_, field, value) for field, value in detail_of(conn, names, act).items()]
        conn.executemany("INSERT INTO act_detail(act, field, value) VALUES (?,?,?)", details)


def _compare(
    conn: sqlite3.Connection, names: Names, device: Device, rows: Rows, before: int
) -> tuple[Rows, Rows, Rows]:
    held = stored_acts(conn, device.id, _ranges(rows))
    stored, others, taken = Rows(), Rows(), set()
    for act, rule in rows:
        is_new = held[act.seq][0] > before and act.seq not in taken
        taken.add(act.seq)
        (stored if is_new else others).append((act, rule))
    _insert_details(conn, names, device, stored)
    details = stored_details(conn, device.id, _ranges(others))
    duplicate, conflict = Rows(), Rows()
    for act, rule in others:
        id_, *content = held[act.seq]
        same = content == content_of(act, rule) and details.get(id_, {}) == detail_of(conn, names, act)
        (duplicate if same else conflict).append((act, rule))
    return stored, duplicate, conflict


def _note_seen(conn: sqlite3.Connection, device: Device, verdicts: Verdicts) -> None:
    rejected = ranges_of([row.seq for row in verdicts.rejected if row.seq is not None])
    seen = join(device.seen, verdicts.stored, verdicts.duplicate, verdicts.conflict, rejected)
    if seen:
        naming.save_seen(conn, device, seen)


def _note_refusals(conn: sqlite3.Connection, device: Device, batch: Batch) -> None:
    """Count what is refused once, however often it comes; what has no seq is of no browser of ours."""
    fresh = [row for row in batch.rejected if row.seq and not is_among(device.seen, row.seq)]
    if fresh:
        rows = [(batch.received_at, row.code, device.id) for row in fresh]
        conn.executemany("INSERT INTO refusal(at, code, device) VALUES (?,?,?)", rows)
        conn.execute("DELETE FROM refusal WHERE id <= (SELECT max(id) FROM refusal) - ?", (MOST_REFUSALS,))
