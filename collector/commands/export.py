"""`pointeuse export`: the acts as JSON lines or CSV, with the fields of the schema and no others."""

import csv
import datetime
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from ..errors import StartupError
from ..routes.bodies import Page
from ..routes.export import FIELDS, page_of
from ..settings import Settings
from ..wording import sentence
from .log import opened_log, period, warned

STDOUT = Path("-")
COLUMNS = (*FIELDS, "detail")


def export(
    settings: Settings,
    first: datetime.datetime | None,
    last: datetime.datetime | None,
    form: str | None,
    file: Path,
) -> None:
    """Write every act from `first` to `last`; to a file, with a bar while a terminal watches."""
    form = form or ("csv" if file.suffix.lower() == ".csv" else "json")
    line, count, warning = (_csv_line if form == "csv" else _json_line), 0, None
    with _opened(file) as out, _bar(file) as show:
        if form == "csv":
            out.write(",".join(COLUMNS) + "\n")
        for page in _pages(settings, period(first, last)):
            out.writelines(line(act) for act in page["acts"])
            count += len(page["acts"])
            show(count, page["whole"])
            warning = warned(page)
    if file != STDOUT:
        click.echo(sentence("exported", acts=count, file=file), err=True)
    if warning:
        click.echo(warning, err=True)


def _pages(settings: Settings, days: dict[str, int]) -> Iterator[dict]:
    """Yield each page: its `acts`, and the number of all as `whole`."""
    after: int | None = 0
    with opened_log(settings) as ask:
        while after is not None:
            page = Page(**days, after=after)
            body = {**days, "after": after}
            answer = ask("export", body, lambda conn, kinds, page=page: page_of(conn, page, kinds))
            yield answer
            after = answer["next"]


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """Open the file for its owner only, and put it in its place when it is whole."""
    if file == STDOUT:
        yield sys.stdout
        return
    part = file.with_name(f".{file.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(file)
    except OSError as error:
        message = f"{file} cannot be written ({error.strerror}); choose another file."
        raise StartupError(message, "file") from error
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def _bar(file: Path) -> Iterator[Callable[[int, int], None]]:
    """Yield what shows the progress: nothing unless a terminal watches and the acts go elsewhere."""
    if file == STDOUT or not sys.stderr.isatty():
        yield lambda count, whole: None
        return
    with click.progressbar(length=1, file=sys.stderr) as bar:

        def show(count: int, whole: int) -> None:
            bar.length = max(whole, 1)
            bar.update(count - bar.pos)

        yield show


def _json_line(act: dict) -> str:
    return json.dumps(act, separators=(",", ":")) + "\n"


def _csv_line(act: dict) -> str:
    line = io.StringIO()
    detail = json.dumps(act["detail"], separators=(",", ":")) if "detail" in act else ""
    csv.writer(line, lineterminator="\n").writerow([*(act[name] for name in FIELDS), detail])
    return line.getvalue()
