"""The store of an invented person: a folder of its own, marked before its first act."""

import asyncio
import datetime
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice, takewhile
from pathlib import Path

from pointeuse.collector import __version__, catalogue
from pointeuse.collector.acts import Act, Batch
from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.errors import StartupError
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.engine.lock import Lock
from pointeuse.collector.store.kept.clients import Client
from pointeuse.collector.store.kept.invented import DEVICE, invented_of, mark
from pointeuse.collector.store.kept.preferences import set_preference
from pointeuse.collector.teach.acts import acts_of
from pointeuse.collector.teach.days import EPOCH
from pointeuse.collector.teach.personas import Persona

TOGETHER = 5_000  # acts in one transaction
DEVICE_LENGTH = 22

Show = Callable[[int], None]  # how many days are done


def folder_of(data: Path, persona: Persona, days: int, seed: int) -> Path:
    """Return where the store lies: beside the person's own data folder, never in it."""
    return data.with_name(f"{data.name}-demo") / f"{persona.id}-{days}-{seed}"


def made(
    settings: Settings, persona: Persona, days: int, seed: int, until: datetime.date, show: Show
) -> None:
    """Make the store in `settings.data`, unless the same was made before; `show` hears of each piece.

    Nothing in it lies ahead of the clock. A store of the same person that ended on another day is made
    afresh. Raises StartupError for a folder with anything else in it, AlreadyRunning while another process
    has it open.
    """
    begun = f"{persona.id}/{days}/{seed}"
    whole = f"{begun}/{until.isoformat()}"
    found = _mark_in(settings.data)
    if found == whole:
        return
    settings.ready()
    if found:
        _empty(settings.data)
    known = catalogue.load()
    store = Store.open(settings, known)
    offset_min = time.localtime().tm_gmtoff // 60
    now = time.time_ns() // 1_000_000
    acts = takewhile(lambda act: act.at + act.ms <= now, acts_of(persona, days, seed, until, offset_min))
    first = (until - EPOCH).days - days
    asyncio.run(_fill(store, known, persona, (begun, whole), acts, lambda day: show(day - first)))


async def _fill(
    store: Store,
    known: Catalogue,
    persona: Persona,
    marks: tuple[str, str],
    acts: Iterator[Act],
    show: Show,
) -> None:
    """Mark the store, fill it and mark it as whole; once it is opened again it takes no more acts."""
    device = f"{DEVICE}{persona.id}".ljust(DEVICE_LENGTH, "-")
    nobody = Client(device, b"", device, "", "", "", 0)
    try:
        await store.write(lambda conn: _begin(conn, persona, marks[0]))
        while part := list(islice(acts, TOGETHER)):
            await store.ingest(nobody, _batch(part, device, known))
            show((part[-1].at + part[-1].offset_min * 60_000) // DAY_MS)
        await store.write(lambda conn: mark(conn, marks[1]))
    finally:
        await store.close()


def _begin(conn: sqlite3.Connection, persona: Persona, whose: str) -> None:
    mark(conn, whose)
    set_preference(conn, "country", persona.country)
    set_preference(conn, "currency", persona.currency)
    set_preference(conn, "age", persona.age)


def _batch(acts: list[Act], device: str, known: Catalogue) -> Batch:
    rules = [(act.kind, act.platform, act.rule) for act in acts]
    return Batch(device, __version__, known.version, acts[-1].at, acts, rules)


def _mark_in(folder: Path) -> str | None:
    """Return the mark of the store in the folder, None for no folder or an empty one. Raises StartupError."""
    if not folder.exists() or not any(folder.iterdir()):
        return None
    file = folder / "pointeuse.db"
    found = None
    if file.is_file():
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as conn:
                found = invented_of(conn)
        except sqlite3.Error:
            found = None
    if found is None:
        raise StartupError(
            f"{folder} holds something that is no invented person, and it was left as it is. "
            "Move it away, or take another --seed.",
            "not-invented",
        )
    return found


def _empty(folder: Path) -> None:
    """Remove the database of an invented person with its copies; the folder's port and key stay."""
    lock = Lock(folder)
    try:
        for path in [*folder.glob("pointeuse.db*"), *folder.glob("backups/*"), folder / "suspect"]:
            path.unlink(missing_ok=True)
    finally:
        lock.release()
