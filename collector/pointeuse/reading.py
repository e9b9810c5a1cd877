"""How a notebook looks into the log: read only, a short while at a time, and never in the collector's way.

Each read opens the database, looks at it in one snapshot and closes it: nothing stays open between two
calls, so that the write-ahead log can be emptied and the file be replaced. It never writes or checkpoints.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from pointeuse.collector.errors import NotFound, StorageFailed
from pointeuse.collector.store.engine.connection import translate
from pointeuse.collector.store.files.migrations import MIGRATIONS

T = TypeVar("T")

LATEST = len(MIGRATIONS)
READ_S = 2.0
STEPS = 20_000  # of SQLite's machine between two looks at the clock
PRAGMAS = (
    "query_only=ON",
    "wal_autocheckpoint=0",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "busy_timeout=1000",
)


def read(path: Path, call: Callable[[sqlite3.Connection], T]) -> T:
    """Return `call(conn)`, done in one snapshot of the log at `path`.

    Raises NotFound where there is no log, StorageFailed for one that is damaged or of another version, Busy
    after two seconds.
    """
    try:
        with closing(_open(path)) as conn, _limited(conn):
            return call(conn)
    except sqlite3.Error as error:
        raise translate(error) or error from error


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise NotFound(
            f"There is no log in {path.parent}. Run `pointeuse` once, or name the folder of yours."
        )
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        for pragma in PRAGMAS:
            conn.execute(f"PRAGMA {pragma}")
        _check(conn, path)
    except BaseException:
        conn.close()
        raise
    return conn


def _check(conn: sqlite3.Connection, path: Path) -> None:
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > LATEST:
        raise StorageFailed(f"The log in {path.parent} is of a newer Pointeuse. Update this one to read it.")
    if version < LATEST:
        raise StorageFailed(f"The log in {path.parent} is of an older Pointeuse. Run `pointeuse` on it once.")


@contextmanager
def _limited(conn: sqlite3.Connection) -> Iterator[None]:
    end = time.monotonic() + READ_S
    conn.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.set_progress_handler(None, 0)
        conn.execute("ROLLBACK")
