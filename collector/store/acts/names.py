"""Names as small integers: platforms, kinds, rules, fields and devices, and what each device has sent."""

import sqlite3

from msgspec import Struct

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.store.engine.ranges import Range


class Device(Struct):
    """One paired profile: `seen` holds the seq ranges that were ever answered, ascending and apart."""

    id: int
    seen: list[Range]
    forgotten_through: int


class Names(Struct):
    """Ids of what was met before. Belongs to the writer thread; emptied whenever a transaction fails."""

    catalogue: Catalogue
    rules: dict[tuple[str, str, str], int] = {}
    fields: dict[str, int] = {}
    devices: dict[str, Device] = {}

    def clear(self) -> None:
        self.rules.clear()
        self.fields.clear()
        self.devices.clear()

    def rule(self, conn: sqlite3.Connection, kind: str, platform: str, name: str) -> int:
        """Return the id of the rule, after adding it where it is new."""
        columns = {
            "platform": _dimension(conn, "platform", platform, self.is_known_platform(platform)),
            "kind": _dimension(conn, "kind", kind, kind in self.catalogue.kinds),
            "name": name,
        }
        found = self.rules[kind, platform, name] = _intern(conn, "rule", columns)
        return found

    def field(self, conn: sqlite3.Connection, name: str) -> int:
        """Return the id of a field of details, after adding it where it is new."""
        if name not in self.fields:
            self.fields[name] = _intern(conn, "field", {"name": name})
        return self.fields[name]

    def device(self, conn: sqlite3.Connection, name: str) -> Device:
        """Return what is known of the device, after adding it where it is new."""
        if name not in self.devices:
            self.devices[name] = load_device(conn, _intern(conn, "device", {"name": name}))
        return self.devices[name]

    def is_known_platform(self, name: str) -> bool:
        """CAPTCHA products are platforms too: their acts carry the product's id in that place."""
        return name in self.catalogue.platforms or name in self.catalogue.captchas

    def flag_known(self, conn: sqlite3.Connection) -> None:
        """Set the flags again: an update of the catalogue may have named what was unknown."""
        for table, is_known in (
            ("platform", self.is_known_platform),
            ("kind", self.catalogue.kinds.__contains__),
        ):
            for id_, name, known in conn.execute(f"SELECT id, name, known FROM {table}").fetchall():
                if known != is_known(name):
                    conn.execute(f"UPDATE {table} SET known=? WHERE id=?", (is_known(name), id_))


def load_device(conn: sqlite3.Connection, id_: int) -> Device:
    """Read a device with its ranges: the first lies in its own row, those apart from it are islands."""
    low, high, forgotten = conn.execute(
        "SELECT low_seq, high_seq, forgotten_through FROM device WHERE id=?", (id_,)
    ).fetchone()
    islands = conn.execute("SELECT first, last FROM island WHERE device=? ORDER BY first", (id_,)).fetchall()
    return Device(id_, [(low, high), *islands] if high else [], forgotten)


def save_seen(conn: sqlite3.Connection, device: Device, seen: list[Range]) -> None:
    """Write the ranges of the device where they differ from those it had."""
    if seen[:1] != device.seen[:1]:
        conn.execute("UPDATE device SET low_seq=?, high_seq=? WHERE id=?", (*seen[0], device.id))
    if seen[1:] != device.seen[1:]:
        conn.execute("DELETE FROM island WHERE device=?", (device.id,))
        conn.executemany("INSERT INTO island VALUES (?,?,?)", [(device.id, *range_) for range_ in seen[1:]])
    device.seen = seen


def high_water(conn: sqlite3.Connection, name: str) -> int:
    """Return the seq up to which nothing that this device sent is missing, 0 for a device without acts.

    What was sent before the oldest act we hold counts as not missing: it may lie in a database of before.
    """
    row = conn.execute("SELECT high_seq FROM device WHERE name=?", (name,)).fetchone()
    return row[0] if row else 0


def _dimension(conn: sqlite3.Connection, table: str, name: str, known: bool) -> int:
    conn.execute(f"INSERT INTO {table}(name, known) VALUES (?,?) ON CONFLICT(name) DO NOTHING", (name, known))
    return conn.execute(f"SELECT id FROM {table} WHERE name=?", (name,)).fetchone()[0]


def _intern(conn: sqlite3.Connection, table: str, columns: dict[str, object]) -> int:
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    values = tuple(columns.values())
    conn.execute(f"INSERT INTO {table}({names}) VALUES ({marks}) ON CONFLICT DO NOTHING", values)
    where = " AND ".join(f"{name}=?" for name in columns)
    return conn.execute(f"SELECT id FROM {table} WHERE {where}", values).fetchone()[0]
