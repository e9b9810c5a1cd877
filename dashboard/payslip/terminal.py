"""The slip as lines of text, eighty columns wide; rates are left to the page, the PDF and the CSV."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

WIDTH = 80
NAME, BASE, AMOUNT = 27, 9, 12
INDENT = "  "
NUMBER = 5


def lines(words: dict) -> Iterator[str]:
    """Yield the lines of a slip in words."""
    yield f"{words['title'].upper()} {words['subtitle']}"
    yield f"{words['period']} · {words['days']}"
    yield from (words["made"], words["owed"])
    yield from (words[part] for part in ("invented", "unfinished") if words[part])
    yield from _parties(words)
    yield from _table(words)
    yield from _paragraphs(words["remarks"])
    yield from ("", *wrap(words["keep"], WIDTH), "", words["coverage"]["title"])
    yield from _paragraphs(words["coverage"]["sentences"])
    yield from ("", words["sources"]["title"])
    yield from _paragraphs(words["sources"]["sentences"])
    for row in words["sources"]["rows"]:
        yield from _note(row)
    yield from ("", words["mark"])


def _parties(words: dict) -> Iterator[str]:
    facts = [(fact["label"], fact["value"]) for fact in words["employee"]["facts"]]
    employee = (words["employee"]["label"], words["employee"]["name"])
    rows = [(words["employer"]["label"], words["employer"]["names"]), employee, *facts]
    wide = max(len(label) for label, _ in rows) + 2
    yield ""
    for label, value in rows:
        first, *more = wrap(value, WIDTH - wide)
        yield f"{label:<{wide}}{first}"
        yield from (" " * wide + line for line in more)
    yield ""


def _table(words: dict) -> Iterator[str]:
    columns, methods = words["columns"], [method["name"] for method in words["methods"]]
    yield from _row(columns["in"], columns["base"], methods, columns["notes"])
    yield "─" * WIDTH
    for employer in words["employers"]:
        yield from _row(employer["name"].upper(), "", employer["amounts"] or ())
        for platform in employer["platforms"]:
            yield from _row(INDENT + platform["name"], "", platform["amounts"])
            for line in platform["lines"]:
                marks = " ".join(map(str, line["notes"]))
                yield from _row(2 * INDENT + line["name"], line["base"], line["amounts"], marks)
    yield "─" * WIDTH
    for total in words["totals"]:
        yield from _row(total["label"], "", total["amounts"])
    yield ""


def _row(name: str, base: str, amounts: Iterable[str], marks: str = "") -> Iterator[str]:
    """Yield a row, bottom up: a long name, and words in the place of a figure, take lines above it."""
    indent = name[: len(name) - len(name.lstrip())]
    cells = [wrap(name, NAME, subsequent_indent=indent), *(wrap(amount, AMOUNT - 1) for amount in amounts)]
    for above in range(max(map(len, cells)) - 1, 0, -1):
        yield _line([cell[-1 - above] if above < len(cell) else "" for cell in cells])
    yield _line([cell[-1] if cell else "" for cell in cells], base, marks)


def _line(cells: list[str], base: str = "", marks: str = "") -> str:
    name, *amounts = cells
    figures = "".join(f"{amount:>{AMOUNT}}" for amount in amounts)
    return f"{name:<{NAME}}{base:>{BASE}}{figures}  {marks}".rstrip()


def _paragraphs(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from wrap(sentence, WIDTH)


def _note(row: dict) -> Iterator[str]:
    about = ", ".join(filter(None, [row["value"], row["year"], row["confidence"], row["made"]]))
    text = f"{row['id']}: {row['quantity']}. {about}. {row['source']}"
    first, *more = wrap(text, WIDTH - NUMBER)
    yield f"{row['number']:>3}  {first}"
    yield from (" " * NUMBER + line for line in more)
    if row["url"]:
        yield " " * NUMBER + row["url"]
