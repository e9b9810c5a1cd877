"""F6: what people asked to go without one service. A benefit received, never to be netted with the others.

Each service was asked about alone, as a supposition, for a year: whoever adds them counts every substitute
several times. So they are shown one by one, and none above what ten of them came to together when people
could really lose them.
"""

from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.parameters.figures import Figures

FACEBOOK = ("facebook", "social", "WTA_FACEBOOK_MONTH")
"""The platform that has a figure of its own, instead of the one of its category (V22)."""

CAP = "WELFARE_TEN_GOODS"


def access_welfare(reading: Reading, figures: Figures) -> float | None:
    """F6. What did people in the United States ask, in 2017, to go without this one service?

    Formula: the smaller of WTA_(category)_2017 and WELFARE_TEN_GOODS (money per year) x days / 365; for
    social media 12 x WTA_FACEBOOK_MONTH when Facebook itself is used. None when no category is used, and when
    several are (V21): `services` has each of them, and they have no sum.

    Leaves out: platforms without a category; how long they are used; countries other than the United States.
    Source: Brynjolfsson, Collis and Eggers 2019; Brynjolfsson, Collis, Liaqat and others 2023 for the cap.
    """
    found = services(reading, figures)
    return next(iter(found.values())) if len(found) == 1 else None


def services(reading: Reading, figures: Figures) -> dict[str, float]:
    """Return the amount of each category used that has a figure, money of the period, by category."""
    categories = {reading.facts_of(platform).welfare for platform in reading.used} - {""}
    yearly = {name: _yearly(name, reading, figures) for name in sorted(categories)}
    share = reading.counts.days / figures.number("DAYS_PER_YEAR") if yearly else 0.0
    return {name: amount * share for name, amount in yearly.items() if amount is not None}


def _yearly(category: str, reading: Reading, figures: Figures) -> float | None:
    amount = _asked(category, reading, figures)
    return min(amount, figures.money(CAP)) if amount is not None and figures.has(CAP) else amount


def _asked(category: str, reading: Reading, figures: Figures) -> float | None:
    platform, own_category, monthly = FACEBOOK
    if category == own_category and platform in reading.used:
        return 12 * figures.money(monthly) if figures.has(monthly) else None
    name = f"WTA_{category.upper()}_2017"
    return figures.money(name) if figures.has(name) else None
