"""The sets of assumptions that were ever in use, as they were written: what they mean, `worth` knows.

Nothing is ever deleted, so that a person can always go back.
"""

import json
import sqlite3
from typing import Any

from msgspec import Struct

IN_USE = "assumptions"
_SETS = "SELECT version, at, content FROM assumption"


class WrittenSet(Struct, frozen=True):
    """`at` is the UTC ms at which the set was kept first; `content` is plain data."""

    version: str
    at: int
    content: dict[str, Any]


def written(conn: sqlite3.Connection, version: str) -> WrittenSet | None:
    """Return the set of a version, or None for one that was never kept."""
    row = conn.execute(f"{_SETS} WHERE version=?", (version,)).fetchone()
    return row and _read(row)


def every_written(conn: sqlite3.Connection) -> list[WrittenSet]:
    """Return all kept sets, the newest first."""
    return [_read(row) for row in conn.execute(f"{_SETS} ORDER BY id DESC")]


def write(conn: sqlite3.Connection, version: str, at_ms: int, content: dict[str, Any]) -> None:
    """Keep a set; one that was kept before stays as it is."""
    conn.execute(
        "INSERT INTO assumption(at, version, content) VALUES (?,?,?) ON CONFLICT DO NOTHING",
        (at_ms, version, json.dumps(content, sort_keys=True)),
    )


def version_in_use(conn: sqlite3.Connection) -> str | None:
    """Return the version that was chosen last, or None where what ships is in use."""
    row = conn.execute("SELECT value FROM preference WHERE name=?", (IN_USE,)).fetchone()
    return row and json.loads(row[0])


def choose_version(conn: sqlite3.Connection, version: str | None) -> None:
    """Use a version from now on; None is what ships."""
    conn.execute("DELETE FROM preference WHERE name=?", (IN_USE,))
    if version is not None:
        conn.execute("INSERT INTO preference(name, value) VALUES (?,?)", (IN_USE, json.dumps(version)))


def _read(row: tuple[str, int, str]) -> WrittenSet:
    version, at, content = row
    return WrittenSet(version, at, json.loads(content))
