"""What is said of a parameter, and which others its source names."""

import re
from collections.abc import Iterable, Mapping

COLUMNS = (
    "id",
    "quantity",
    "platform",
    "region",
    "value",
    "low",
    "high",
    "unit",
    "currency",
    "year",
    "source",
    "url",
    "confidence",
)


def with_origins(used: Iterable[str], source: Mapping[str, str]) -> list[str]:
    """Return the ids used and, after each, those that its source names, and theirs; each id once."""
    found: dict[str, None] = {}
    waiting = list(used)[::-1]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += _named(name, source)[::-1]
    return list(found)


def _named(name: str, source: Mapping[str, str]) -> list[str]:
    """Return the ids that the source of `name` names, whole or by their beginning (SNAP_ARPU_2025)."""
    named = []
    for word in re.findall(r"[A-Z][A-Z0-9_]+", source[name]):
        longer = [other for other in source if "_" in word and other.startswith(f"{word}_")]
        region = [other for other in longer if name.endswith(other.removeprefix(word))]
        named += [word] if word in source else region or longer
    return named
