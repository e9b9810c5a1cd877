"""Where the figures are from: each parameter that the values of a period read, and what it is made of."""

import re
from collections.abc import Iterable, Mapping

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.worth.estimate import estimate_of, figures_of
from pointeuse.dashboard.snapshot import Snapshot

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


def sources(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return as columns the parameters behind the values of the period, and the exchange rates.

    Both are as the set of assumptions has them: a changed figure is a convention.
    """
    assumptions = snapshot.kept.assumptions
    known = figures_of(assumptions)
    used = estimate_of(snapshot.totals, snapshot.preferences, assumptions, snapshot.period.days).parameters
    rows = [known[name] for name in with_origins(used, {name: known[name].source for name in known})]
    rates = assumptions.all_rates().values()
    return {
        "parameters": {column: [getattr(row, column) for row in rows] for column in COLUMNS},
        "rates": {
            column: [getattr(rate, column) for rate in rates] for column in ("currency", "per_eur", "date")
        },
    }


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
