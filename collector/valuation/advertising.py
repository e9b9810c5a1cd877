"""F5: what advertisers paid to be seen, where advertisements were counted."""

from collector.valuation.figures import Figures
from collector.valuation.reading import Reading

IMPRESSION = "ad"
"""The kind of an advertisement seen. Nothing that ships with the product counts them."""


def advertising_exposure(reading: Reading, figures: Figures) -> float | None:
    """F5. What did advertisers pay to reach this person, by the advertisements that were counted?

    Formula: sum over platforms of advertisements seen (kind "ad") x CPM_(platform) / 1000. CPM in money per
    thousand impressions. None unless an advertisement was counted where a price is known.

    Leaves out: clicks, for which no price has a source; advertisements on platforms without a CPM_ row. The
    same money as F1 by another road: one of the two for a platform, never both.
    Source: Gonzalez Cabanas, Cuevas and Cuevas 2017 for the method; the CPM_ rows for the prices.
    """
    seen = (
        (tally.n, _price_id(tally.platform, reading)) for tally in reading.tallies if tally.kind == IMPRESSION
    )
    paid = [n * figures.money(price) / 1000 for n, price in seen if n > 0 and figures.has(price)]
    return sum(paid) if paid else None


def _price_id(platform: str, reading: Reading) -> str:
    return f"CPM_{reading.facts_of(platform).rates}"
