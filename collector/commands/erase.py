"""`pointeuse erase`: acts gone from every file, after a question."""

import click

from pointeuse.collector.commands.chosen import Choice
from pointeuse.collector.commands.log import figures, opened_store
from pointeuse.collector.commands.progress import Show, bar
from pointeuse.collector.routes.erase import erased
from pointeuse.collector.routes.log_bodies import EraseAtOnce
from pointeuse.collector.settings import Settings
from pointeuse.collector.wording import sentence


def erase(settings: Settings, choice: Choice, is_sure: bool) -> None:
    """Say how many acts are chosen, ask, and erase them. Raises click.Abort when the person says no."""
    body = choice.body()
    with opened_store(settings) as do:

        def ask(sure: bool, show: Show | None = None) -> dict:
            whole = {**body, "sure": sure}
            return do("erase", whole, lambda store, _: erased(store, EraseAtOnce(**whole)), show)

        if not is_sure:
            found = ask(False)
            question = sentence("erase-question", acts=figures().number(found["acts"] + found["summed"]))
            click.confirm(question, abort=True, err=True)
        with bar() as show:
            done = ask(True, show)
    click.echo(sentence("erased", acts=figures().number(done["erased"] + done["summed"])), err=True)
    if done["unsent"] == "kept":
        click.echo(sentence("erased-unsent"), err=True)
