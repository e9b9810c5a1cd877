"""What no method could value, so that a page can say so instead of showing a smaller sum in silence."""

from collections.abc import Iterator
from dataclasses import dataclass

from pointeuse.collector.catalogue import UNASKED
from pointeuse.collector.valuation.counts.reading import Reading, Tally
from pointeuse.collector.valuation.formulas.advertising import has_price
from pointeuse.collector.valuation.formulas.labour_time import seconds
from pointeuse.collector.valuation.formulas.market_price import price_of
from pointeuse.collector.valuation.parameters.figures import Figures


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
    acts with a piece price are covered. An advertisement seen that F5 prices has a figure, though no method
    takes it: it is money that F1 counts already. What passed unasked is nobody's act: nothing is missing.
    """
    if wage is None:
        for platform, hours in reading.hours.items():
            yield WithoutFigure(platform, None, 0.0, hours)
    for tally in reading.tallies:
        kind = f"{tally.kind}.{tally.variant}" if tally.variant else tally.kind
        if tally.n > 0 and kind != UNASKED and not _valued(tally, reading, figures, wage):
            yield WithoutFigure(tally.platform, kind, tally.n, 0.0)


def _valued(tally: Tally, reading: Reading, figures: Figures, wage: float | None) -> bool:
    if tally.row is None:
        return has_price(tally, reading, figures)
    if price_of(tally, figures) > 0:
        return True
    if wage is None:
        return False
    if tally.row.act == "search":
        return bool(reading.facts_of(tally.platform).query_price)
    return tally.row.bucket == "off" and seconds(tally, figures) > 0
