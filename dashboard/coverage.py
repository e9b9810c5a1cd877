"""Each rule of the catalogue with what it has seen: a silent rule must not pass for no labour."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from collector.catalogue import Catalogue
from collector.store.coverage import RuleSeen

ATTENTION = "attention"
LEVELS = ("HIGH", "MED", "LOW", "MEASURED", "")


class Codes(Protocol):
    """Hands out an integer for each name."""

    def all(self, names: Iterable[str]) -> list[int]: ...


@dataclass(frozen=True)
class Row:
    """One rule and kind: a rule of the catalogue that never fired has `acts` 0 and `last_at` None."""

    platform: str
    kind: str
    rule: str
    confidence: str
    last_at: int | None
    acts: int


def every_rule(
    catalogue: Catalogue, seen: Sequence[RuleSeen], platforms: Codes, kinds: Codes
) -> dict[str, list]:
    """Return as columns each rule of the catalogue, and after them what fired without being in it."""
    rows = list(_rows(catalogue, seen))
    return {
        "platform": platforms.all(row.platform for row in rows),
        "kind": kinds.all(row.kind for row in rows),
        "rule": [row.rule for row in rows],
        "levels": list(LEVELS),
        "confidence": [LEVELS.index(row.confidence) for row in rows],
        "last_at": [row.last_at for row in rows],
        "acts": [row.acts for row in rows],
    }


def unknown_words(catalogue: Catalogue, seen: Sequence[RuleSeen]) -> dict[str, list[str]]:
    """Return the kinds and the platforms that were counted and that this catalogue has no entry for."""
    places = catalogue.platforms | catalogue.captchas
    return {
        "unknown_kinds": sorted({row.kind for row in seen} - set(catalogue.kinds)),
        "unknown_platforms": sorted({row.platform for row in seen} - set(places)),
    }


def _rows(catalogue: Catalogue, seen: Sequence[RuleSeen]) -> Iterator[Row]:
    fired: dict[tuple[str, str], list[RuleSeen]] = {}
    for row in seen:
        fired.setdefault((row.platform, row.rule), []).append(row)
    for platform, rule, kind, confidence in _known(catalogue):
        found = fired.pop((platform, rule), [])
        yield from (Row(platform, row.kind, rule, confidence, row.last_at, row.acts) for row in found)
        if not found:
            yield Row(platform, kind, rule, confidence, None, 0)
    for rows in fired.values():
        yield from (Row(row.platform, row.kind, row.rule, "", row.last_at, row.acts) for row in rows)


def _known(catalogue: Catalogue) -> Iterator[tuple[str, str, str, str]]:
    for platform in catalogue.platforms.values():
        yield platform.id, f"{platform.id}.{ATTENTION}", ATTENTION, "MEASURED"
        for rule in platform.rules:
            yield platform.id, rule.id, rule.kind, rule.confidence
    for captcha in catalogue.captchas.values():
        yield captcha.id, captcha.id, "captcha.image", captcha.confidence
