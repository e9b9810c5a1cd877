"""Small people for the tests: what they did, in one line, and what it is worth."""

import json
from pathlib import Path

from pointeuse.collector.valuation import (
    Count,
    Counts,
    Estimate,
    as_json,
    default_fx,
    estimate,
    load_parameters,
)
from pointeuse.collector.valuation.counts.reading import Reading, read
from pointeuse.collector.valuation.formulas.labour_time import seconds_of
from pointeuse.collector.valuation.formulas.market_price import market_price
from pointeuse.collector.valuation.parameters.figures import Figures

EXAMPLES = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parent / "examples").glob("*.json"))
}
"""The worked examples A to D: a counts file, the printed answer by dotted key, and printed steps of it."""


def did(*counts: Count, hours: dict[str, float] | None = None, **given: object) -> Counts:
    """Return the counts of a French year in euros, unless `given` says otherwise."""
    usual = {"country": "FR", "days": 365, "currency": "EUR", "fx": default_fx()}
    return Counts(**{**usual, "hours": hours or {}, "counts": counts, **given})


def worth(*counts: Count, **given: object) -> Estimate:
    """Return what `did(...)` is worth."""
    return estimate(did(*counts, **given))


def seen(counts: Counts, bound: str = "value") -> tuple[Reading, Figures]:
    """Return what every model takes, for these counts at one bound."""
    return read(counts), Figures(load_parameters(), bound, counts.currency, counts.fx)


def answer(result: Estimate) -> dict[str, float | None]:
    """Return the answer of section 4.1 with dotted keys."""
    flat: dict[str, float | None] = {}
    for key, value in as_json(result).items():
        inner = value if isinstance(value, dict) else None
        flat.update({f"{key}.{part}": v for part, v in inner.items()} if inner else {key: value})
    return flat


def timed(*counts: Count, **given: object) -> float:
    """Return the seconds that the acts of `did(...)` took."""
    reading, figures = seen(did(*counts, **given))
    return seconds_of(reading.tallies, figures)


def priced(*counts: Count) -> float:
    """Return what the market pays for acts like these (F3)."""
    return market_price(*seen(did(*counts)))
