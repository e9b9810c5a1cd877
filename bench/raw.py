"""What the machine itself can do, measured in a process of its own: rows a second, CPU a row, one sync."""

import json
import os
import sqlite3
import sys
import time
from pathlib import Path
from statistics import median

BATCH = 1000
TABLE = (
    "CREATE TABLE event (id BLOB PRIMARY KEY, at INTEGER, platform INTEGER, kind INTEGER,"
    " ms INTEGER, n INTEGER) WITHOUT ROWID"
)


def uuid7(number: int) -> bytes:
    """Return a key that sorts by time, as uuid7 does: milliseconds, then random bits."""
    return (number // 3 + 1_700_000_000_000).to_bytes(6, "big") + b"\x70" + os.urandom(9)


def rows(count: int) -> list[tuple]:
    return [(uuid7(i), 1_700_000_000_000 + i * 31_000, i % 12, i % 10, i % 60_000, 1) for i in range(count)]


def insert(folder: Path, count: int) -> dict[str, float]:
    """Insert ready rows, a thousand a commit, write-ahead log, synchronous=FULL."""
    conn = sqlite3.connect(folder / "raw.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        conn.execute(f"PRAGMA {pragma}")
    conn.execute(TABLE)
    ready = rows(count)
    wall, cpu = time.perf_counter(), time.process_time()
    for start in range(0, count, BATCH):
        conn.execute("BEGIN")
        conn.executemany("INSERT INTO event VALUES (?,?,?,?,?,?)", ready[start : start + BATCH])
        conn.execute("COMMIT")
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    conn.close()
    return {"rate": count / wall, "cpu_us": cpu / count * 1e6}


def sync(folder: Path, count: int = 200) -> float:
    """Return the median seconds of appending a page and forcing it to the disk."""
    handle, taken = os.open(folder / "sync", os.O_CREAT | os.O_WRONLY, 0o600), []
    for _ in range(count):
        os.write(handle, bytes(4096))
        began = time.perf_counter()
        os.fdatasync(handle) if hasattr(os, "fdatasync") else os.fsync(handle)
        taken.append(time.perf_counter() - began)
    os.close(handle)
    return median(taken)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    print(json.dumps({**insert(place, int(sys.argv[2])), "sync": sync(place)}))
