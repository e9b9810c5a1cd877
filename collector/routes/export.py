"""The log, page by page, in the form in which acts came: nothing that the schema does not name."""

import sqlite3
from collections.abc import Mapping

from ..catalogue import Kind
from ..store.invented import told
from ..store.rollups import LOCAL_DAY
from .bodies import Page

ROWS = 2000
FAR = 2_000_000

_ACTS = f"""
SELECT act.id, device.name, seq, kind.name, platform.name, rule.name, at, offset_min, ms, n
FROM act JOIN device ON device.id = act.device JOIN rule ON rule.id = act.rule
JOIN kind ON kind.id = rule.kind JOIN platform ON platform.id = rule.platform
WHERE act.id > ? AND {LOCAL_DAY} BETWEEN ? AND ? ORDER BY act.id LIMIT ?
"""
_DETAILS = """
SELECT act, field.name, value FROM act_detail JOIN field ON field.id = act_detail.field
WHERE act BETWEEN ? AND ?
"""
_WHOLE = "SELECT coalesce(sum(acts), 0) FROM day_rollup WHERE day BETWEEN ? AND ?"
FIELDS = ("device", "seq", "kind", "platform", "rule", "at", "offset_min", "ms", "n")


def page_of(conn: sqlite3.Connection, page: Page, kinds: Mapping[str, Kind]) -> dict:
    """Return up to 2000 acts after row `page.after`, the row to go on after, and the number of all."""
    first = 0 if page.first_day is None else page.first_day
    last = FAR if page.last_day is None else page.last_day
    rows = conn.execute(_ACTS, (page.after, first, last, ROWS)).fetchall()
    details = _details(conn, rows)
    acts = []
    for row in rows:
        act = dict(zip(FIELDS, row[1:], strict=True))
        if row[0] in details:
            act["detail"] = _named(details[row[0]], kinds.get(act["kind"]))
        acts.append(act)
    whole = conn.execute(_WHOLE, (first, last)).fetchone()
    after = rows[-1][0] if len(rows) == ROWS else None
    return {"acts": acts, "next": after, "whole": whole[0], **told(conn)}


def _details(conn: sqlite3.Connection, rows: list[tuple]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    if rows:
        for act, field, value in conn.execute(_DETAILS, (rows[0][0], rows[-1][0])):
            found.setdefault(act, {})[field] = value
    return found


def _named(detail: dict[str, int], kind: Kind | None) -> dict[str, int | str]:
    """Give the members of closed lists their names again; they are kept as their place in the list."""
    lists = kind.detail if kind else {}
    return {name: _member(lists.get(name, ()), value) for name, value in detail.items()}


def _member(allowed: tuple, value: int) -> int | str:
    is_list = bool(allowed) and isinstance(allowed[0], str)
    return allowed[value] if is_list and 0 <= value < len(allowed) else value
