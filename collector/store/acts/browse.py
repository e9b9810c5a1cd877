"""Single acts as they are read back: in the form in which they came, and where each was recorded.

Act       one stored act, its detail with the names of closed lists
page      acts of a selection, oldest first, as an export writes them
newest    the same, newest first, as a person looks through them
"""

import sqlite3
from collections.abc import Iterable, Mapping

from msgspec import Struct

from pointeuse.collector.catalogue import Kind
from pointeuse.collector.store.acts.selection import Selection
from pointeuse.collector.store.engine.ranges import Range

FIELDS = ("device", "seq", "kind", "platform", "rule", "at", "offset_min", "ms", "n")
"""Every field of an act but its detail, in the order of an export."""


class Row(Struct, frozen=True):
    """`id` is the place in the table, by arrival; `act` holds FIELDS, and `detail` where there is one."""

    id: int
    act: dict


def page(
    conn: sqlite3.Connection, selection: Selection, kinds: Mapping[str, Kind], after: int, most: int
) -> list[Row]:
    """Return up to `most` acts of the selection that arrived after the act `after`, in that order."""
    places = [(max(first, after + 1), last) for first, last in selection.places(conn) if last > after]
    return _named(conn, _walk(conn, selection, places, "ASC", most), kinds)


def page_of_columns(conn: sqlite3.Connection, selection: Selection, after: int, most: int) -> list[tuple]:
    """Return the same acts as `page`, each as (id, *FIELDS): many are read quickly, and without detail."""
    places = [(max(first, after + 1), last) for first, last in selection.places(conn) if last > after]
    return _walk(conn, selection, places, "ASC", most)


def newest(
    conn: sqlite3.Connection,
    selection: Selection,
    kinds: Mapping[str, Kind],
    before: int | None,
    most: int,
) -> list[Row]:
    """Return up to `most` acts of the selection that arrived before the act `before`, the newest first."""
    places = selection.places(conn)
    if before is not None:
        places = [(first, min(last, before - 1)) for first, last in places if first < before]
    return _named(conn, _walk(conn, selection, reversed(places), "DESC", most), kinds)


def names_in_log(conn: sqlite3.Connection, table: str) -> set[str]:
    """Return the names that `platform` or `kind` holds: those of which anything is left."""
    return {name for (name,) in conn.execute(f"SELECT name FROM {table}")}


def one(conn: sqlite3.Connection, id_: int, kinds: Mapping[str, Kind]) -> Row:
    """Return the act in this place, which must be taken."""
    return _named(conn, conn.execute(f"{_ACTS} WHERE act.id = ?", (id_,)).fetchall(), kinds)[0]


def _walk(
    conn: sqlite3.Connection, selection: Selection, places: Iterable[Range], order: str, most: int
) -> list[tuple]:
    """Read place after place until there are enough; the places are in the order asked for."""
    query = (
        f"{_ACTS} WHERE act.id BETWEEN ? AND ? AND {selection.of_acts(conn)} ORDER BY act.id {order} LIMIT ?"
    )
    rows: list[tuple] = []
    for first, last in places:
        rows += conn.execute(query, (first, last, most - len(rows))).fetchall()
        if len(rows) == most:
            break
    return rows


def _named(conn: sqlite3.Connection, rows: list[tuple], kinds: Mapping[str, Kind]) -> list[Row]:
    details = _details(conn, [row[0] for row in rows])
    found = []
    for id_, *values in rows:
        act = dict(zip(FIELDS, values, strict=True))
        if id_ in details:
            act["detail"] = _with_members(details[id_], kinds.get(act["kind"]))
        found.append(Row(id_, act))
    return found


def _details(conn: sqlite3.Connection, ids: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for start in range(0, len(ids), _MOST_IDS):
        wanted = ids[start : start + _MOST_IDS]
        for act, field, value in conn.execute(_DETAILS.format(",".join(map(str, wanted)))):
            found.setdefault(act, {})[field] = value
    return found


def _with_members(detail: dict[str, int], kind: Kind | None) -> dict[str, int | str]:
    """Give the members of closed lists their names again; they are kept as their place in the list."""
    lists = kind.detail if kind else {}
    return {name: _member(lists.get(name, ()), value) for name, value in detail.items()}


def _member(allowed: tuple, value: int) -> int | str:
    is_list = bool(allowed) and isinstance(allowed[0], str)
    return allowed[value] if is_list and 0 <= value < len(allowed) else value


_MOST_IDS = 500
_ACTS = (
    "SELECT act.id, device.name, seq, kind.name, platform.name, rule.name, at, offset_min, ms, n"
    " FROM act JOIN device ON device.id = act.device JOIN rule ON rule.id = act.rule"
    " JOIN kind ON kind.id = rule.kind JOIN platform ON platform.id = rule.platform"
)
_DETAILS = (
    "SELECT act, field.name, value FROM act_detail JOIN field ON field.id = act_detail.field"
    " WHERE act IN ({}) ORDER BY act, field.name"
)


def newest_moment(conn: sqlite3.Connection) -> tuple[int, int] | None:
    """Return when the act that came last began: UTC ms, and minutes of its local offset then."""
    return conn.execute("SELECT at, offset_min FROM act ORDER BY id DESC LIMIT 1").fetchone()


def last_at(conn: sqlite3.Connection, device: str) -> int | None:
    """Return when the newest act of a device began (UTC ms), None when it has sent none."""
    row = conn.execute(_LAST_OF_DEVICE, (device,)).fetchone()
    return row and row[0]


# The newest by its own count: the index on (device, seq) ends there.
_LAST_OF_DEVICE = """
SELECT at FROM act WHERE device = (SELECT id FROM device WHERE name = ?) ORDER BY seq DESC LIMIT 1
"""
