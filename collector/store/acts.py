"""Putting a batch into the database: one verdict for each act, never guessed from an error."""

import sqlite3
from dataclasses import dataclass

from msgspec import UNSET, Struct

from ..acts import Act, Batch, Rejection
from . import names as naming
from .names import Device, Names
from .ranges import Range, join, ranges_of

# Rows of one statement. Few enough sizes that each stays prepared, and any number is a handful of them.
SIZES = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
MOST_REFUSALS = 10_000

_STATEMENTS = {
    size: "INSERT INTO act(device, seq, rule, at, offset_min, ms, n) VALUES "
    + ",".join(["(?,?,?,?,?,?,?)"] * size)
    + " ON CONFLICT(device, seq) DO NOTHING"
    for size in SIZES
}
_COLUMNS = 7


class Verdicts(Struct, frozen=True):
    """What became of a batch: inclusive ranges of seq, and the rejected acts one by one."""

    schema: int
    stored: list[Range]
    duplicate: list[Range]
    conflict: list[Range]
    rejected: list[Rejection]


@dataclass(frozen=True)
class Stored:
    """A row of `act` as it is compared: `content` is (rule, at, offset_min, ms, n)."""

    id: int
    content: tuple[int, ...]
    detail: dict[int, int]


def last_id(conn: sqlite3.Connection) -> int:
    """Return the id of the newest act; those that this transaction adds lie above it."""
    return conn.execute("SELECT coalesce(max(id), 0) FROM act").fetchone()[0]


def insert(conn: sqlite3.Connection, names: Names, batch: Batch) -> Verdicts:
    """Store the acts that are new, compare the others with what is stored, and say which were which."""
    device = names.device(conn, batch.device)
    acts, forgotten = _without_forgotten(conn, device, batch.acts)
    before = last_id(conn)
    rules = [names.rules.get(key) or names.rule(conn, *key) for key in map(_rule_key, acts)]
    if _insert_rows(conn, device.id, acts, rules) == len(acts):
        stored, duplicate, conflict = acts, [], []
        _insert_details(conn, names, device, [act for act in acts if act.detail is not UNSET])
    else:
        stored, duplicate, conflict = _compare(
            conn, names, device, list(zip(acts, rules, strict=True)), before
        )
    _note_seen(conn, device, batch)
    _note_refusals(conn, device, batch)
    return Verdicts(
        schema=1,
        stored=_ranges(stored),
        duplicate=_ranges(duplicate + forgotten),
        conflict=_ranges(conflict),
        rejected=batch.rejected,
    )


def _ranges(acts: list[Act]) -> list[Range]:
    return ranges_of([act.seq for act in acts])


def _rule_key(act: Act) -> tuple[str, str, str]:
    return act.kind, act.platform, act.rule


def _insert_rows(conn: sqlite3.Connection, device: int, acts: list[Act], rules: list[int]) -> int:
    """Return how many rows were new."""
    values = [
        value
        for act, rule in zip(acts, rules, strict=True)
        for value in (device, act.seq, rule, act.at, act.offset_min, act.ms, act.n)
    ]
    new, start = 0, 0
    for size in SIZES:
        while len(values) - start >= size * _COLUMNS:
            part = values[start : start + size * _COLUMNS]
            new += conn.execute(_STATEMENTS[size], part).rowcount
            start += size * _COLUMNS
    return new


def _insert_details(conn: sqlite3.Connection, names: Names, device: Device, acts: list[Act]) -> None:
    for act in acts:
        id_ = conn.execute("SELECT id FROM act WHERE device=? AND seq=?", (device.id, act.seq)).fetchone()[0]
        rows = [(id_, field, value) for field, value in _detail(conn, names, act).items()]
        conn.executemany("INSERT INTO act_detail(act, field, value) VALUES (?,?,?)", rows)


def _detail(conn: sqlite3.Connection, names: Names, act: Act) -> dict[int, int]:
    """Return the detail as ids and integers; a member of a closed list becomes its place in the list."""
    if act.detail is UNSET:
        return {}
    kind = names.catalogue.kinds.get(act.kind)
    return {
        names.field(conn, name): kind.detail[name].index(value) if isinstance(value, str) else value
        for name, value in act.detail.items()
    }


def _compare(
    conn: sqlite3.Connection, names: Names, device: Device, pairs: list[tuple[Act, int]], before: int
) -> tuple[list[Act], list[Act], list[Act]]:
    rows = _stored_rows(conn, device.id, [act.seq for act, _ in pairs])
    stored, others, taken = [], [], set()
    for act, rule in pairs:
        if rows[act.seq].id > before and act.seq not in taken:
            taken.add(act.seq)
            stored.append(act)
        else:
            others.append((act, rule))
    _insert_details(conn, names, device, [act for act in stored if act.detail is not UNSET])
    rows = _stored_rows(conn, device.id, [act.seq for act, _ in others])
    equal = [_is_equal(conn, names, rows[act.seq], act, rule) for act, rule in others]
    duplicate = [act for (act, _), same in zip(others, equal, strict=True) if same]
    conflict = [act for (act, _), same in zip(others, equal, strict=True) if not same]
    return stored, duplicate, conflict


def _is_equal(conn: sqlite3.Connection, names: Names, row: Stored, act: Act, rule: int) -> bool:
    content = (rule, act.at, act.offset_min, act.ms, act.n)
    return row.content == content and row.detail == _detail(conn, names, act)


def _stored_rows(conn: sqlite3.Connection, device: int, seqs: list[int]) -> dict[int, Stored]:
    """Return what is stored under the seqs, in ranges rather than one by one: a resent batch is dense."""
    rows: dict[int, Stored] = {}
    for first, last in ranges_of(seqs):
        where = (device, first, last)
        details: dict[int, dict[int, int]] = {}
        for act, field, value in conn.execute(_DETAILS, where):
            details.setdefault(act, {})[field] = value
        for id_, seq, *content in conn.execute(_ROWS, where):
            rows[seq] = Stored(id_, tuple(content), details.get(id_, {}))
    return rows


_ROWS = "SELECT id, seq, rule, at, offset_min, ms, n FROM act WHERE device=? AND seq BETWEEN ? AND ?"
_DETAILS = (
    "SELECT d.act, d.field, d.value FROM act a JOIN act_detail d ON d.act = a.id"
    " WHERE a.device=? AND a.seq BETWEEN ? AND ?"
)


def _without_forgotten(
    conn: sqlite3.Connection, device: Device, acts: list[Act]
) -> tuple[list[Act], list[Act]]:
    """Split off the acts that the person has had forgotten and that are sent again all the same."""
    if not any(act.seq <= device.forgotten_through for act in acts):
        return acts, []
    windows = conn.execute("SELECT since, through_seq FROM forgotten WHERE device=?", (device.id,)).fetchall()
    gone = [
        any(act.seq <= through and act.at + act.ms >= since for since, through in windows) for act in acts
    ]
    kept = [act for act, is_gone in zip(acts, gone, strict=True) if not is_gone]
    return kept, [act for act, is_gone in zip(acts, gone, strict=True) if is_gone]


def _note_seen(conn: sqlite3.Connection, device: Device, batch: Batch) -> None:
    seqs = [act.seq for act in batch.acts] + [row.seq for row in batch.rejected if row.seq is not None]
    if seqs:
        naming.save_seen(conn, device, join(device.seen, ranges_of(seqs)))


def _note_refusals(conn: sqlite3.Connection, device: Device, batch: Batch) -> None:
    if batch.rejected:
        rows = [(batch.received_at, row.code, device.id) for row in batch.rejected]
        conn.executemany("INSERT INTO refusal(at, code, device) VALUES (?,?,?)", rows)
        conn.execute("DELETE FROM refusal WHERE id <= (SELECT max(id) FROM refusal) - ?", (MOST_REFUSALS,))
