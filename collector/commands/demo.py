"""`pointeuse demo`: an invented person's log in a store of its own, on the same dashboard."""

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from pointeuse.collector.commands.browser import open_page
from pointeuse.collector.commands.call import address_of_running
from pointeuse.collector.commands.serve import serve
from pointeuse.collector.settings import Settings
from pointeuse.collector.teach.making import folder_of, made
from pointeuse.collector.teach.personas import persona_named, personas
from pointeuse.collector.wording import language, sentence

WIDTH = 78
INDENT = " " * 13


def demo(settings: Settings, port: int | None, name: str, days: int, seed: int) -> None:
    """Make the person's log if need be and serve it until told to stop. Raises NotFound, StartupError.

    `port` is the one asked for now: that of the environment is the person's own.
    """
    persona = persona_named(name)
    own = replace(settings, data=folder_of(settings.data, persona, days, seed), port=port)
    if address_of_running(own.data):
        open_page(own, "open")
        return
    label = sentence("inventing", who=getattr(persona.name, language()))
    with _progress(days, label) as show:
        made(own, persona, days, seed, datetime.date.today(), show)
    serve(own)


def list_personas() -> None:
    """Print who there is, each with a sentence."""
    for persona in personas().values():
        name, description = (getattr(text, language()) for text in (persona.name, persona.description))
        click.echo(f"{persona.id:<12} {name}")
        click.echo(click.wrap_text(description, WIDTH, INDENT, INDENT))


@contextmanager
def _progress(days: int, label: str) -> Iterator[Callable[[int], None]]:
    """Yield what shows how many of the days are made: nothing unless a terminal watches."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=days, label=label, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
