"""The three methods that are shown side by side. They answer different questions and are never added.

    piece_price   what the cheapest market pays for the acts
    captured      revenue tied to the data, plus the wage where no advertising pays
    time_at_wage  the wage for all the time

They are methods, not bounds: the piece price may exceed what is captured, and nothing is clipped then.
"""

from pointeuse.collector.valuation.counts.reading import Reading, Tally
from pointeuse.collector.valuation.formulas.attention_revenue import attention_revenue
from pointeuse.collector.valuation.formulas.labour_time import hourly_wage, presence, seconds_of, words_of
from pointeuse.collector.valuation.formulas.market_price import market_price
from pointeuse.collector.valuation.parameters.figures import Figures


def piece_price(reading: Reading, figures: Figures) -> float:
    """What would the cheapest existing market pay for these acts? F3, shown at low prices.

    Formula: F3 (parameters P_ and CAPTCHA_P_SOLVER_, money per act). Always a number.

    Leaves out: attention, and what F3 leaves out. Its markets are partly machines and very low wages.
    Source: as F3.
    """
    return market_price(reading, figures)


def captured(reading: Reading, figures: Figures) -> float | None:
    """What value follows from this person's data and work, each act counted once?

    Formula: F1 + wage x seconds of CAPTCHAs, thumbs, preferences, wiki edits and reviews / 3600 + words of
    prompts x P_WORD. Inputs and units as F1 and F2a. None without a wage (V8); a None F1 is left out, and
    the whole is None when there is nothing else either (V7).

    Leaves out: likes, comments, shares, follows and flags, which the revenue of F1 prices already; time on
    platforms without a rate.
    Source: as F1 and F2a; Reuters 2024 for P_WORD.
    """
    wage = hourly_wage(reading, figures)
    if wage is None:
        return None
    revenue = attention_revenue(reading, figures)
    time, licence = paid_seconds(reading, figures), licence_of(reading, figures)
    if revenue is None and not time and not licence:
        return None
    return (revenue or 0.0) + wage * time / 3600 + licence


def paid_seconds(reading: Reading, figures: Figures) -> float:
    """Return the seconds that `captured` pays at the wage."""
    return seconds_of(_paid_as(reading, "wage"), figures)


def licence_of(reading: Reading, figures: Figures) -> float:
    """Return what the words of the prompts cost as a licence, money of the counts; 0 without a price."""
    paid = _paid_as(reading, "licence")
    words = sum(words_of(tally.row, tally.all, figures) for tally in paid if tally.row)
    return words * figures.money("P_WORD") if words and figures.has("P_WORD") else 0.0


def time_at_wage(reading: Reading, figures: Figures) -> float | None:
    """What is owed if presence on a platform is work? F2b.

    Formula: F2b (MINWAGE_HOUR_ + country or the typed wage, x hours). None without a wage.

    Leaves out: what F2b leaves out. A claim: it exceeds what platforms earn by a factor of 10 to 150.
    Source: as F2b.
    """
    return presence(reading, figures)


def _paid_as(reading: Reading, how: str) -> tuple[Tally, ...]:
    return tuple(tally for tally in reading.tallies if tally.row and tally.row.captured == how)
