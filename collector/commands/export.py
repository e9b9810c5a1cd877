"""`pointeuse export`: the acts as JSON lines or CSV, with the fields of the schema and no others."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from pointeuse.collector.catalogue import AD, UNASKED
from pointeuse.collector.commands.chosen import Choice
from pointeuse.collector.commands.log import figures, opened_log, warned
from pointeuse.collector.commands.progress import bar
from pointeuse.collector.errors import StartupError
from pointeuse.collector.exports.forms import FORMS
from pointeuse.collector.routes.export import page_of
from pointeuse.collector.routes.log_bodies import Page
from pointeuse.collector.settings import Settings
from pointeuse.collector.store.kept.invented import INVENTED
from pointeuse.collector.wording import sentence

STDOUT = Path("-")


def export(settings: Settings, choice: Choice, form: str | None, file: Path) -> None:
    """Write every act that is chosen; to a file, with a bar while a terminal watches."""
    written = FORMS[form or ("csv" if file.suffix.lower() == ".csv" else "json")]
    kinds, warning = Counter(), None
    with _opened(file) as out, bar(file != STDOUT) as show:
        for page in _pages(settings, choice.body()):
            if not kinds:
                out.write(written.header(INVENTED in page))
            out.writelines(map(written.line, page["acts"]))
            kinds.update(act["kind"] for act in page["acts"])
            show(kinds.total(), page["whole"])
            warning = warned(page)
    if file != STDOUT:
        _say(kinds, file)
    if warning:
        click.echo(warning, err=True)


def _say(kinds: Counter[str], file: Path) -> None:
    """Say how many acts were written, and apart from them what is no act."""
    count = figures().number
    acts = kinds.total() - kinds[UNASKED] - kinds[AD]
    click.echo(sentence("exported", acts=count(acts), file=file), err=True)
    if kinds[UNASKED]:
        click.echo(sentence("exported-unasked", checks=count(kinds[UNASKED])), err=True)
    if kinds[AD]:
        click.echo(sentence("exported-ads", ads=count(kinds[AD])), err=True)


def _pages(settings: Settings, chosen: dict) -> Iterator[dict]:
    """Yield each page: its `acts`, and the number of all as `whole`."""
    after: int | None = 0
    with opened_log(settings) as ask:
        while after is not None:
            page = Page(**chosen, after=after)
            body = {**chosen, "after": after}
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
