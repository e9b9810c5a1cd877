"""Reading: two threads with a connection each, and a limit to how long one may look."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pointeuse.collector.store.engine.connection import note_damage, open_reader, translate

T = TypeVar("T")

READERS = 2
READ_S = 2.0  # a longer read would keep the write-ahead log from being emptied
STEPS = 20_000  # of SQLite's machine between two looks at the clock


class Readers:
    """The threads that read the database at `path`."""

    def __init__(self, path: Path):
        self._path = path
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="pointeuse-reader")
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    async def read(self, call: Callable[[sqlite3.Connection], T]) -> T:
        """Return `call(conn)`, done in one read-only snapshot. Raises Busy after 2 s."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, call)

    def close(self) -> None:
        """Finish what is being read and close every connection. Blocks."""
        self._threads.shutdown()
        for conn in self._opened:
            conn.close()

    def _read(self, call: Callable[[sqlite3.Connection], T]) -> T:
        try:
            conn = self._connection()
            end = time.monotonic() + READ_S
            conn.set_progress_handler(lambda: time.monotonic() > end, STEPS)
            conn.execute("BEGIN")
            try:
                return call(conn)
            finally:
                conn.set_progress_handler(None, 0)
                if conn.in_transaction:
                    conn.execute("ROLLBACK")
        except sqlite3.Error as error:
            note_damage(self._path, error)
            raise translate(error) or error from error

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "conn"):
            self._local.conn = open_reader(self._path)
            self._opened.append(self._local.conn)
        return self._local.conn
