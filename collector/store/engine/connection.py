"""How a connection to the database is opened, and what SQLite's errors mean to us."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pointeuse.collector.errors import Busy, PointeuseError, StorageFailed, StorageFull

APPLICATION_ID = 0x506F696E  # "Poin"
BUSY_MS = 5000
WAL_LIMIT = 16 * 1024 * 1024

_EVERY = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
)
_WRITER = (
    "PRAGMA secure_delete=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA journal_size_limit={WAL_LIMIT}",
    *(("PRAGMA fullfsync=1", "PRAGMA checkpoint_fullfsync=1") if sys.platform == "darwin" else ()),
)
_READER = ("PRAGMA query_only=ON", "PRAGMA wal_autocheckpoint=0")

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT}
FAILED = {
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def open_writer(path: Path) -> sqlite3.Connection:
    """Return the one connection that writes and checkpoints. Its files are its owner's only."""
    if not path.exists():
        path.touch(mode=0o600)
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if file.exists() and os.name != "nt" and file.stat().st_mode & 0o077:
            file.chmod(0o600)  # somebody has copied it here
    return _open(path, _EVERY + _WRITER)


def open_reader(path: Path) -> sqlite3.Connection:
    """Return a connection that can neither write nor checkpoint."""
    return _open(path, _EVERY + _READER)


def _open(path: Path, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in pragmas:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, or 0 where the error is the Python module's own."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def translate(error: sqlite3.Error) -> PointeuseError | None:
    """Return our error for a failure of the disk or of a lock, or None for a mistake in the program."""
    code = primary_code(error)
    if code == sqlite3.SQLITE_FULL:
        return StorageFull(
            "The disk is full and nothing was stored. Free some space; sending goes on by itself."
        )
    if code in BUSY:
        return Busy("The log is in use by another program and nothing was stored. Close that program.")
    if code in FAILED:
        return StorageFailed("The disk answered with an error and nothing was stored. Check the disk.")
    if code in DAMAGED:
        return StorageFailed("The log is damaged and nothing was stored. Start Pointeuse again.", "damaged")
    return None


@contextmanager
def translated() -> Iterator[None]:
    """Raise our error for one of SQLite's or the system's; a mistake in the program stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error) or error from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StorageFull("The disk is full and nothing was changed. Free some space first.") from error
        raise StorageFailed("The disk answered with an error and nothing was changed. Check it.") from error


def must_reopen(error: sqlite3.Error) -> bool:
    """After a failed write or sync nothing that the connection still holds in memory is to be trusted."""
    return primary_code(error) in FAILED | DAMAGED


def note_damage(path: Path, error: sqlite3.Error) -> None:
    """Leave a mark beside a damaged database, so that the next start looks at it before it uses it."""
    if primary_code(error) in DAMAGED:
        suspicion(path).touch()


def suspicion(path: Path) -> Path:
    """Return where that mark lies."""
    return path.with_name("suspect")
