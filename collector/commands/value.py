"""`pointeuse value`: what a period is worth, in lines or as JSON."""

import datetime
import json
import re

import click

from pointeuse.collector.commands.log import date_of, opened_log, period, warned
from pointeuse.collector.errors import Malformed
from pointeuse.collector.routes.bodies import LAST_DAY, VERSION, Valued
from pointeuse.collector.routes.commands import value_of
from pointeuse.collector.settings import Settings
from pointeuse.collector.sums.period import day_number
from pointeuse.collector.wording import language, sentence
from pointeuse.collector.written import Written


def print_value(
    settings: Settings,
    first: datetime.datetime | None,
    last: datetime.datetime | None,
    version: str | None,
    as_json: bool,
) -> None:
    """Print the estimate of the days from `first` to `last`, or of the whole log.

    The figures are those of the set called `version`, or of the one in use. Raises Malformed or NotFound.
    """
    body = period(first, last) | ({} if version is None else {"set": version})
    _refuse(body)
    with opened_log(settings) as ask:
        answer = ask("value", body, lambda conn, _: value_of(conn, Valued(**body)))
    if not as_json:
        if warning := warned(answer):
            click.echo(warning)
        click.echo(answer["text"][language()], nl=False)
        _tell_edition(answer)
        _tell_ignored(answer["ignored"])
        return
    answer.pop("text")
    answer["from"], answer["to"] = date_of(answer.pop("first_day")), date_of(answer.pop("last_day"))
    click.echo(json.dumps(answer, indent=1))


def _refuse(body: dict) -> None:
    """Raise Malformed for what the collector would not understand either."""
    days = [body[name] for name in ("first_day", "last_day") if name in body]
    if days != sorted(days):
        raise Malformed("The day of --to lies before that of --from; exchange them.")
    if not all(0 <= day <= LAST_DAY for day in days):
        raise Malformed(f"A log holds days from {date_of(0)} to {date_of(LAST_DAY)}; choose among them.")
    if not re.fullmatch(VERSION, body.get("set", "0" * 12)):
        raise Malformed("A set of figures is named by twelve digits and letters; take one from the settings.")


def _tell_edition(answer: dict) -> None:
    if answer["until"]:
        of = Written(language())
        since, until = (
            of.day(day_number(datetime.date.fromisoformat(answer[end]))) for end in ("edition_date", "until")
        )
        click.echo(sentence("edition", since=since, until=until), err=True)


def _tell_ignored(names: list[str]) -> None:
    if names:
        click.echo(sentence("ignored", names=", ".join(names)), err=True)
