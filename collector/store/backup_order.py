"""In which order backups were made: by a number inside each, for a name says only what the clock said."""

import re
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

NAME = "pointeuse-%Y%m%dT%H%M%SZ.db"
_NAMED = re.compile(r"pointeuse-[0-9]{8}T[0-9]{6}Z\.db")
NUMBER = "backup_number"
AHEAD_S = 24 * 3600


def list_backups(folder: Path) -> list[Path]:
    """Return the finished backups, the last made first."""
    found = [path for path in folder.glob("pointeuse-*.db") if _NAMED.fullmatch(path.name)]
    latest = time.strftime(NAME, time.gmtime(time.time() + AHEAD_S))
    # Those of before there were numbers are older than the others; a name of tomorrow was a wrong clock's.
    keys = {path: (number_of(path), path.name <= latest, path.name) for path in found}
    return sorted(found, key=keys.__getitem__, reverse=True)


def number_of(path: Path) -> int:
    """Return the number of a backup; 0 where there is none, or it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            row = conn.execute("SELECT value FROM meta WHERE name=?", (NUMBER,)).fetchone()
        return int(row[0]) if row else 0
    except (sqlite3.Error, ValueError):
        return 0


def next_number(folder: Path) -> int:
    """Return the number of a backup that is made now."""
    return 1 + max(map(number_of, list_backups(folder)), default=0)


def give_number(conn: sqlite3.Connection, number: int) -> None:
    """Write its number into a copy of the database."""
    conn.execute("INSERT OR REPLACE INTO meta(name, value) VALUES (?,?)", (NUMBER, str(number)))
    conn.commit()


def free_name(folder: Path, now: float) -> Path:
    """Return a name that the clock says and no backup has: a clock that was set back takes none away."""
    names: Iterable[Path] = (folder / time.strftime(NAME, time.gmtime(now + more)) for more in range(10_000))
    return next(path for path in names if not path.exists())
