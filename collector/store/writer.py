"""The one thread that writes. It takes everything that waits, stores it in one transaction, then answers."""

import asyncio
import concurrent.futures
import contextlib
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from pointeuse.collector.acts import Batch
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.errors import Busy, PointeuseError
from pointeuse.collector.store.acts import batches as acts
from pointeuse.collector.store.acts.names import Names
from pointeuse.collector.store.engine.connection import must_reopen, note_damage, open_writer, translate
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.adding import Sums

MOST_GROUPED = 8000  # acts in one transaction: some 40 ms, so that the first of them need not wait long


class Job(Struct, eq=False):
    """A batch to store, or a function to call with the connection: in a transaction unless it is `bare`."""

    loop: "asyncio.AbstractEventLoop | _Here"
    future: asyncio.Future | concurrent.futures.Future
    batch: Batch | None = None
    call: Callable[[sqlite3.Connection], Any] | None = None
    bare: bool = False
    result: Any = None
    error: Exception | None = None


class _Here:
    """In the place of a loop: what a loop would do later is done at once, in the writer's thread."""

    def call_soon_threadsafe(self, call: Callable[..., None], *given: object) -> None:
        call(*given)


class Writer(threading.Thread):
    """Owns the writing connection. `version` grows with every commit that changed something."""

    def __init__(self, path: Path, conn: sqlite3.Connection, catalogue: Catalogue):
        super().__init__(name="pointeuse-writer", daemon=True)
        # Counted from the clock, so that no version of an earlier run comes back for other data.
        self.version = time.time_ns() // 1_000_000
        self._path = path
        self._conn: sqlite3.Connection | None = conn
        self._names = Names(catalogue)
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._ahead: list[Job | None] = []  # taken from the queue, but not for this transaction
        rollups.prepare(conn)

    def put(self, job: Job) -> None:
        """Have the job done; its future is settled in its own loop, after COMMIT."""
        self._waiting.put(job)

    def do(self, call: Callable[[sqlite3.Connection], Any], bare: bool = False) -> Any:
        """Have the function called and return what it returns. For threads without a loop; never this one."""
        job = Job(_Here(), concurrent.futures.Future(), call=call, bare=bare)
        self.put(job)
        return job.future.result()

    def stop(self) -> None:
        """Finish what waits, close the connection (which checkpoints) and end the thread."""
        self._waiting.put(None)
        self.join()

    def run(self) -> None:
        while (job := self._ahead.pop() if self._ahead else self._waiting.get()) is not None:
            group = self._group(job)
            self._do(group)
            _settle(group)
        if self._conn is not None:
            self._conn.close()

    def _group(self, first: Job) -> list[Job]:
        group, size = [first], _size(first)
        while first.batch and size < MOST_GROUPED and not self._waiting.empty():
            job = self._waiting.get()
            if job is None or job.batch is None:
                self._ahead.append(job)
                break
            group.append(job)
            size += _size(job)
        return group

    def _do(self, group: list[Job]) -> None:
        error = self._attempt(group)
        if isinstance(error, Busy):
            group += self._waiting_batches()  # they would only wait in turn for the same lock
        elif error and len(group) > 1 and not isinstance(error, PointeuseError):
            for job in group:  # one of them is at fault, and its neighbours must not pay for it
                job.error = self._attempt([job])
            return
        for job in group:
            job.error = error

    def _attempt(self, group: list[Job]) -> Exception | None:
        try:
            if self._conn is None:
                self._conn = open_writer(self._path)
                rollups.prepare(self._conn)
            changes = self._conn.total_changes
            self._perform(self._conn, group)
            self.version += self._conn.total_changes != changes
            return None
        except sqlite3.Error as error:
            note_damage(self._path, error)
            self._recover(reopen=must_reopen(error))
            return translate(error) or error
        except Exception as error:
            self._recover(reopen=False)
            return error

    def _perform(self, conn: sqlite3.Connection, group: list[Job]) -> None:
        first = group[0]
        if first.batch is None:
            self._names.clear()  # the function may change what the names stand for
        if first.call and first.bare:
            first.result = first.call(conn)
            return
        conn.execute("BEGIN IMMEDIATE")
        results = [first.call(conn)] if first.call else self._store(conn, group)
        conn.execute("COMMIT")
        for job, result in zip(group, results, strict=True):
            job.result = result

    def _store(self, conn: sqlite3.Connection, group: list[Job]) -> list[acts.Verdicts]:
        sums = Sums()
        verdicts = [acts.insert(conn, self._names, job.batch, sums) for job in group if job.batch]
        rollups.add(conn, sums)
        return verdicts

    def _recover(self, reopen: bool) -> None:
        """Leave no transaction open. SQLite may have rolled back by itself; a second ROLLBACK would raise."""
        self._names.clear()
        try:
            if self._conn is not None and self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
        except sqlite3.Error:
            reopen = True
        if reopen and self._conn is not None:
            with contextlib.suppress(sqlite3.Error):  # what cannot be closed is replaced all the same
                self._conn.close()
            self._conn = None

    def _waiting_batches(self) -> list[Job]:
        found = []
        while not self._waiting.empty():
            job = self._waiting.get()
            if job is None or job.batch is None:
                self._ahead.insert(0, job)
            else:
                found.append(job)
        return found


def _size(job: Job) -> int:
    return len(job.batch.acts) if job.batch else 0


def _settle(group: list[Job]) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody waits for the answer
        group[0].loop.call_soon_threadsafe(_deliver, group)


def _deliver(group: list[Job]) -> None:
    for job in group:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
