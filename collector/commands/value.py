"""`pointeuse value`: what a period is worth, in lines or as JSON."""

import datetime
import json

import click

from ..routes.bodies import Period
from ..routes.commands import value_of
from ..settings import Settings
from ..wording import language
from .log import date_of, opened_log, period


def print_value(
    settings: Settings, first: datetime.datetime | None, last: datetime.datetime | None, as_json: bool
) -> None:
    """Print the estimate of the days from `first` to `last`, or of the whole log."""
    if first and last and last < first:
        raise click.UsageError("--to lies before --from; exchange them.")
    days = period(first, last)
    with opened_log(settings) as ask:
        answer = ask("value", days, lambda conn, _: value_of(conn, Period(**days)))
    if not as_json:
        click.echo(answer["text"][language()], nl=False)
        return
    answer.pop("text")
    answer["from"], answer["to"] = date_of(answer.pop("first_day")), date_of(answer.pop("last_day"))
    click.echo(json.dumps(answer, indent=1))
