"""F5: what advertisers paid to be seen, where advertisements were counted."""

from pointeuse.collector.valuation.counts.reading import Reading, Tally
from pointeuse.collector.valuation.parameters.figures import Figures

IMPRESSION = "ad"
"""The kind of an advertisement seen, which is nobody's act."""


def advertising_exposure(reading: Reading, figures: Figures) -> float | None:
    """F5. What did advertisers pay to reach this person, by the advertisements that were counted?

    Formula: sum over platforms of advertisements seen (kind "ad") x CPM_(platform) / 1000. CPM in money per
    thousand impressions. None unless an advertisement was counted where a price is known.

    Leaves out: clicks (kind "ad-click"), for which no price has a source; advertisements on platforms
    without a CPM_ row. The same money as F1 by another road: one of the two for a platform, never both.
    Source: Gonzalez Cabanas, Cuevas and Cuevas 2017 for the method; the CPM_ rows for the prices.
    """
    priced = [tally for tally in reading.tallies if tally.n > 0 and _has_price(tally, reading, figures)]
    paid = [tally.n * figures.money(_price_id(tally, reading)) / 1000 for tally in priced]
    return sum(paid) if paid else None


def _has_price(tally: Tally, reading: Reading, figures: Figures) -> bool:
    return tally.kind == IMPRESSION and figures.has(_price_id(tally, reading))


def _price_id(tally: Tally, reading: Reading) -> str:
    """A family of apps sells together; a platform outside of F1 may still have a price of its own."""
    return f"CPM_{reading.facts_of(tally.platform).rates or tally.platform.upper()}"
