"""`make docs`: write docs/what-is-counted.md from the files of the catalogue.

document   the whole page as Markdown; a test compares it with the file
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pointeuse.collector.catalogue import CATALOGUE
from pointeuse.collector.rules.draft import is_on
from pointeuse.collector.rules.table.cells import SORTS, Reason, kinds_of
from pointeuse.collector.rules.table.glance import LEGEND, groups, sign
from pointeuse.collector.rules.table.rows import Row, reasons, rows

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[2] / "docs" / "what-is-counted.md"
MEANT = {
    "rule": ("counted", "A rule counts it"),
    "off": ("off", "A rule could count it, and is off until somebody switches it on"),
    "not-possible": ("not possible", "It cannot be counted, for a reason that is named"),
    "does-not-exist": ("does not exist", "It does not exist there, or counts as another kind"),
    "not-known": ("not known", "Nobody knows"),
    "empty": ("no word yet", "Nobody has written a word about it"),
}
TITLES = {
    "not-possible": "Not possible",
    "does-not-exist": "Does not exist, or counts as another kind",
    "not-known": "Not known",
}


def document(folder: Path = CATALOGUE) -> str:
    """Return the page about the catalogue in a folder."""
    kinds = {key: row["label"]["en"] for key, row in _read(folder / "kinds.json")["kinds"].items()}
    table = rows(folder)
    total = sum((row.sorts() for row in table), Counter())
    shown = [sort for sort in SORTS if sort != "empty" or total["empty"]]
    return (
        (HERE / "page.md")
        .read_text("utf-8")
        .format(
            how_to="[Add a platform](how-to/add-a-platform.md)",
            summary=_summary(table, total),
            sorts="\n".join(f"| {MEANT[sort][1]} | {total[sort]} |" for sort in shown),
            legend=LEGEND,
            glance=_glance(table, groups(table[0].cells if table else ())),
            platforms=_numbers("platform", shown, ((_link(row.name), row.sorts()) for row in table)),
            kinds=_numbers("kind", shown, _by_kind(table, kinds)),
            sections="\n\n".join(_section(row, kinds) for row in table),
        )
    )


def _summary(table: list[Row], total: Counter) -> str:
    number = len(next(iter(table)).cells) if table else 0
    parts = [f"**{total['not-known']} of {total.total()} cells are not known.**"]
    if total["empty"]:
        parts.append(f"**{total['empty']} have no word yet.**")
    return " ".join([*parts, f"{len(table)} platforms × {number} kinds."])


def _by_kind(table: list[Row], kinds: dict[str, str]) -> Iterator[tuple[str, Counter]]:
    for kind in table[0].cells if table else ():
        yield f"{kinds[kind]} (`{kind}`)", Counter(row.cells[kind].sort for row in table)


def _glance(table: list[Row], grouped: dict[str, list[str]]) -> str:
    """Return a table with a sign for each group of kinds; a group of no kind is left out."""
    shown = {name: kinds for name, kinds in grouped.items() if kinds}
    head = [f"| {' | '.join(['platform', *shown])} |", f"| --- |{' :-: |' * len(shown)}"]
    lines = [
        [_link(row.name), *(sign(row.cells[kind] for kind in own) for own in shown.values())] for row in table
    ]
    return "\n".join([*head, *(f"| {' | '.join(line)} |" for line in lines)])


def _numbers(first: str, shown: list[str], lines: Iterable[tuple[str, Counter]]) -> str:
    """Return a table of how many cells are of which sort."""
    head = [f"| {' | '.join([first, *(MEANT[sort][0] for sort in shown)])} |"]
    head.append(f"| --- |{' ---: |' * len(shown)}")
    return "\n".join([*head, *(_line(name, [sorts[sort] for sort in shown]) for name, sorts in lines)])


def _line(name: str, numbers: list[int]) -> str:
    return f"| {' | '.join([name, *(str(number or '') for number in numbers)])} |".replace("|  ", "| ")


def _link(name: str) -> str:
    """Link to a section as GitHub calls it: small letters and hyphens, other signs left out."""
    place = re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-")
    return f"[{_plain(name)}](#{place})"


def _section(row: Row, kinds: dict[str, str]) -> str:
    acts = [act for act in row.file["acts"] if act["credit"] not in ("none", "time")]
    found = reasons(row)
    blocks = [
        _block("Counted", [_rule(act, kinds) for act in acts if is_on(act)]),
        _block("Off until somebody switches it on", [_rule(act, kinds) for act in acts if not is_on(act)]),
        *(
            _block(title, [_reason(each, found[each], kinds) for each in found if each.why == why])
            for why, title in TITLES.items()
        ),
        _block("No word yet", _empty(row, kinds)),
    ]
    return "\n\n".join([f"## {_plain(row.name)}", *filter(None, blocks)])


def _block(title: str, lines: list[str]) -> str:
    return "\n".join([f"**{title}**", "", *(f"- {line}" for line in lines)]) if lines else ""


def _rule(act: dict, kinds: dict[str, str]) -> str:
    evidence = "; ".join(map(_plain, act["evidence"]))
    sure = f"{act['confidence']}, checked {act['checked_on']}"
    return f"{_labels(kinds_of(act), kinds)}: `{act['id']}` ({sure}). Evidence: {evidence}."


def _reason(reason: Reason, about: list[str], kinds: dict[str, str]) -> str:
    """Return one reason with its kinds. Sentences of the catalogue may end with a full stop or without."""
    if reason.why == "not-known":
        return f"{_labels(about, kinds)}: last looked on {reason.looked_on}."
    rule = [f"`{reason.rule}`"] if reason.rule else []
    because = [_plain(reason.because.en).rstrip(".")] if reason.because else []
    why = ": ".join([_labels(about, kinds), *rule, *because])
    evidence = "; ".join(map(_plain, reason.evidence)).rstrip(".")
    return f"{why}. Evidence: {evidence} ({reason.looked_on})."


def _empty(row: Row, kinds: dict[str, str]) -> list[str]:
    about = [kind for kind, cell in row.cells.items() if cell.sort == "empty"]
    return [f"{_labels(about, kinds)}."] if about else []


def _labels(about: Iterable[str], kinds: dict[str, str]) -> str:
    return ", ".join(kinds[kind] for kind in about)


def _plain(text: str) -> str:
    """Return a text in which Markdown finds nothing to do."""
    return re.sub(r"([\\`*_<\[|])", r"\\\1", text)


def _read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_text(document(), "utf-8")
