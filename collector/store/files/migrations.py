"""The schema, as numbered steps that are never edited once they have landed.

sqlite-utils runs each step in one transaction together with its record. `user_version` grows with it, so that
a database that is up to date, as nearly every one is, opens without loading that library. A verified backup
and room for three times the database come first, except for a database that is still empty.
"""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pointeuse.collector.errors import DatabaseTooNew, StorageFull
from pointeuse.collector.store.engine.connection import APPLICATION_ID
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.files.schema import (
    COUNTED_HOURS,
    FIRST_SCHEMA,
    FROZEN_UNASKED,
    HOURS_AND_SPANS,
    KEPT_SETS,
    MEMORY_OF_THE_GONE,
    UNASKED_HOURS,
    WITNESSES,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

ROOM = 3
AT_ONCE = 10_000  # acts: grouped in parts of this size, ten million take half as long as together

Step = Callable[["Database"], None]


def first_schema(db: "Database") -> None:
    """Acts, their dimensions, both rollups, and what pairing, forgetting and the settings need."""
    for table in FIRST_SCHEMA.split(";"):
        db.execute(table.strip())
    db.execute("INSERT INTO meta(name, value) VALUES ('instance_id', lower(hex(randomblob(11))))")


def kept_sets(db: "Database") -> None:
    """Every set of assumptions that was ever in use; the preference `assumptions` names the current one."""
    db.execute(KEPT_SETS.strip())


def hours_and_spans(db: "Database") -> None:
    """Sums by local hour, and the ids between which each local day lies, both filled from the acts."""
    for statement in HOURS_AND_SPANS.split(";"):
        db.execute(statement.strip())
    last = db.execute("SELECT coalesce(max(id), 0) FROM act").fetchone()[0]
    for first in range(1, last + 1, AT_ONCE):
        for statement in COUNTED_HOURS.split(";"):
            db.execute(statement.strip(), {"first": first, "last": first + AT_ONCE - 1})
    for table in ("part", "counted"):
        db.execute(f"DROP TABLE temp.{table}")


def memory_of_the_gone(db: "Database") -> None:
    """What must not come back once it was struck or erased, and the acts of which only sums are kept."""
    for table in MEMORY_OF_THE_GONE.split(";"):
        db.execute(table.strip())


def witnesses(db: "Database") -> None:
    """Up to which seq a browser had recorded when something was erased: a clock alone may be wrong."""
    db.execute(WITNESSES.strip())


def hours_without_the_unasked(db: "Database") -> None:
    """What passed unasked leaves the sums by hour: it is no act. Of a day without acts its share goes."""
    db.execute(UNASKED_HOURS.strip())
    for day, platform, gone, whole in db.execute(FROZEN_UNASKED.strip()).fetchall():
        place, left = (day, platform), whole - gone
        hours = "SELECT hour, n FROM hour_rollup WHERE day=? AND platform=? AND n <> 0 ORDER BY hour DESC"
        found = db.execute(hours, place).fetchall()
        for at, (hour, n) in enumerate(found, 1):
            kept = left if at == len(found) else n * (whole - gone) // whole if whole else 0
            left -= kept
            where = (kept, day, hour, platform)
            db.execute("UPDATE hour_rollup SET n = ? WHERE day=? AND hour=? AND platform=?", where)
    db.execute("DELETE FROM hour_rollup WHERE n = 0 AND ms = 0")


MIGRATIONS: tuple[Step, ...] = (
    *(first_schema, kept_sets, hours_and_spans, memory_of_the_gone, witnesses),
    hours_without_the_unasked,
)


def migrate(
    conn: sqlite3.Connection, path: Path, backup_folder: Path, steps: tuple[Step, ...] = MIGRATIONS
) -> None:
    """Bring the database up to the last step.

    Raises DatabaseTooNew when a newer program has written it, StorageFull when a backup would not fit.
    """
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        raise DatabaseTooNew(too_new(version, len(steps)))
    if version == len(steps):
        return
    if version:
        _make_room(path)
        backups.make_backup(path, backup_folder)
    apply(conn, steps)
    # A reader of the bare file (an older program that looks at its header) sees the new version from here on.
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def too_new(found: int, known: int) -> str:
    """Return what to say about a database of version `found` to a program that knows `known`."""
    return (
        f"A newer Pointeuse has written this log (its form is number {found}, this program knows {known}). "
        "Install the newer one; nothing was changed."
    )


def _make_room(path: Path) -> None:
    needed, free = ROOM * path.stat().st_size, shutil.disk_usage(path.parent).free
    if free < needed:
        raise StorageFull(
            f"Bringing the log up to date needs {needed >> 20} MiB and {free >> 20} MiB are free. "
            "Free some space and start again; nothing was changed."
        )


def apply(conn: sqlite3.Connection, steps: tuple[Step, ...] = MIGRATIONS) -> None:
    """Take the steps that the database has not taken, without a backup: it is new, or a copy itself."""
    with _absent("pandas", "numpy"):
        from sqlite_utils import Database
        from sqlite_utils.migrations import Migrations

    numbered = Migrations("pointeuse")
    for number, step in enumerate(steps, 1):
        numbered(name=f"{number:04}")(_counted(number, step))
    numbered.apply(Database(conn, recursive_triggers=False, execute_plugins=False))


@contextmanager
def _absent(*modules: str) -> Iterator[None]:
    """Import as if `modules` were not installed: sqlite-utils takes both along, and no step needs them."""
    hidden = [name for name in modules if name not in sys.modules]
    # The import system reads None as "not installed", which the stubs leave out.
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def _counted(number: int, step: Step) -> Step:
    def counted(db: "Database") -> None:
        step(db)
        db.execute(f"PRAGMA user_version={number}")
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")

    return counted
