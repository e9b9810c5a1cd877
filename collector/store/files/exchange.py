"""A backup takes the place of the log while the program runs: in one transaction of SQLite's own.

What was done is then as the backup has it. Everything else stays as it is now: the paired browsers, so that a
key that was taken away stays away; the preferences and sets of assumptions; and what must not come back. The
log that it replaces is kept as a backup first. It counts as another instance, so that each browser compares
what it still holds with it, and sends again what it lacks.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from pointeuse.collector.errors import NotFound, StorageFailed
from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.engine.connection import open_reader
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.files.backup_order import mark_as_backup
from pointeuse.collector.store.files.migrations import MIGRATIONS, apply
from pointeuse.collector.store.files.opening import renew_instance

SETTINGS = ("client", "preference", "assumption")


def exchange(conn: sqlite3.Connection, path: Path, backup: Path) -> Path:
    """Put the backup in the place of the log at `path`, whose writer is `conn`; return the copy of that.

    Not within a transaction. Raises NotFound for a backup that is not there and StorageFailed for one that is
    damaged or written by a newer program; the log is as it was then.
    """
    if backup not in backups.list_backups(backup.parent):
        raise NotFound("There is no backup of this name; look at the list again.", "backup")
    part = backup.with_name(f"chosen{backups.TEMPORARY}")
    try:
        backups.copy_private(backup, part)  # before a new backup may push the chosen one out
        _make_current(part, path)
        kept = backups.make_backup(path, backup.parent)
        with closing(sqlite3.connect(part)) as source:
            source.backup(conn)
        # SQLite counts no change for a whole database, and by changes the views see that theirs are old.
        conn.execute("UPDATE meta SET value = value WHERE name='instance_id'")
        return kept
    finally:
        part.unlink(missing_ok=True)


def _make_current(part: Path, path: Path) -> None:
    if not backups.is_sound(part):
        raise StorageFailed("This backup is damaged and nothing was changed; choose another.", "backup")
    with closing(sqlite3.connect(part, isolation_level=None)) as conn, closing(open_reader(path)) as log:
        if conn.execute("PRAGMA user_version").fetchone()[0] > len(MIGRATIONS):
            raise StorageFailed("A newer Pointeuse has written this backup; install that one.", "backup")
        apply(conn)
        conn.execute("BEGIN")
        for table in SETTINGS:
            _replace(log, conn, table)
        remembered.carry(log, conn)
        renew_instance(conn)
        mark_as_backup(conn)
        conn.execute("COMMIT")


def _replace(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    rows = source.execute(f"SELECT * FROM {table}").fetchall()
    target.execute(f"DELETE FROM {table}")
    if rows:
        target.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
