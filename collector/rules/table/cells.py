"""The table of the catalogue, platform × kind: how each kind of act is counted there, or why it is not.

cells      the row of one platform, by kind
columns    the kinds that need a cell
Cell       what is known of one kind on one platform
Reason     why something is not counted, and how that is known
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pointeuse.collector.catalogue import TIME_KINDS, Label
from pointeuse.collector.rules.draft import entries, is_on, mapping, named_acts, texts

WHYS = ("not-possible", "does-not-exist", "not-known")
SORTS = ("rule", "off", *WHYS, "empty")
"""What a cell can be, from what is known best to what nobody has written yet."""


@dataclass(frozen=True)
class Reason:
    """Why something is not counted. `why`: one of `WHYS`; `rule`: id of a rule that never counts, or ""."""

    why: str
    because: Label | None
    evidence: tuple[str, ...]
    looked_on: str
    rule: str = ""


@dataclass(frozen=True)
class Cell:
    """One kind on one platform: ids of the rules that count it, of those that are off, and why else not."""

    kind: str
    on: tuple[str, ...]
    off: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def sort(self) -> str:
        """One of `SORTS`."""
        if self.on or self.off:
            return "rule" if self.on else "off"
        return self.reasons[0].why if self.reasons else "empty"


def columns(kinds: Iterable[str]) -> list[str]:
    """Return the kinds that a platform may show: no CAPTCHA, which is met anywhere, and no time."""
    return [kind for kind in kinds if not kind.startswith("captcha.") and kind not in TIME_KINDS]


def cells(platform: dict, kinds: Iterable[str]) -> dict[str, Cell]:
    """Return the row of a platform's file, by kind. Whatever has the wrong shape reads as not written."""
    acts = [(name, act, kinds_of(act)) for name, act in named_acts(platform)]
    never = [(counted, _never(name, act)) for name, act, counted in acts if act.get("credit") == "none"]
    said = [*_written(platform), *never]
    return {
        kind: Cell(
            kind=kind,
            on=tuple(name for name, act, counted in acts if kind in counted and is_on(act)),
            off=tuple(name for name, act, counted in acts if kind in counted and _is_off(act)),
            reasons=tuple(reason for about, reason in said if kind in about),
        )
        for kind in columns(kinds)
    }


def kinds_of(act: dict) -> list[str]:
    """Return every kind that a rule may count: its own, those of its variants and controls, its doubt."""
    parts = [mapping(each) for key in ("variants", "dom") for each in entries(act.get(key))]
    named = [act.get("kind"), *(part.get("kind") for part in parts), act.get("unsure")]
    return list(dict.fromkeys(kind for each in named for kind in texts(each)))


def _is_off(act: dict) -> bool:
    return act.get("credit") != "none" and not is_on(act)


def _written(platform: dict) -> Iterator[tuple[list[str], Reason]]:
    """Yield each entry of `uncounted` as a reason, with the kinds that it is about."""
    for entry in map(mapping, entries(platform.get("uncounted"))):
        reason = Reason(
            why=_text(entry.get("why")),
            because=_label(entry.get("because")),
            evidence=tuple(texts(entry.get("evidence"))),
            looked_on=_text(entry.get("looked_on")),
        )
        if reason.why in WHYS:
            yield texts(entry.get("kinds")), reason


def _never(name: str, act: dict) -> Reason:
    """Return what a rule that never counts says of its kinds."""
    return Reason(
        why="not-possible",
        because=_label(act.get("note")),
        evidence=tuple(texts(act.get("evidence"))),
        looked_on=_text(act.get("checked_on")),
        rule=name,
    )


def _label(value: object) -> Label | None:
    found = [text for language in ("en", "fr") for text in texts(mapping(value).get(language))]
    return Label(*found) if len(found) == 2 else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
