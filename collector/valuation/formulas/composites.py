"""The three methods that are shown side by side. They answer different questions and are never added.

    piece_price   the lowest price found for the acts
    captured      revenue tied to data, tasks at the wage, text at a licence price: three pieces
    time_at_wage  the wage for all the time

They are methods, not bounds: the piece price may exceed what is captured, and nothing is clipped then.
"""

from pointeuse.collector.valuation.counts.reading import Reading, Tally
from pointeuse.collector.valuation.formulas.ai_text import prompt_licence
from pointeuse.collector.valuation.formulas.attention_revenue import attention_revenue, hourly_rate
from pointeuse.collector.valuation.formulas.labour_time import hourly_wage, presence, seconds_of
from pointeuse.collector.valuation.formulas.market_price import market_price
from pointeuse.collector.valuation.parameters.figures import Figures


def piece_price(reading: Reading, figures: Figures) -> float:
    """What is the lowest price found for such acts? F3, shown at low prices.

    Formula: F3 (parameters P_ and CAPTCHA_P_SOLVER_, money per act). Always a number.

    Leaves out: attention, and what F3 leaves out. Its markets are partly machines and very low wages.
    Source: as F3.
    """
    return market_price(reading, figures)


def task_wage(reading: Reading, figures: Figures) -> float | None:
    """What would CAPTCHAs, AI answers, edits and reviews cost at the wage, where no advertising pays?

    Formula: wage x their seconds / 3600, but on platforms with an hourly rate: F1 has the hour in which a
    review was written there. None without a wage.

    Leaves out: prompts, which are in captured as text; acts that nobody has timed.
    Source: as F2a.
    """
    wage = hourly_wage(reading, figures)
    return None if wage is None else wage * seconds_of(_paid_by_nobody(reading, figures), figures) / 3600


def captured(reading: Reading, figures: Figures) -> float | None:
    """What value follows from this person's data and work, each act counted once, by the road that exists?

    Formula: F1 + task_wage + prompt_licence. Inputs and units as theirs. None without a wage (V8); a None F1
    is left out, and the whole is None when there is nothing else either (V7).

    Leaves out: likes, comments, shares, follows and flags, which the revenue of F1 prices already; searches;
    time on platforms without a rate. Revenue, a cost and a price stand in one sum: its pieces are shown.
    Source: as F1 and F2a; the row P_WORD.
    """
    tasks = task_wage(reading, figures)
    if tasks is None:
        return None
    revenue, text = attention_revenue(reading, figures), prompt_licence(reading, figures)
    return None if revenue is None and not tasks and not text else (revenue or 0.0) + tasks + text


def time_at_wage(reading: Reading, figures: Figures) -> float | None:
    """What would all the time cost if presence on a platform is work? F2b.

    Formula: F2b (MINWAGE_HOUR_ + country or the typed wage, x hours). None without a wage.

    Leaves out: what F2b leaves out. A claim: it exceeds what platforms earn by a factor of 7 to 150.
    Source: as F2b.
    """
    return presence(reading, figures)


def _paid_by_nobody(reading: Reading, figures: Figures) -> tuple[Tally, ...]:
    return tuple(
        tally
        for tally in reading.tallies
        if tally.row and tally.row.captured == "wage" and not hourly_rate(tally.platform, reading, figures)
    )
