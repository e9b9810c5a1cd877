"""What is wrong with a platform's row of the table: kinds without a word, and kinds with two."""

from collections.abc import Iterator

from pointeuse.collector.rules.draft import Draft, Problem, entries, mapping, texts
from pointeuse.collector.rules.table.cells import Cell, Reason, cells, columns

SAID = {
    "not-possible": "it cannot be counted",
    "does-not-exist": "it does not exist",
    "not-known": "nobody knows",
}


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield every cell that says two things, and every word about a kind that needs none."""
    if draft.form != "platform":
        return
    needed = columns(draft.around.kinds)
    for index, entry in enumerate(map(mapping, entries(draft.data.get("uncounted")))):
        for kind in texts(entry.get("kinds")):
            if kind in draft.around.kinds and kind not in needed:
                said = f'"{kind}" is no act on a platform and needs no word here; remove it'
                yield Problem(f"uncounted/{index}/kinds", said)
    for cell in cells(draft.data, draft.around.kinds).values():
        yield from (Problem("uncounted", said) for said in _twice(cell))


def empty(draft: Draft) -> list[str]:
    """Return the kinds of which the file says nothing."""
    if draft.form != "platform":
        return []
    return [kind for kind, cell in cells(draft.data, draft.around.kinds).items() if cell.sort == "empty"]


def _twice(cell: Cell) -> Iterator[str]:
    written = [reason for reason in cell.reasons if not reason.rule]
    if len(written) > 1:
        yield f'"{cell.kind}" stands in more than one entry; keep it in one'
    for reason in written[:1]:
        other = _against(cell, reason)
        if other:
            said = f'"{cell.kind}" {other}, and here it says that {SAID[reason.why]}'
            yield f"{said}; remove the one or the other"


def _against(cell: Cell, reason: Reason) -> str:
    """Return which rule says otherwise. One that never counts says itself that the act cannot be counted."""
    counted = [*cell.on, *cell.off]
    if counted:
        return f"is counted by {counted[0]}"
    never = [each.rule for each in cell.reasons if each.rule]
    return f"is seen by {never[0]} but never counted" if never and reason.why != "not-possible" else ""
