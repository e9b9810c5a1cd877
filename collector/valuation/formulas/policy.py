"""F7 and F8: what a levy on platforms would pay back, and what a platform asks to leave out advertising."""

from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.parameters.figures import Figures

SUBSCRIPTIONS = {"EU": "META_OPTOUT_EU_2024_WEB", "UK": "META_OPTOUT_UK_2025_WEB"}
"""The posted monthly price of Facebook and Instagram without advertising, where one is sold (V24)."""


def dividend(reading: Reading, figures: Figures) -> float | None:
    """F7. What would one person get if platforms shared their operating profit with those who use them?

    Formula: TAU_DIVIDEND (a share, a policy choice) x META_OPINC_PER_DAP_2025 (money per person-year) x
    days / 365: one dividend if any platform of Meta's is used, WhatsApp included, in any country, however
    much (V23). None when none is used.

    Leaves out: every other operator, for want of a figure. Profit is part of the revenue that F1 counts.
    Source: Meta Platforms, Form 10-K for 2025.
    """
    if not any(reading.facts_of(platform).dividend for platform in reading.used):
        return None
    return yearly_dividend(figures) * reading.counts.days / figures.number("DAYS_PER_YEAR")


def yearly_dividend(figures: Figures) -> float:
    """Return what everybody who uses Meta's services would get a year."""
    return figures.number("TAU_DIVIDEND") * figures.money("META_OPINC_PER_DAP_2025")


def opt_out_price(reading: Reading, figures: Figures) -> float | None:
    """F8. What does the platform charge for the same period without advertising?

    Formula: posted_price. None for a minor: the subscription is sold to adults only.

    Leaves out: what posted_price leaves out.
    Source: as posted_price.
    """
    return None if reading.minor else posted_price(reading, figures)


def posted_price(reading: Reading, figures: Figures) -> float | None:
    """F8 whatever the age. What does the platform charge an adult for the same period without advertising?

    Formula: 12 x the posted monthly price (META_OPTOUT_EU_2024_WEB or META_OPTOUT_UK_2025_WEB) x days / 365:
    one subscription if Facebook or Instagram is used (V24). None when neither is, or where none is sold.

    Leaves out: further accounts, prices in apps. The price of no advertising is not that of no data: data are
    still collected. A cross-check of F1, not another sum.
    Source: Meta newsroom 2024, press on the British subscription 2025.
    """
    price = SUBSCRIPTIONS.get(reading.country.subscription)
    if (
        price is None
        or not figures.has(price)
        or not any(reading.facts_of(platform).subscription for platform in reading.used)
    ):
        return None
    return 12 * figures.money(price) * reading.counts.days / figures.number("DAYS_PER_YEAR")
