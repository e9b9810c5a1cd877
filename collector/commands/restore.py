"""`pointeuse restore`: the acts of an export, stored again where they are missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from pointeuse.collector.commands.log import figures, opened_store
from pointeuse.collector.commands.progress import bar
from pointeuse.collector.errors import StartupError
from pointeuse.collector.exports.parsing import LONGEST, is_header
from pointeuse.collector.routes.log_bodies import Restore
from pointeuse.collector.routes.restore import restored
from pointeuse.collector.settings import Settings
from pointeuse.collector.wording import sentence

MOST_LINES = 2000
MOST_BYTES = 500_000  # of text; twice that when every character has to be escaped
COUNTED = ("stored", "duplicate", "erased")


def restore(settings: Settings, file: Path, with_erased: bool) -> int:
    """Restore the file and name each line that was not taken; return the exit status, 1 for any such."""
    whole, sums, odd = file.stat().st_size, dict.fromkeys(COUNTED, 0), 0
    with _opened(file) as text, opened_store(settings, make=True) as do, bar() as show:
        first = text.readline(LONGEST)
        header = first if is_header(first) else None
        if header is None:
            text.seek(0)
        for number, lines in _pieces(text, 1 if header is None else 2):
            piece = {"format": "csv" if header else "json", "header": header, "lines": lines}
            piece |= {"first_line": number, "with_erased": with_erased}
            answer = do("restore", piece, lambda store, known, b=piece: restored(store, known, Restore(**b)))
            sums = {name: sums[name] + answer[name] for name in COUNTED}
            odd += _tell(answer)
            show(text.buffer.tell(), whole)
    counts = {name: figures().number(n) for name, n in {**sums, "refused": odd}.items()}
    click.echo(sentence("restored", **counts), err=True)
    return int(odd > 0)


def _opened(file: Path) -> TextIO:
    try:
        return file.open(encoding="utf-8", errors="replace", newline=None)
    except OSError as error:
        raise StartupError(
            f"{file} cannot be read ({error.strerror}); choose another file.", "file"
        ) from error


def _pieces(text: TextIO, number: int) -> Iterator[tuple[int, list[str]]]:
    """Yield some lines at a time, with the number of the first. Of a line too long its beginning is kept."""
    lines: list[str] = []
    size = 0
    while line := text.readline():
        lines.append(line[: LONGEST + 1].rstrip("\n"))
        size += len(lines[-1].encode())
        if len(lines) == MOST_LINES or size > MOST_BYTES:
            yield number, lines
            number, lines, size = number + len(lines), [], 0
    if lines:
        yield number, lines


def _tell(answer: dict) -> int:
    rows = answer["refused"] + [{**row, "reason": "conflict"} for row in answer["conflict"]]
    for row in sorted(rows, key=lambda row: row["line"]):
        click.echo(sentence("not-restored", **row), err=True)
    return len(rows)
