"""Small people for the tests: what they did, in one line, and what it is worth."""

import json
from collections.abc import Iterator
from pathlib import Path

from pointeuse.collector.valuation import (
    Count,
    Counts,
    Estimate,
    as_json,
    estimate,
    load_parameters,
)
from pointeuse.collector.valuation.counts.reading import Reading, read
from pointeuse.collector.valuation.formulas.labour_time import seconds_of
from pointeuse.collector.valuation.formulas.market_price import market_price
from pointeuse.collector.valuation.parameters.editions import CURRENT
from pointeuse.collector.valuation.parameters.figures import Figures

FX = {"EUR": 1.0, "USD": 1.10, "GBP": 0.859375}
"""The rates of the worked examples: a convention, so that a test stands when the market moves."""

EXAMPLES = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parent / "examples").glob("*.json"))
}
"""The worked examples A to D: a counts file, the printed answer by dotted key, and printed steps of it."""


def did(*counts: Count, hours: dict[str, float] | None = None, **given: object) -> Counts:
    """Return the counts of a French year in euros, unless `given` says otherwise."""
    usual = {"country": "FR", "days": 365, "currency": "EUR", "fx": FX}
    return Counts(**{**usual, "hours": hours or {}, "counts": counts, **given})


def worth(*counts: Count, **given: object) -> Estimate:
    """Return what `did(...)` is worth, by all figures: also by those that are UNSURE."""
    return estimate(did(*counts, **given), load_parameters())


def seen(counts: Counts, bound: str = "value", edition: str = CURRENT) -> tuple[Reading, Figures]:
    """Return what every model of an edition takes, for these counts at one bound."""
    return read(counts, edition), Figures(load_parameters(edition), bound, counts.currency, counts.fx)


def answer(result: Estimate) -> dict[str, float | None]:
    """Return the answer of section 4.1 with dotted keys."""
    return dict(_flat("", as_json(result)))


def _flat(before: str, content: dict) -> Iterator[tuple[str, float | None]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from _flat(f"{before}{key}.", value)
        else:
            yield f"{before}{key}", value


def timed(*counts: Count, **given: object) -> float:
    """Return the seconds that the acts of `did(...)` took."""
    reading, figures = seen(did(*counts, **given))
    return seconds_of(reading.tallies, figures)


def priced(*counts: Count) -> float:
    """Return what the market pays for acts like these (F3)."""
    return market_price(*seen(did(*counts)))
