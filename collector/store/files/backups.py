"""Copies of the database: one a day, checked before they count, the last of seven days kept.

The three newest are kept whatever their day, so that those made by hand do not push the days before away.
"""

import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from msgspec import Struct

from pointeuse.collector.store.engine.connection import APPLICATION_ID, open_reader
from pointeuse.collector.store.files.backup_order import (
    free_name,
    give_number,
    list_backups,
    made_at,
    next_number,
    number_of,
)

KEPT = 7  # days
NEWEST = 3
EVERY_S = 24 * 3600
SKEW_S = 120  # that a clock is put right by now and then
TEMPORARY = ".part"


class Backup(Struct, frozen=True):
    """One copy: made `at` UTC ms, `acts` counted in it, from local day to local day; None when unreadable."""

    name: str
    at: int
    bytes: int
    acts: int | None
    first_day: int | None
    last_day: int | None


def make_backup(path: Path, folder: Path, now: float | None = None) -> Path:
    """Copy the database at `path` into `folder` and return the copy.

    Raises sqlite3.Error or OSError when it cannot be written or does not pass its check; no half copy stays.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    target = free_name(folder, time.time() if now is None else now)
    part = target.with_name(target.name + TEMPORARY)
    try:
        _copy(path, part, next_number(folder))
        made = install(part, target)
    finally:
        part.unlink(missing_ok=True)
    prune(folder)
    return made


def install(part: Path, target: Path) -> Path:
    """Check a copy, make it durable and give it its name. Raises sqlite3.DatabaseError for a damaged one."""
    if not is_sound(part):
        raise sqlite3.DatabaseError("the copy is damaged")
    sync(part)
    part.replace(target)
    sync(target.parent)
    return target


def prune(folder: Path) -> None:
    """Remove the backups that are not kept; some may be left of a time when that was cut short."""
    for old in _surplus(list_backups(folder)):
        if number_of(old) is not None:  # another program may be reading it
            old.unlink(missing_ok=True)


def describe(path: Path) -> Backup:
    """Return what is in a backup, without changing it. Raises FileNotFoundError for one that is gone."""
    facts = path.stat()
    return Backup(path.name, (made_at(path) or 0) * 1000, facts.st_size, *_content(path))


def described(folder: Path) -> list[Backup]:
    """Return what is in each backup, the last made first; one that goes meanwhile is left out."""
    found = []
    for path in list_backups(folder):
        with suppress(FileNotFoundError):
            found.append(describe(path))
    return found


def due_in(folder: Path, now: float) -> float:
    """Return after how many seconds the next backup is due; 0 when it is overdue.

    One that was made in the future was made by a wrong clock, and says nothing of when the next is due.
    """
    newest = next(iter(list_backups(folder)), None)
    age = now - newest.stat().st_mtime if newest else EVERY_S
    return 0.0 if age < -SKEW_S else max(0.0, EVERY_S - age)


def is_sound(path: Path) -> bool:
    """Say whether the file is a whole database of ours."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            ours = conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            return ours and conn.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    except sqlite3.Error:
        return False


def sweep(folder: Path) -> None:
    """Remove what a backup left that was cut short, and take a change back that was not finished."""
    for part in folder.glob(f"*{TEMPORARY}*"):
        part.unlink()
    for journal in folder.glob("pointeuse-*.db-journal"):
        with suppress(sqlite3.Error), closing(sqlite3.connect(journal.with_suffix(".db"))) as conn:
            conn.execute("SELECT count(*) FROM sqlite_master")


def copy_private(source: Path, target: Path) -> None:
    """Copy a file; nobody but its owner may read the copy at any moment."""
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as given, os.fdopen(handle, "wb") as made:
        shutil.copyfileobj(given, made, 1 << 20)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, survive a power cut."""
    if os.name == "nt" and path.is_dir():
        return  # Windows writes names by itself and opens no folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _surplus(copies: list[Path]) -> list[Path]:
    last_of_day: dict[str, Path] = {}
    for copy in copies:  # the newest first
        last_of_day.setdefault(copy.name[: len("pointeuse-20260131")], copy)
    kept = {*copies[:NEWEST], *list(last_of_day.values())[:KEPT]}
    return [copy for copy in copies if copy not in kept]


def _content(path: Path) -> tuple[int | None, int | None, int | None]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            return conn.execute(
                "SELECT coalesce(sum(acts), 0), min(day), max(day) FROM day_rollup"
            ).fetchone()
    except sqlite3.Error:
        return None, None, None


def _copy(path: Path, part: Path, number: int) -> None:
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(open_reader(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        # One file that needs no companion: whoever copies it by hand copies everything.
        target.execute("PRAGMA journal_mode=DELETE")
        give_number(target, number)
