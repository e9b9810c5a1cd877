"""Where the value of a period arises: platform by platform with who gains from it, and month by month."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from collector.catalogue import Catalogue
from collector.store.valued import Valued
from collector.store.worth import counts_of

from .coverage import Codes
from .figures import Reading

if TYPE_CHECKING:
    from collector.valuation import Parameters

METHODS = ("floor", "central", "ceiling")
Amounts = tuple[float, float | None, float | None]


def by_platform(
    reading: Reading, known: "Parameters", catalogue: Catalogue, platforms: Codes
) -> dict[str, list]:
    """Return each platform of the period as columns, the dearest first: code, operator, each method's amount.

    What a method gives for the platforms adds up to what it gives for the period.
    """
    found = _amounts(reading, known)
    order = sorted(found, key=lambda name: (-(found[name][2] or found[name][0]), name))
    return {
        "platform": platforms.all(order),
        "operator": [_operator(name, catalogue) for name in order],
        **{method: [found[name][at] for name in order] for at, method in enumerate(METHODS)},
    }


def by_month(months: Sequence[Valued]) -> dict[str, list]:
    """Return each month (yyyymm) as columns, summed over platforms; None where none of them has a figure."""
    found: dict[int, list[Valued]] = {}
    for row in months:
        found.setdefault(row.month, []).append(row)
    return {
        "month": list(found),
        **{name: [_sum(getattr(row, name) for row in rows) for rows in found.values()] for name in METHODS},
    }


def _amounts(reading: Reading, known: "Parameters") -> dict[str, Amounts]:
    """What the three methods are quoted by: the floor at low prices, the others at every value."""
    from collector.valuation.composites import ceiling, central, floor
    from collector.valuation.figures import Figures
    from collector.valuation.reading import read

    counts = counts_of(reading.totals, reading.preferences, reading.kept.assumptions, reading.period.days)
    low, value = (Figures(known, bound, counts.currency, counts.fx) for bound in ("low", "value"))
    done, found = read(counts), {}
    for name in {row.platform for row in reading.totals}:
        tallies = tuple(tally for tally in done.tallies if tally.platform == name)
        own = replace(done, tallies=tallies, hours={k: v for k, v in done.hours.items() if k == name})
        found[name] = floor(own, low), central(own, value), ceiling(own, value)
    return found


def _operator(platform: str, catalogue: Catalogue) -> str:
    place = catalogue.platforms.get(platform) or catalogue.captchas.get(platform)
    return catalogue.operators[place.operator] if place else ""


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
