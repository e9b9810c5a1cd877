"""The table at a glance: a line for each platform, a sign for each group of kinds."""

from collections.abc import Iterable

from pointeuse.collector.rules.table.cells import Cell

GROUPS: dict[str, tuple[str, ...]] = {
    "react": ("like", "dislike", "upvote", "downvote", "reaction"),
    "publish": ("post", "quote", "post.unsorted", "photo", "video"),
    "comment": ("comment",),
    "share": ("share",),
    "follow": ("follow",),
    "save": ("save", "curation"),
    "rate": ("rating", "review"),
    "report": ("flag", "moderation"),
    "edit": ("edit", "data"),
    "message": ("message",),
    "vote, also in a poll": ("vote",),
    "survey": ("survey",),
    "ask an AI": ("prompt", "prompt-edit", "regenerate"),
    "judge": ("thumb-up", "thumb-down", "preference", "feedback"),
    "search": ("query", "click"),
    "place": ("location",),
    "tasks": ("task-accept", "task-submit", "task-return"),
    "advertisements": ("ad",),
}
OTHER = "other"
SIGNS = {"rule": "●", "off": "○", "not-possible": "×", "not-known": "?", "empty": "…", "does-not-exist": "–"}
"""The first of these that a group holds stands for it."""
LEGEND = (
    "● counted, ○ off until somebody switches it on, × not possible, ? not known, – does not exist,\n"
    "or counts as another kind. "
    "One sign stands for the best that is known of several kinds; ? beside it: some of them are not known."
)


def groups(kinds: Iterable[str]) -> dict[str, list[str]]:
    """Return the kinds by group; those of no group of their own come last."""
    left = list(kinds)
    grouped = {name: [kind for kind in own if kind in left] for name, own in GROUPS.items()}
    known = {kind for own in grouped.values() for kind in own}
    return {**grouped, OTHER: [kind for kind in left if kind not in known]}


def sign(cells: Iterable[Cell]) -> str:
    """Return what stands for several cells: the best that is known of them, and whether something is not."""
    found = {cell.sort for cell in cells}
    best = next((mark for sort, mark in SIGNS.items() if sort in found), "")
    doubt = SIGNS["not-known"] if "not-known" in found else ""
    return best if doubt in best else f"{best} {doubt}"
