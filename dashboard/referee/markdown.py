"""Tables and amounts as the page writes them: an estimate has two digits, a figure what its source gives.

WRITTEN  how numbers are written
table    a table of Markdown
listed   words with commas and an "and"
"""

from collections.abc import Iterable, Sequence

from pointeuse.collector.valuation.parameters.parameter import Parameter
from pointeuse.collector.written.money import Money

WRITTEN = Money("en")

FINE = 1.1


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the table; a line in a cell would end its column."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def listed(words: Sequence[str]) -> str:
    """Return `a`, `a and b`, or `a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def code(name: str) -> str:
    """Return the id of a figure as Markdown."""
    return f"`{name}`"


def about(row: Parameter) -> str:
    """Return the id of a figure, and what it is in the words of its row."""
    words = row.quantity[0].lower() + row.quantity[1:] if row.quantity[1:2].islower() else row.quantity
    return f"{code(row.id)} ({words})"


def times(factor: float | None) -> str:
    """Return a factor to two digits, one near 1 to three decimals."""
    if factor is None:
        return "from nothing"
    return f"× {WRITTEN.number(factor) if 1 <= factor < FINE else WRITTEN.rate(factor)}"
