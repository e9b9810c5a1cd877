"""The store as the rest of the collector sees it: ingest, write, read, forget, and a version that grows."""

import asyncio
import datetime
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pointeuse.collector.acts import Batch
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.errors import Busy, Forbidden
from pointeuse.collector.settings import Settings
from pointeuse.collector.store.acts.batches import Verdicts
from pointeuse.collector.store.acts.names import Names
from pointeuse.collector.store.acts.remembered import last_stretch
from pointeuse.collector.store.engine.connection import translated
from pointeuse.collector.store.engine.lock import Lock, refuse_unsafe_place
from pointeuse.collector.store.engine.progress import Progress
from pointeuse.collector.store.engine.ranges import Range
from pointeuse.collector.store.engine.readers import Readers
from pointeuse.collector.store.erasing import copies, retention
from pointeuse.collector.store.erasing.erase import Erasure, begin, count, step
from pointeuse.collector.store.erasing.forget import Window
from pointeuse.collector.store.files.backups import Backup, describe, described, make_backup
from pointeuse.collector.store.files.exchange import exchange
from pointeuse.collector.store.files.opening import instance_of, open_database
from pointeuse.collector.store.keeper import Keeper
from pointeuse.collector.store.kept.clients import Client
from pointeuse.collector.store.kept.invented import invented_of, refuse
from pointeuse.collector.store.writer import Job, Writer

T = TypeVar("T")

MOST_QUEUED = 20_000  # acts that wait for the writer; beyond it senders are asked to come back


class Store:
    """An open database. Made by `Store.open`; every method is to be called from the one event loop."""

    def __init__(self, settings: Settings, catalogue: Catalogue, lock: Lock, opened: tuple):
        self.path = (settings.data / "pointeuse.db").resolve()
        self.backup_folder = settings.data / "backups"
        conn, self.notice = opened
        self.instance_id = instance_of(conn)
        self._invented = invented_of(conn)
        self._lock, self._queued = lock, 0
        self._under_way: list[Progress] = []
        self._stretch = last_stretch(conn)
        self._readers = Readers(self.path)
        self._writer = Writer(self.path, conn, catalogue)
        self._writer.start()
        self._keeper = Keeper(self.path, self.backup_folder, self._tend)
        self._keeper.start()

    @classmethod
    def open(cls, settings: Settings, catalogue: Catalogue) -> "Store":
        """Lock the data folder and open its database, made, migrated or restored as needed. Blocks.

        `notice` of the store then holds a sentence for the person, or None. Raises StartupError
        (AlreadyRunning, DatabaseTooNew and others) or StorageFull.
        """
        lock = Lock(settings.data)
        try:
            refuse_unsafe_place(settings.data / "pointeuse.db")
            known = Names(catalogue).flag_known
            opened = open_database(settings.data / "pointeuse.db", settings.data / "backups", known)
            return cls(settings, catalogue, lock, opened)
        except BaseException:
            lock.release()
            raise

    @property
    def version(self) -> int:
        """Grows with every commit that changed something."""
        return self._writer.version

    @property
    def progress(self) -> Progress:
        """How far the erasing is that began last."""
        return self._under_way[-1] if self._under_way else Progress()

    @property
    def generation(self) -> tuple[str, int]:
        """Another one once the log was replaced, or days were erased: each browser then says hello again."""
        return self.instance_id, self._stretch

    @property
    def invented(self) -> str | None:
        """Whose acts these are when nobody did them, as `persona/days/seed/last day`; None for a real log."""
        return self._invented

    def refuse_if_invented(self) -> None:
        """Raise Forbidden where acts of an invented person are kept: a real one must not get among them."""
        refuse(self._invented)

    async def ingest(self, client: Client, batch: Batch) -> Verdicts:
        """Store a batch and return once it is on the disk.

        Raises Forbidden for a device that is not the client's and in the log of an invented person, Busy,
        StorageFailed or StorageFull; nothing of the batch was stored then.
        """
        self.refuse_if_invented()
        if batch.device != client.device:
            raise Forbidden("This browser is paired for another device. Connect it again.", "device")
        size = len(batch.acts) + len(batch.rejected)
        if self._queued + size > MOST_QUEUED:
            raise Busy("Too much is being stored at once and nothing of this was. Send it again in a second.")
        self._queued += size
        try:
            return await self._put(batch=batch)
        finally:
            self._queued -= size

    async def write(self, call: Callable[[sqlite3.Connection], T]) -> T:
        """Return `call(conn)`, done in one transaction on the writer thread and committed.

        Whatever it raises rolls the transaction back and is raised here.
        """
        return await self._put(call=call)

    async def read(self, call: Callable[[sqlite3.Connection], T]) -> T:
        """Return `call(conn)`, done in one read-only snapshot on a reader thread. Raises Busy after 2 s."""
        return await self._readers.read(call)

    async def forget(self, device: str, since: int, through_seq: int) -> int:
        """Erase the acts of a device that ended at `since` (UTC ms) or later, and return how many they were.

        Only acts up to `through_seq` are touched, and one of them sent again is answered `duplicate`. When
        this returns they are gone from the database, its write-ahead log, the backups and damaged copies.
        """
        return await self.erase(Window(device, since, through_seq))

    async def erase(self, erasure: Erasure) -> int:
        """Erase acts from the database, its write-ahead log, backups and damaged copies; return how many.

        Done part by part: what arrives meanwhile is stored, and is not touched. Raises Busy, StorageFailed or
        StorageFull; asking again goes on with what is left.
        """
        erased, (places, self._stretch) = 0, await self._put(call=lambda conn: _begun(conn, erasure))
        with self._watched(places) as progress:
            while places:
                some, places = await self._put(call=partial(step, erasure=erasure, places=places))
                erased += some
                progress.left(places)
            await self._wipe(erasure, progress)
        return erased

    async def count(self, erasure: Erasure) -> int:
        """Return how many acts it would erase now."""
        return await self.read(lambda conn: count(conn, erasure))

    async def _wipe(self, erasure: Erasure, progress: Progress) -> None:
        """Erase from every other file what is out of the database by now."""
        await self._put(call=copies.empty_log, bare=True)
        await asyncio.to_thread(self._clean_copies, erasure, progress)

    @contextmanager
    def _watched(self, places: list[Range]) -> Iterator[Progress]:
        self._under_way.append(mine := Progress.of(places))
        try:
            yield mine
        finally:
            self._under_way.remove(mine)

    async def remind_copies(self) -> None:
        """Make every backup remember as gone what the database does, and nothing else."""
        await asyncio.to_thread(self._remind_copies)

    async def tend(self) -> int:
        """Delete the single acts that are no longer to be kept, as the person agreed; return how many."""
        with self._watched([]) as progress:
            return await asyncio.to_thread(self._tend, asked=progress)

    async def backups(self) -> list[Backup]:
        """Return what backups there are, the newest first."""
        return await asyncio.to_thread(described, self.backup_folder)

    async def make_backup(self) -> Backup:
        """Make a backup now. Raises StorageFailed or StorageFull; no half of one stays."""
        return describe(await asyncio.to_thread(self._make_backup))

    async def restore_backup(self, name: str) -> str:
        """Put a backup in the place of the database; return the name of the backup made of what it was.

        Raises NotFound, StorageFailed or StorageFull; the database is as it was then.
        """
        return (await asyncio.to_thread(self._restore_backup, name)).name

    async def close(self) -> None:
        """Finish what waits, empty the write-ahead log and give the folder back."""
        await asyncio.to_thread(self._close)

    def _put(
        self,
        batch: Batch | None = None,
        call: Callable[[sqlite3.Connection], Any] | None = None,
        bare: bool = False,
    ) -> asyncio.Future[Any]:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self._writer.put(Job(loop, future, batch, call, bare))
        return future

    def _tend(self, is_ending: Callable[[], bool] = lambda: False, asked: Progress | None = None) -> int:
        return retention.tend(self._writer.do, datetime.date.today(), is_ending, asked)

    def _make_backup(self) -> Path:
        with self._keeper.lock, translated():
            return make_backup(self.path, self.backup_folder)

    def _restore_backup(self, name: str) -> Path:
        backup = self.backup_folder / Path(name).name
        with self._keeper.lock, translated():
            return self._writer.do(lambda conn: self._exchange(conn, backup), bare=True)

    def _exchange(self, conn: sqlite3.Connection, backup: Path) -> Path:
        kept = exchange(conn, self.path, backup)
        self.instance_id = instance_of(conn)
        return kept

    def _remind_copies(self) -> None:
        with self._keeper.lock:
            copies.remind_copies(self.path, self.backup_folder)

    def _clean_copies(self, erasure: Erasure, progress: Progress) -> None:
        with self._keeper.lock:
            copies.clean_copies(self.path, self.backup_folder, erasure, progress.copies)

    def _close(self) -> None:
        self._keeper.stop()
        self._readers.close()
        self._writer.stop()
        with self._keeper.lock:  # a backup may still be changed for somebody who has gone
            self._lock.release()


def _begun(conn: sqlite3.Connection, erasure: Erasure) -> tuple[list[Range], int]:
    """Begin to erase; return where, and which stretch of days is the last that is remembered."""
    return begin(conn, erasure), last_stretch(conn)
