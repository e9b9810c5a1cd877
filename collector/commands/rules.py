"""`pointeuse rules`: look at a file of the catalogue, and try it on recorded requests."""

import json
from pathlib import Path

import click

from pointeuse.collector.rules import recording, trying
from pointeuse.collector.rules.check import missing, problems, summary
from pointeuse.collector.rules.draft import Draft, Problem, read
from pointeuse.collector.rules.shape import problems as misshapen

UNREADABLE = 2


def check(file: Path) -> int:
    """Print every problem of a file, or that there is none, and return the exit status."""
    draft = _read(file)
    found = problems(draft)
    for problem in found:
        click.echo(_line(file, problem))
    if not found:
        click.echo("\n".join(filter(None, [summary(draft), missing(draft)])))
    return int(bool(found))


def try_(file: Path, requests: Path, everything: bool, servers: tuple[str, ...]) -> int:
    """Print what a platform's rules make of recorded requests, and return the exit status."""
    draft = _read(file)
    rows, faults = recording.parse(_text(requests))
    faults = [f"{requests.name}: {fault}." for fault in faults]
    wrong = draft.found or list(misshapen(draft))
    for line in [*(_line(file, problem) for problem in wrong), *faults]:
        click.echo(line, err=True)
    if wrong or faults:
        return 1
    if draft.form == "captcha":
        raise click.UsageError("A CAPTCHA shows in frames, not in requests; try a platform's file.")
    tried = trying.attempt(draft, rows, servers)
    click.echo(_listed([*tried.acts, *tried.off] if everything else tried.acts))
    for note in _notes(draft, [] if everything else tried.off, tried.unread):
        click.echo(note, err=True)
    return 0


def _notes(draft: Draft, left_out: list[dict], unread: dict[str, int]) -> list[str]:
    rules = dict.fromkeys(act["rule"] for act in left_out)
    notes = [f"Left out: {rule} is off until it is switched on; --all shows its acts." for rule in rules]
    clicks = [
        f"Not tried: {rule} is counted by clicks, which no request shows." for rule in trying.by_click(draft)
    ]
    hidden = [
        f"Not known: {rule} met {n} {'body' if n == 1 else 'bodies'} that cannot be read."
        for rule, n in unread.items()
    ]
    return notes + hidden + clicks


def _listed(acts: list[dict]) -> str:
    """Return a JSON list with one act on a line."""
    rows = ",\n".join(f" {json.dumps(act)}" for act in sorted(acts, key=lambda act: act["at"]))
    return f"[\n{rows}\n]" if acts else "[]"


def _line(file: Path, problem: Problem) -> str:
    return ": ".join(filter(None, [file.name, problem.place, problem.sentence])) + "."


def _read(file: Path) -> Draft:
    try:
        return read(file)
    except (OSError, UnicodeError) as error:
        raise _unreadable(file, error) from error


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: OSError | UnicodeError) -> SystemExit:
    reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
    click.echo(f"{file} cannot be read ({reason}); name a file that can.", err=True)
    return SystemExit(UNREADABLE)
