"""Erasing acts so that they are gone from every file, and remembering only that they must not come back."""

import contextlib
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..errors import Busy
from . import backups, rollups

AHEAD_MS = 2 * 86_400_000  # an act may start a day after it was received, and last a day


@dataclass(frozen=True)
class Window:
    """Acts of `device` up to `through_seq` that ended at `since` (UTC ms) or later."""

    device: str
    since: int
    through_seq: int


def forget(conn: sqlite3.Connection, window: Window) -> int:
    """Erase the acts of the window, in the caller's transaction, and return how many they were."""
    row = conn.execute("SELECT id FROM device WHERE name=?", (window.device,)).fetchone()
    if row is None:
        return 0
    where = (row[0], window.through_seq, window.since)
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS doomed (id INTEGER PRIMARY KEY)")
    conn.execute("DELETE FROM doomed")
    count = conn.execute(
        f"INSERT INTO doomed SELECT id FROM act WHERE device = ? AND {_LATE}", where
    ).rowcount
    rollups.subtract(conn, "doomed")
    for table, column in (("act_detail", "act"), ("act", "id")):
        conn.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM doomed)")
    conn.execute("DELETE FROM doomed")
    _forget_rules(conn)
    conn.execute("DELETE FROM refusal WHERE device=? AND at>=?", (row[0], window.since))
    _remember(conn, row[0], window)
    return count


def empty_log(conn: sqlite3.Connection) -> None:
    """Move everything into the database file and cut the write-ahead log to nothing. Raises Busy."""
    if conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise Busy(
            "A reader kept the log from being emptied. What you forgot is out of it; try again to finish."
        )


def clean_copies(folder: Path, backup_folder: Path, window: Window) -> None:
    """Take the acts of the window out of every backup, and remove damaged copies that may hold them."""
    for backup in backups.list_backups(backup_folder):
        if _may_hold(backup, window):
            _rewrite(backup, window)
    for damaged in folder.glob("damaged-*"):
        if damaged.stat().st_mtime * 1000 >= window.since - AHEAD_MS:
            damaged.unlink()


_LATE = "seq <= ? AND at + ms >= ?"


def _forget_rules(conn: sqlite3.Connection) -> None:
    """Bring the touched rules up to date; a name that nothing is left of would tell that it was met."""
    touched = "(SELECT rule FROM change)"
    conn.execute(f"UPDATE rule SET last_at = 0 WHERE id IN {touched}")
    conn.execute(
        "UPDATE rule SET last_at = f.last_at FROM (SELECT rule, max(at) AS last_at FROM act"
        f" WHERE rule IN {touched} GROUP BY rule) f WHERE f.rule = rule.id"
    )
    conn.execute(f"DELETE FROM rule WHERE acts = 0 AND id IN {touched}")
    for table in ("platform", "kind"):
        conn.execute(f"DELETE FROM {table} WHERE id NOT IN (SELECT {table} FROM rule)")
    conn.execute("DELETE FROM change")


def _remember(conn: sqlite3.Connection, device: int, window: Window) -> None:
    conn.execute(
        "INSERT INTO forgotten(device, since, through_seq) VALUES (?,?,?)",
        (device, window.since, window.through_seq),
    )
    conn.execute(
        "UPDATE device SET forgotten_through = max(forgotten_through, ?) WHERE id=?",
        (window.through_seq, device),
    )


def _may_hold(backup: Path, window: Window) -> bool:
    query = f"SELECT 1 FROM act JOIN device d ON d.id = device WHERE d.name = ? AND {_LATE} LIMIT 1"
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            found = conn.execute(query, (window.device, window.through_seq, window.since)).fetchone()
            return found is not None
    except sqlite3.Error:
        return True  # what cannot be read may hold anything


def _rewrite(backup: Path, window: Window) -> None:
    """Erase the acts in a copy and put it in the backup's place; a backup that cannot be rewritten goes."""
    part = backup.with_name(backup.name + backups.TEMPORARY)
    shutil.copyfile(backup, part)
    part.chmod(0o600)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as conn:
            conn.execute("PRAGMA secure_delete=ON")
            conn.execute("PRAGMA journal_mode=MEMORY")  # a journal on disk would hold what is erased
            conn.execute("PRAGMA temp_store=MEMORY")
            rollups.prepare(conn)
            conn.execute("BEGIN")
            forget(conn, window)
            conn.execute("COMMIT")
        backups.install(part, backup)
    except sqlite3.Error:
        backup.unlink()
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
