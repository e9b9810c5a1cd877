"""Paired browsers: one row for each, kept after it is revoked so that the list can show it."""

import sqlite3
from collections.abc import Iterable

from msgspec import Struct


class Client(Struct, frozen=True):
    """One browser profile. `id` and `device` are 22 characters, `key` 32 bytes, times UTC milliseconds."""

    id: str
    key: bytes
    device: str
    origin: str
    browser: str
    label: str
    paired_at: int
    revoked_at: int | None = None


_NEWEST = "SELECT at FROM act WHERE device = (SELECT id FROM device WHERE name = ?) ORDER BY seq DESC LIMIT 1"
_COLUMNS = "id, key, device, origin, browser, label, paired_at, revoked_at"


def add_client(conn: sqlite3.Connection, client: Client) -> None:
    """Keep a client that has just been paired. Raises sqlite3.IntegrityError for an id that is taken."""
    values = (client.id, client.key, client.device, client.origin, client.browser, client.label)
    conn.execute(
        f"INSERT INTO client({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?)",
        (*values, client.paired_at, client.revoked_at),
    )


def find_client(conn: sqlite3.Connection, id_: str) -> Client | None:
    """Return the client, revoked or not, or None."""
    row = conn.execute(f"SELECT {_COLUMNS} FROM client WHERE id=?", (id_,)).fetchone()
    return Client(*row) if row else None


def list_clients(conn: sqlite3.Connection) -> list[Client]:
    """Return every client, the newest pairing first."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM client ORDER BY paired_at DESC, id")
    return [Client(*row) for row in rows]


def set_label(conn: sqlite3.Connection, id_: str, label: str) -> None:
    """Keep what the person calls a client."""
    conn.execute("UPDATE client SET label=? WHERE id=?", (label, id_))


def newest_acts(conn: sqlite3.Connection, devices: Iterable[str]) -> dict[str, int]:
    """Return when the act of the highest seq of each device began (UTC ms), for those that sent any."""
    return {device: row[0] for device in devices if (row := conn.execute(_NEWEST, (device,)).fetchone())}


def revoke(conn: sqlite3.Connection, id_: str, at: int) -> bool:
    """End a pairing at `at` (UTC ms) and wipe its key. Return False when there was none to end."""
    changed = conn.execute(
        "UPDATE client SET revoked_at=?, key=x'' WHERE id=? AND revoked_at IS NULL", (at, id_)
    )
    return changed.rowcount == 1
