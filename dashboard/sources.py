"""Where the figures are from: each parameter that the values of a period read, and what it is made of."""

import re
from collections.abc import Iterable, Mapping

from collector.catalogue import Catalogue

from .figures import Reading
from .worth import estimate_of

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


def sources(reading: Reading, catalogue: Catalogue) -> dict:
    """Return as columns the parameters behind the values of the period, and the exchange rates."""
    from collector.valuation import exchange_rates, load_parameters

    known = load_parameters()
    used = estimate_of(reading.totals, reading.preferences, reading.period.days).parameters
    rows = [known[name] for name in with_origins(used, {name: known[name].source for name in known})]
    rates = exchange_rates().values()
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
            named = [word for word in re.findall(r"[A-Z][A-Z0-9_]+", source[name]) if word in source]
            waiting += named[::-1]
    return list(found)
