"""Reading the log for a command: through the running collector, else under its lock by ourselves."""

import asyncio
import datetime
import sqlite3
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager

from msgspec.structs import asdict

from pointeuse.collector import catalogue
from pointeuse.collector.catalogue import Catalogue, Kind
from pointeuse.collector.commands.call import address_of_running, call
from pointeuse.collector.commands.progress import watched
from pointeuse.collector.errors import StartupError
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.kept.invented import INVENTED
from pointeuse.collector.teach.personas import name_of
from pointeuse.collector.wording import language, sentence
from pointeuse.collector.written import Written

EPOCH = datetime.date(1970, 1, 1)
Read = Callable[[sqlite3.Connection, Mapping[str, Kind]], dict]
Change = Callable[[Store, Catalogue], Coroutine[None, None, dict]]


@contextmanager
def opened_log(settings: Settings) -> Iterator[Callable[[str, dict, Read], dict]]:
    """Yield `ask(name, body, read)`: the collector's answer, or what `read` makes of the database.

    Raises StartupError when the folder is locked or its database cannot be opened.
    """
    with opened_store(settings) as do:
        yield lambda name, body, read: do(
            name, body, lambda store, known: store.read(lambda conn: read(conn, known.kinds))
        )


@contextmanager
def opened_store(settings: Settings, make: bool = False) -> Iterator[Callable[..., dict]]:
    """Yield `do(name, body, change)`: the collector's answer, or that of `change` done to the store here.

    `do(…, show)` calls `show(done, whole)` now and then while erasing goes on. With `make` a folder without a
    log gets one. Raises StartupError as `opened_log` does.
    """
    if address_of_running(settings.data):
        yield lambda name, body, change, show=None: watched(
            lambda: call(settings.data, name, body, None),
            lambda: call(settings.data, "progress"),
            show,
        )
        return
    if not make and not (settings.data / "pointeuse.db").exists():
        message = f"{settings.data} holds no log yet; start Pointeuse, or name another folder with --data."
        raise StartupError(message, "no-log")
    known = catalogue.load()
    store = Store.open(settings.ready(), known)
    with asyncio.Runner() as runner:
        try:
            yield lambda name, body, change, show=None: watched(
                lambda: runner.run(change(store, known)), lambda: asdict(store.progress), show
            )
        finally:
            runner.run(store.close())


def period(first: datetime.datetime | None, last: datetime.datetime | None) -> dict[str, int]:
    """Return the days that were given as the collector counts them."""
    days = {"first_day": first, "last_day": last}
    return {name: (day.date() - EPOCH).days for name, day in days.items() if day is not None}


def figures() -> Written:
    """Return how figures are written in the system's language."""
    return Written(language())


def date_of(day: int) -> str:
    """Return the local day as 2026-01-31."""
    return (EPOCH + datetime.timedelta(days=day)).isoformat()


def warned(answer: dict) -> str | None:
    """Return the sentence to print beside an answer about an invented person, None for a real log."""
    whose = answer.get(INVENTED)
    return sentence("invented", who=getattr(name_of(whose), language())) if whose else None
