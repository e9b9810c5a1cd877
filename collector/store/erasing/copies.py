"""Erasing from every other file of the data folder: the write-ahead log, backups and damaged copies."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from pointeuse.collector.errors import Busy
from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.engine.connection import open_reader
from pointeuse.collector.store.erasing.erase import Erasure, begin, holds, step
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.files.migrations import MIGRATIONS, apply
from pointeuse.collector.store.sums import rollups


def empty_log(conn: sqlite3.Connection) -> None:
    """Move everything into the database file and cut the write-ahead log to nothing. Raises Busy."""
    if conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise Busy(
            "A reader kept the log from being emptied. What you forgot is out of it; try again to finish.",
            "reader",
        )


def clean_copies(
    path: Path, backup_folder: Path, erasure: Erasure, tell: Callable[[int, int], None] = lambda *_: None
) -> None:
    """Take the acts out of every backup of the log at `path`, and remove damaged copies that may hold them.

    Each backup then remembers what the log does, so that nothing comes back when it takes the log's place.
    """
    backups.prune(backup_folder)
    found = backups.list_backups(backup_folder)
    with closing(open_reader(path)) as log:
        for number, backup in enumerate(found):
            tell(number, len(found))
            _clean(backup, log, erasure)
    for damaged in path.parent.glob("damaged-*"):
        if damaged.stat().st_mtime * 1000 >= erasure.earliest:
            damaged.unlink(missing_ok=True)


def remind_copies(path: Path, backup_folder: Path) -> None:
    """Make every backup remember what the log at `path` does; one that cannot be read stays as it is."""
    with closing(open_reader(path)) as log:
        for backup in backups.list_backups(backup_folder):
            with contextlib.suppress(sqlite3.Error, FileNotFoundError):
                _remind(backup, log)


def _clean(backup: Path, log: sqlite3.Connection, erasure: Erasure) -> None:
    try:
        if _may_hold(backup, erasure):
            _rewrite(backup, log, erasure)
        else:
            _remind(backup, log)
    except FileNotFoundError:
        return  # the person has removed it
    except sqlite3.Error:
        backup.unlink(missing_ok=True)  # what cannot be read may hold anything


def _may_hold(backup: Path, erasure: Erasure) -> bool:
    with closing(_opened(backup, "ro")) as conn:
        if conn.execute("PRAGMA user_version").fetchone()[0] != len(MIGRATIONS):
            return True
        return holds(conn, erasure)


def _remind(backup: Path, log: sqlite3.Connection) -> None:
    """Change what the backup remembers, in its place: neither the old pages nor the new hold an act."""
    with closing(_opened(backup, "rw")) as conn:
        if remembered.differs(log, conn):
            with _same_time(backup):
                conn.execute("BEGIN IMMEDIATE")
                remembered.carry(log, conn)
                conn.execute("COMMIT")


def _rewrite(backup: Path, log: sqlite3.Connection, erasure: Erasure) -> None:
    """Erase the acts in a copy, brought up to date, and put it in the backup's place."""
    part = backup.with_name(backup.name + backups.TEMPORARY)
    backups.copy_private(backup, part)
    try:
        with closing(_opened(part, "rw")) as conn:
            conn.execute("PRAGMA journal_mode=MEMORY")  # a journal on disk would hold what is erased
            apply(conn)
            rollups.prepare(conn)
            _erase(conn, log, erasure)
        with _same_time(backup):
            backups.install(part, backup)
    finally:
        part.unlink(missing_ok=True)


def _erase(conn: sqlite3.Connection, log: sqlite3.Connection, erasure: Erasure) -> None:
    conn.execute("BEGIN")
    places = begin(conn, erasure, is_copy=True)
    while places:
        _, places = step(conn, erasure, places, is_copy=True)
    remembered.carry(log, conn)
    conn.execute("COMMIT")


@contextlib.contextmanager
def _same_time(backup: Path) -> Iterator[None]:
    """Leave the time of a backup as it was: by it the next one is due, and this one is no newer."""
    before = backup.stat()
    yield
    os.utime(backup, ns=(before.st_atime_ns, before.st_mtime_ns))


def _opened(backup: Path, mode: str) -> sqlite3.Connection:
    conn = sqlite3.connect(f"{backup.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    for pragma in ("secure_delete=ON", "temp_store=MEMORY"):
        conn.execute(f"PRAGMA {pragma}")
    return conn
