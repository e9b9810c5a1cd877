"""Opening the database safely: ours, not newer than we are, whole; else refused or replaced, and said so."""

import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from pointeuse.collector.errors import DatabaseTooNew, StartupError
from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.engine.connection import (
    APPLICATION_ID,
    DAMAGED,
    open_writer,
    primary_code,
    suspicion,
)
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.files.backup_order import NUMBER, mark_as_backup
from pointeuse.collector.store.files.migrations import MIGRATIONS, migrate, too_new

HEADER = 100  # bytes of every database of SQLite
COMPANIONS = ("", "-wal", "-shm")
LARGE = 64 << 20  # bytes: a backup and the steps of a migration take seconds from here on


def open_database(
    path: Path, backup_folder: Path, prepare: Callable[[sqlite3.Connection], None]
) -> tuple[sqlite3.Connection, str | None]:
    """Return the writing connection, up to date, and what the person has to be told, if anything.

    `prepare(conn)` reads it first; damage that it meets is treated like damage that was found before. Raises
    DatabaseTooNew, and StartupError for a database of another program or one that cannot be opened; in both
    cases the files are as they were.
    """
    path = path.resolve()  # where SQLite keeps the write-ahead log too
    backups.sweep(backup_folder)
    try:
        notice = _make_sound(path, backup_folder)
        try:
            return _open_current(path, backup_folder, prepare, is_new=notice is not None), notice
        except sqlite3.Error as error:
            if notice or primary_code(error) not in DAMAGED:
                raise
        notice = _replace(path, backup_folder)
        return _open_current(path, backup_folder, prepare, is_new=True), notice
    except sqlite3.Error as error:
        raise StartupError(
            f"The log in {path.parent} cannot be opened ({error}). Check folder and disk, then start again.",
            "database",
        ) from error


def takes_long(path: Path) -> bool:
    """Say whether opening the database needs a word to whoever waits: it is large, and of an earlier form."""
    if not path.exists() or path.stat().st_size < LARGE:
        return False
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:]) < len(MIGRATIONS)  # where SQLite keeps `user_version`


def _open_current(
    path: Path, backup_folder: Path, prepare: Callable[[sqlite3.Connection], None], is_new: bool
) -> sqlite3.Connection:
    conn = open_writer(path)
    try:
        migrate(conn, path, backup_folder)
        if is_new:
            renew_instance(conn)
        prepare(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def _make_sound(path: Path, backup_folder: Path) -> str | None:
    unclean = _is_unclean(path)
    if not path.exists() or path.stat().st_size == 0:
        return _replace(path, backup_folder, "was missing") if _hold_acts(backup_folder) else None
    try:
        _refuse_strangers(path)
        if _lost_everything(path) and _hold_acts(backup_folder):
            return _replace(path, backup_folder, "had lost what it held")
        if not unclean or _passes_quick_check(path):
            suspicion(path).unlink(missing_ok=True)
            return None
    except sqlite3.Error as error:
        if primary_code(error) not in DAMAGED:
            raise
    except UnicodeDecodeError:
        pass  # SQLite's own sentence about a damaged schema quotes it, and that is no text any more
    return _replace(path, backup_folder)


def _hold_acts(backup_folder: Path) -> bool:
    return any(backup.acts for backup in backups.described(backup_folder))


def _lost_everything(path: Path) -> bool:
    """Say whether the log is empty, nobody erased anything, and it was not a backup: what it held is lost."""
    with closing(_looked_at(path)) as conn, suppress(sqlite3.DatabaseError):
        found = {name for (name,) in conn.execute("SELECT name FROM sqlite_master")}
        if "act" not in found:
            return True
        was_backup = conn.execute("SELECT 1 FROM meta WHERE name=?", (NUMBER,)).fetchone()
        kept = [table for table in ("act", "day_rollup", *remembered.TABLES) if table in found]
        held = [conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in kept]
        return not was_backup and not any(held)
    return False  # damaged, which is another matter


def _looked_at(path: Path) -> sqlite3.Connection:
    """Open the log to look at it: no lock and no companion is made, unless there is one to be read too."""
    how = "mode=ro" if _wal(path).exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)


def _is_unclean(path: Path) -> bool:
    return suspicion(path).exists() or (_wal(path).exists() and _wal(path).stat().st_size > 0)


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _refuse_strangers(path: Path) -> None:
    """Look without writing. Raises DatabaseTooNew, or StartupError for another program's database."""
    if path.stat().st_size < HEADER:
        raise _damaged("not even the head of a database")
    with closing(_looked_at(path)) as conn:
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        owner = conn.execute("PRAGMA application_id").fetchone()[0]
        tables = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner != APPLICATION_ID and (owner or tables):
        raise StartupError(
            f"{path} is not a log of Pointeuse. Choose another folder with --data; nothing was changed.",
            "foreign",
        )
    if version > len(MIGRATIONS):
        raise DatabaseTooNew(too_new(version, len(MIGRATIONS)))


def _damaged(what: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(what)
    error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
    return error


def _passes_quick_check(path: Path) -> bool:
    with closing(open_writer(path)) as conn:
        return conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"


def _replace(path: Path, backup_folder: Path, what: str = "was damaged") -> str:
    """Move the files of a log that is no use aside, put the newest good backup in their place, and say so."""
    had = path.exists()
    aside = time.strftime("damaged-%Y%m%dT%H%M%SZ", time.gmtime())
    for companion in COMPANIONS:
        file = path.with_name(path.name + companion)
        if file.exists():
            file.replace(path.with_name(f"{aside}.db{companion}"))
    suspicion(path).unlink(missing_ok=True)
    told = f"The log {what}. It was kept as {aside}.db in {path.parent}; " if had else f"The log {what}; "
    for backup in backups.list_backups(backup_folder):
        if backups.is_sound(backup):
            _restore(backup, path)
            return (
                told + f"the backup {backup.name} took its place, and the browsers send again what it lacks."
            )
    return told + "there was no backup, so a new log was begun; the browsers send again what they still have."


def _restore(backup: Path, path: Path) -> None:
    part = path.with_name(path.name + backups.TEMPORARY)
    backups.copy_private(backup, part)
    with closing(sqlite3.connect(part)) as conn:
        mark_as_backup(conn)
        conn.commit()
    backups.sync(part)
    part.replace(path)
    backups.sync(path.parent)


def instance_of(conn: sqlite3.Connection) -> str:
    """Return the name by which browsers tell this database from another."""
    return conn.execute("SELECT value FROM meta WHERE name='instance_id'").fetchone()[0]


def renew_instance(conn: sqlite3.Connection) -> None:
    """A database with a past of its own is another instance: browsers then compare what it holds."""
    conn.execute("UPDATE meta SET value=? WHERE name='instance_id'", (secrets.token_urlsafe(16),))
