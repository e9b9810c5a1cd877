"""What an act says, in the integers of the database: as it was sent, and as it is stored, to be compared.

Stored rows are read as one JSON text each time: handing rows over one by one costs more than comparing them.
"""

import sqlite3

import msgspec
from msgspec import UNSET

from pointeuse.collector.acts import Act
from pointeuse.collector.store.acts.names import Names
from pointeuse.collector.store.engine.ranges import Range


def content_of(act: Act, rule: int) -> list[int]:
    """Return [rule, at, offset_min, ms, n]."""
    return [rule, act.at, act.offset_min, act.ms, act.n]


def detail_of(conn: sqlite3.Connection, names: Names, act: Act) -> dict[int, int]:
    """Return the detail by field; a member of a closed list becomes its place in the list."""
    if act.detail is UNSET:
        return {}
    kind = names.catalogue.kinds.get(act.kind)
    members = kind.detail if kind else {}
    return {
        names.field(conn, name): members[name].index(value) if isinstance(value, str) else value
        for name, value in act.detail.items()
    }


def stored_acts(conn: sqlite3.Connection, device: int, seqs: list[Range]) -> dict[int, list[int]]:
    """Return [id, *content] of each act of the device in the ranges, by seq."""
    return {seq: row for seq, *row in _read(conn, _ACTS, device, seqs)}


def stored_details(conn: sqlite3.Connection, device: int, seqs: list[Range]) -> dict[int, dict[int, int]]:
    """Return the details of the acts in the ranges, by id and field; an act without any is not there."""
    found: dict[int, dict[int, int]] = {}
    for id_, field, value in _read(conn, _DETAILS, device, seqs):
        found.setdefault(id_, {})[field] = value
    return found


def _read(conn: sqlite3.Connection, query: str, device: int, seqs: list[Range]) -> list[list[int]]:
    texts = [conn.execute(query, (device, first, last)).fetchone()[0] for first, last in seqs]
    return [row for text in texts for row in msgspec.json.decode(text)]


_ACTS = (
    "SELECT json_group_array(json_array(seq, id, rule, at, offset_min, ms, n)) FROM act"
    " WHERE device=? AND seq BETWEEN ? AND ?"
)
_DETAILS = (
    "SELECT json_group_array(json_array(d.act, d.field, d.value))"
    " FROM act a JOIN act_detail d ON d.act = a.id WHERE a.device=? AND a.seq BETWEEN ? AND ?"
)
