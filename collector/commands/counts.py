"""`pointeuse value --counts FILE`: what a plain description of a period is worth. Reads no log."""

import json
import sys
from pathlib import Path

import click

from pointeuse.collector.errors import Malformed
from pointeuse.collector.valuation import Counts, as_json, estimate, read_counts
from pointeuse.collector.wording import language
from pointeuse.collector.worth.text import render

STDIN = "-"
MOST_BYTES = 16 * 2**20


def print_counts(file: str, numbers: bool) -> None:
    """Print the estimate of the counts in `file`, as JSON or in lines, with the figures as they ship.

    Raises Malformed for whatever cannot be read or understood.
    """
    counts = read_counts(_content(file))
    try:
        answer, lines = _answers(counts)
    except (ArithmeticError, ValueError) as error:
        raise Malformed("The counts are too large to be valued; write numbers of one person.") from error
    click.echo(answer if numbers else lines, nl=numbers)


def _answers(counts: Counts) -> tuple[str, str]:
    """Raises ValueError or ArithmeticError for an amount that is no number any more."""
    found = estimate(counts)
    return json.dumps(as_json(found), indent=1, allow_nan=False), render(found, language())


def _content(file: str) -> bytes:
    try:
        content = _start(file)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"The counts in {file!r} cannot be read ({reason}); name a JSON file, or - for the input."
        raise Malformed(message) from error
    if len(content) > MOST_BYTES:
        raise Malformed(f"The counts in {file!r} are longer than {MOST_BYTES >> 20} MiB; sum them up first.")
    return content


def _start(file: str) -> bytes:
    """Return the first bytes of a file, one more than allowed: the input may never end."""
    if file != STDIN:
        with Path(file).open("rb") as source:
            return source.read(MOST_BYTES + 1)
    return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b""
