"""`pointeuse payslip`: a period laid out as a wage slip, in the terminal, as PDF or as CSV."""

import asyncio
import datetime
import math
from dataclasses import dataclass
from pathlib import Path

import click

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.commands.log import opened_store
from pointeuse.collector.errors import NotFound, StartupError
from pointeuse.collector.folder import write_private
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.wording import language, sentence
from pointeuse.dashboard.payslip.months import asked_period
from pointeuse.dashboard.payslip.pdf import pdf as set_in_type
from pointeuse.dashboard.payslip.table import table
from pointeuse.dashboard.payslip.terminal import lines
from pointeuse.dashboard.payslip.words import worded
from pointeuse.dashboard.web.payslip import slip_of
from pointeuse.dashboard.web.twice import Memory, in_time


@dataclass(frozen=True)
class Order:
    """Which slip: a month as YYYY-MM, or days; None is the last whole month, and the set in use."""

    month: str | None
    first: datetime.datetime | None
    last: datetime.datetime | None
    version: str | None

    @property
    def days(self) -> dict[str, str]:
        """The days as the collector is asked for them."""
        given = {"month": self.month, "from": self.first, "until": self.last}
        return {
            name: day if isinstance(day, str) else f"{day:%Y-%m-%d}" for name, day in given.items() if day
        }


def payslip(settings: Settings, order: Order, lang: str | None, pdf: Path | None, csv: Path | None) -> None:
    """Print the slip, or write it to the files named.

    Raises Malformed for days that are none, NotFound for an unknown set and where nothing was counted,
    StartupError for a file that cannot be written, Busy when the PDF could not be made.
    """
    slip = _read(settings, order)
    words = worded(slip, lang or language())
    if words["empty"]:
        raise NotFound(words["empty"])
    if pdf is None and csv is None:
        click.echo("\n".join(lines(words)))
    if pdf is not None:
        _write(pdf, asyncio.run(set_in_type(words)))
    if csv is not None:
        _write(csv, table(slip).encode())


def _read(settings: Settings, order: Order) -> dict:
    today = datetime.date.today()
    period = asked_period(order.days, today)
    body = order.days | ({} if order.version is None else {"set": order.version})

    async def made(store: Store, known: Catalogue) -> dict:
        twice = await in_time(store, period, Memory(), math.inf)  # the next call would begin again
        return await store.read(lambda conn: slip_of(conn, period, order.version, known, today, twice))

    with opened_store(settings) as do:
        return do("payslip", body, made)


def _write(file: Path, content: bytes) -> None:
    try:
        write_private(file, content)
    except OSError as error:
        message = f"{file} cannot be written ({error.strerror}); choose another file."
        raise StartupError(message, "file") from error
    click.echo(sentence("payslip", file=file), err=True)
