"""Other readings of the same revenue: what is left after costs, and what friends' posts can carry at most.

The marginal reading, what one person more or less changes, is near zero and not computable: others predict
that person. It has words and no formula.
"""

from collections.abc import Iterator

from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.formulas.attention_revenue import hourly_rate, search_revenue
from pointeuse.collector.valuation.parameters.figures import Figures

MARGINS = {
    "META": "MARGIN_META",
    "YOUTUBE": "MARGIN_GOOGLE",
    "REDDIT": "MARGIN_REDDIT",
    "PINTEREST": "MARGIN_PINTEREST",
}
"""The operating margin of whoever runs a family of platforms, by the family."""

SEARCH_MARGIN = "MARGIN_GOOGLE"

FRIENDS = {"facebook": "SHARE_FRIENDS_FACEBOOK", "instagram": "SHARE_FRIENDS_INSTAGRAM"}
"""The share of the time on a platform that goes to what friends have posted, where a court has heard it."""


def net_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1 net. How much of the gross revenue is left when the platform has paid its costs?

    Formula: sum over platforms of hours x RHO_(platform, region) x MARGIN_(operator), plus F1 search x
    MARGIN_GOOGLE. A margin is a share of revenue. None where there is no revenue with a margin.

    Leaves out: operators without a published margin, and those that lose money; part of one operator's
    profit comes from other business.
    Source: the results for 2025 named on the MARGIN_ rows.
    """
    left = [*_kept(reading, figures), *_kept_of_searches(reading, figures)]
    return sum(left) if left else None


def _kept(reading: Reading, figures: Figures) -> Iterator[float]:
    for platform, spent in reading.hours.items():
        margin = MARGINS.get(reading.facts_of(platform).rates, "")
        rate = hourly_rate(platform, reading, figures)
        if rate is not None and figures.has(margin):
            yield spent * rate * figures.number(margin)


def _kept_of_searches(reading: Reading, figures: Figures) -> Iterator[float]:
    if figures.has(SEARCH_MARGIN) and (searches := search_revenue(reading, figures)):
        yield searches * figures.number(SEARCH_MARGIN)


def friends_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1 friends. How much of the revenue can the posts of friends carry at most?

    Formula: sum over Facebook and Instagram of hours x RHO_META_(region) x SHARE_FRIENDS_(platform), a share
    of the time there. None without time there.

    Leaves out: other platforms, for want of a figure. A bound for what ordinary people's posts earn, and no
    price of one post: nobody publishes how many posts there are.
    Source: FTC v. Meta, memorandum opinion, November 2025.
    """
    bounds = [
        spent * rate * figures.number(FRIENDS[platform])
        for platform, spent in reading.hours.items()
        if figures.has(FRIENDS.get(platform, ""))
        and (rate := hourly_rate(platform, reading, figures)) is not None
    ]
    return sum(bounds) if bounds else None
