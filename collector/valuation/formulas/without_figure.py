"""What no method could value, so that a page can say so instead of showing a smaller sum in silence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pointeuse.collector.catalogue import AD, UNASKED
from pointeuse.collector.valuation.counts.reading import Reading, Tally
from pointeuse.collector.valuation.formulas.labour_time import seconds
from pointeuse.collector.valuation.formulas.market_price import price_of
from pointeuse.collector.valuation.parameters.assumptions import WEAK
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.regions import rate_id


@dataclass(frozen=True)
class WithoutFigure:
    """`n` acts of `kind` on `platform`, or `hours` there when `kind` is None; no method values them."""

    platform: str
    kind: str | None
    n: float
    hours: float


def without_figure(reading: Reading, figures: Figures, wage: float | None) -> Iterator[WithoutFigure]:
    """Yield the time and the acts that all three methods leave out.

    With a wage, `time_at_wage` has all time; without one, it and `captured` are not computable, so only the
    acts with a piece price are covered. What passed unasked and an advertisement seen are nobody's act:
    nothing is missing there.
    """
    if wage is None:
        for platform, hours in reading.hours.items():
            yield WithoutFigure(platform, None, 0.0, hours)
    for tally in reading.tallies:
        kind = f"{tally.kind}.{tally.variant}" if tally.variant else tally.kind
        if tally.n > 0 and kind not in (UNASKED, AD) and not _valued(tally, reading, figures, wage):
            yield WithoutFigure(tally.platform, kind, tally.n, 0.0)


def weak_time(reading: Reading, figures: Figures) -> Iterator[str]:
    """Yield the platforms whose time has no rate because the only one there is, is marked UNSURE."""
    known = load_parameters(figures.parameters.edition)
    every = replace(figures, parameters=known)
    for platform, hours in reading.hours.items():
        family = reading.facts_of(platform).rates
        if hours > 0 and family and rate_id(family, reading.region, figures.has) is None:
            row = rate_id(family, reading.region, every.has)
            if row and known[row].confidence == WEAK:
                yield platform


def _valued(tally: Tally, reading: Reading, figures: Figures, wage: float | None) -> bool:
    if tally.row is None:
        return False
    if price_of(tally, figures) > 0:
        return True
    if wage is None:
        return False
    if tally.row.act == "search":
        return bool(reading.facts_of(tally.platform).query_price)
    return tally.row.bucket == "off" and seconds(tally, figures) > 0
