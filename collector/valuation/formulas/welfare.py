"""F6: what access is worth to the person. A benefit received, never to be netted with the other models."""

from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.parameters.figures import Figures

FACEBOOK = ("facebook", "social", "WTA_FACEBOOK_MONTH")
"""The platform that has a figure of its own, instead of the one of its category (V22)."""


def access_welfare(reading: Reading, figures: Figures) -> float | None:
    """F6. How much would people ask for giving up what this person uses?

    Formula: sum over the categories used of WTA_(category)_2017 (money per year) x days / 365, each category
    once whatever the number of platforms or hours; for social media 12 x WTA_FACEBOOK_MONTH when Facebook
    itself is used. None when no category is used (V21).

    Leaves out: platforms without a category; how long they are used; countries other than the United States.
    Source: Brynjolfsson, Collis and Eggers 2019.
    """
    categories = {reading.facts_of(platform).welfare for platform in reading.used} - {""}
    known = [_yearly(category, reading, figures) for category in sorted(categories)]
    yearly = [amount for amount in known if amount is not None]
    if not yearly:
        return None
    return sum(yearly) * reading.counts.days / figures.number("DAYS_PER_YEAR")


def _yearly(category: str, reading: Reading, figures: Figures) -> float | None:
    platform, own_category, monthly = FACEBOOK
    if category == own_category and platform in reading.used:
        return 12 * figures.money(monthly) if figures.has(monthly) else None
    name = f"WTA_{category.upper()}_2017"
    return figures.money(name) if figures.has(name) else None
