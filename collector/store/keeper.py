"""The thread that deletes what is no longer kept and makes the daily backup, so that nobody waits for it."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pointeuse.collector.errors import PointeuseError
from pointeuse.collector.store.files import backups

FIRST_S = 60  # leave the start of the program to what the person waits for
AGAIN_S = 3600

Tend = Callable[[Callable[[], bool]], object]

log = logging.getLogger("pointeuse.store")


class Keeper(threading.Thread):
    """`lock` is held while a backup is made or changed; `tend(is_ending)` comes first, whenever it wakes."""

    def __init__(self, path: Path, folder: Path, tend: Tend = lambda is_ending: None):
        super().__init__(name="pointeuse-keeper", daemon=True)
        self._tend = tend
        self.lock = threading.Lock()
        self._path, self._folder = path, folder
        self._stopped = threading.Event()

    def run(self) -> None:
        wait: float = FIRST_S
        while not self._stopped.wait(wait):
            self._try_to_tend()
            wait = min(AGAIN_S, backups.due_in(self._folder, time.time()) or self._make())

    def stop(self) -> None:
        """End the thread, after the backup that it may be making."""
        self._stopped.set()
        self.join()

    def _try_to_tend(self) -> None:
        try:
            self._tend(self._stopped.is_set)
        except (sqlite3.Error, PointeuseError) as error:
            log.warning(
                "Old acts could not be deleted (%s); the next try is in an hour.", type(error).__name__
            )

    def _make(self) -> float:
        try:
            with self.lock:
                backups.make_backup(self._path, self._folder)
        except (sqlite3.Error, OSError) as error:
            log.warning("No backup could be made (%s); the next try is in an hour.", type(error).__name__)
        return AGAIN_S
