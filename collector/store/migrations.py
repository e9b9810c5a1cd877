"""The schema, as numbered steps that are never edited once they have landed.

sqlite-utils runs each step in one transaction together with its record. `user_version` grows with it, so that
a database that is up to date, as nearly every one is, opens without loading that library. A verified backup
and room for three times the database come first, except for a database that is still empty.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DatabaseTooNew, StorageFull
from . import backups
from .connection import APPLICATION_ID

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


MIGRATIONS: tuple[Step, ...] = (first_schema, kept_sets, hours_and_spans, memory_of_the_gone)


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
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    numbered = Migrations("pointeuse")
    for number, step in enumerate(steps, 1):
        numbered(name=f"{number:04}")(_counted(number, step))
    numbered.apply(Database(conn, recursive_triggers=False, execute_plugins=False))


def _counted(number: int, step: Step) -> Step:
    def counted(db: "Database") -> None:
        step(db)
        db.execute(f"PRAGMA user_version={number}")
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")

    return counted


FIRST_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE device (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
  low_seq INTEGER NOT NULL DEFAULT 0, high_seq INTEGER NOT NULL DEFAULT 0,
  forgotten_through INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE island (
  device INTEGER NOT NULL REFERENCES device(id), first INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (device, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE platform (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, known INTEGER NOT NULL) STRICT;
CREATE TABLE kind (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, known INTEGER NOT NULL) STRICT;
CREATE TABLE rule (
  id INTEGER PRIMARY KEY,
  platform INTEGER NOT NULL REFERENCES platform(id), kind INTEGER NOT NULL REFERENCES kind(id),
  name TEXT NOT NULL, last_at INTEGER NOT NULL DEFAULT 0, acts INTEGER NOT NULL DEFAULT 0,
  UNIQUE (platform, kind, name)
) STRICT;
CREATE TABLE act (
  id INTEGER PRIMARY KEY,
  device INTEGER NOT NULL, seq INTEGER NOT NULL, rule INTEGER NOT NULL,
  at INTEGER NOT NULL, offset_min INTEGER NOT NULL, ms INTEGER NOT NULL, n INTEGER NOT NULL,
  UNIQUE (device, seq)
) STRICT;
CREATE TABLE field (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE act_detail (
  act INTEGER NOT NULL, field INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (act, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_rollup (
  day INTEGER NOT NULL, platform INTEGER NOT NULL, kind INTEGER NOT NULL,
  n INTEGER NOT NULL, ms INTEGER NOT NULL, acts INTEGER NOT NULL, PRIMARY KEY (day, platform, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE month_rollup (
  month INTEGER NOT NULL, platform INTEGER NOT NULL, kind INTEGER NOT NULL,
  n INTEGER NOT NULL, ms INTEGER NOT NULL, acts INTEGER NOT NULL, PRIMARY KEY (month, platform, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE client (
  id TEXT PRIMARY KEY, key BLOB NOT NULL, device TEXT NOT NULL, origin TEXT NOT NULL, browser TEXT NOT NULL,
  label TEXT NOT NULL, paired_at INTEGER NOT NULL, revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE refusal (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, code TEXT NOT NULL, device INTEGER NOT NULL
) STRICT;
CREATE TABLE forgotten (
  id INTEGER PRIMARY KEY, device INTEGER NOT NULL, since INTEGER NOT NULL, through_seq INTEGER NOT NULL
) STRICT
"""

KEPT_SETS = """
CREATE TABLE assumption (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, version TEXT NOT NULL UNIQUE, content TEXT NOT NULL
) STRICT
"""

HOURS_AND_SPANS = """
CREATE TABLE hour_rollup (
  day INTEGER NOT NULL, hour INTEGER NOT NULL, platform INTEGER NOT NULL,
  n INTEGER NOT NULL, ms INTEGER NOT NULL, PRIMARY KEY (day, hour, platform)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_span (day INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
CREATE TEMP TABLE part (hour, platform, n, ms, first, last);
CREATE TEMP TABLE counted (rule INTEGER PRIMARY KEY, platform, is_act, is_attention);
INSERT INTO counted SELECT rule.id, platform, k.name NOT IN ('attention', 'task-time'), k.name = 'attention'
  FROM rule JOIN kind k ON k.id = rule.kind
"""

COUNTED_HOURS = """
DELETE FROM part;
INSERT INTO part
  SELECT key >> 32, key & 0xFFFFFFFF, n, ms, first, last FROM (
    SELECT (at + offset_min * 60000) / 3600000 << 32 | platform AS key,
      sum(n * is_act) AS n, sum(ms * is_attention) AS ms, min(id) AS first, max(id) AS last
    FROM act JOIN counted ON counted.rule = act.rule WHERE id BETWEEN :first AND :last GROUP BY 1
  );
INSERT INTO hour_rollup SELECT hour / 24, hour % 24, platform, n, ms FROM part WHERE n <> 0 OR ms <> 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n, ms = ms + excluded.ms;
INSERT INTO day_span SELECT hour / 24, min(first), max(last) FROM part GROUP BY 1
  ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)
"""

MEMORY_OF_THE_GONE = """
CREATE TABLE gone (
  device INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (device, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE erased (
  id INTEGER PRIMARY KEY, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
  since INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT;
CREATE TABLE retired (rule INTEGER PRIMARY KEY, acts INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT
"""
