"""In which order backups were made: by a number inside each, for a name says only what the clock said."""

import calendar
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

NAME = "pointeuse-%Y%m%dT%H%M%SZ.db"
NUMBER = "backup_number"
AHEAD_S = 24 * 3600


def list_backups(folder: Path) -> list[Path]:
    """Return the finished backups, the last made first."""
    found = [path for path in folder.glob("pointeuse-*.db") if made_at(path) is not None]
    latest = time.strftime(NAME, time.gmtime(time.time() + AHEAD_S))
    # Those of before there were numbers are older than the others; a name of tomorrow was a wrong clock's.
    keys = {path: (number_of(path) or 0, path.name <= latest, path.name) for path in found}
    return sorted(found, key=keys.__getitem__, reverse=True)


def made_at(path: Path) -> int | None:
    """Return when a backup was made by its name (UTC s); None for a name that is not one of ours."""
    try:
        named = time.strptime(path.name, NAME)
    except ValueError:
        return None
    return calendar.timegm(named) if time.strftime(NAME, named) == path.name else None


def number_of(path: Path) -> int | None:
    """Return the number of a backup, 0 for one of before there were numbers, None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as conn:
            row = conn.execute("SELECT value FROM meta WHERE name=?", (NUMBER,)).fetchone()
        return int(row[0]) if row else 0
    except sqlite3.OperationalError:
        return None
    except (sqlite3.Error, ValueError):
        return 0


def next_number(folder: Path) -> int:
    """Return the number of a backup that is made now."""
    return 1 + max((number_of(path) or 0 for path in list_backups(folder)), default=0)


def give_number(conn: sqlite3.Connection, number: int) -> None:
    """Write its number into a copy of the database."""
    conn.execute("INSERT OR REPLACE INTO meta(name, value) VALUES (?,?)", (NUMBER, str(number)))
    conn.commit()


def mark_as_backup(conn: sqlite3.Connection) -> None:
    """Note in a log that it was a backup: an empty one is then not taken for one that lost its acts."""
    conn.execute("INSERT INTO meta(name, value) VALUES (?, '0') ON CONFLICT DO NOTHING", (NUMBER,))


def free_name(folder: Path, now: float) -> Path:
    """Return a name that the clock says and no backup has: a clock that was set back takes none away."""
    names: Iterable[Path] = (folder / time.strftime(NAME, time.gmtime(now + more)) for more in range(10_000))
    return next(path for path in names if not path.exists())
