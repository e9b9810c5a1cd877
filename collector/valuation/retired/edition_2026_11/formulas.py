"""The formulas of this edition that no longer are those that ship. The others are in `valuation/formulas`.

Why each changed stands in docs/what-changed-in-the-figures.md.
"""

from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.formulas.ai_text import prompt_licence
from pointeuse.collector.valuation.formulas.attention_revenue import gross_attention_revenue
from pointeuse.collector.valuation.formulas.labour_time import hourly_wage, seconds_of
from pointeuse.collector.valuation.formulas.policy import yearly_dividend
from pointeuse.collector.valuation.parameters.figures import Figures

FACEBOOK = ("facebook", "social", "WTA_FACEBOOK_MONTH")
FAMILY = "META"


def attention_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1. How much of that revenue would be gone without this person's data?

    Formula: ALPHA_DATA (a share) x F1 gross, searches included. None exactly where F1 gross is.

    Leaves out: what F1 gross leaves out.
    Source: as the edition's row ALPHA_DATA.
    """
    gross = gross_attention_revenue(reading, figures)
    return None if gross is None else gross * figures.number("ALPHA_DATA")


def task_wage(reading: Reading, figures: Figures) -> float | None:
    """What would CAPTCHAs, thumbs, preferences, edits and reviews cost at the wage?

    Formula: wage x their seconds / 3600, wherever they were done. None without a wage.

    Leaves out: nothing of these; a review on a platform with a rate was paid twice.
    Source: as F2a.
    """
    wage = hourly_wage(reading, figures)
    paid = [tally for tally in reading.tallies if tally.row and tally.row.captured == "wage"]
    return None if wage is None else wage * seconds_of(paid, figures) / 3600


def captured(reading: Reading, figures: Figures) -> float | None:
    """What value follows from this person's data and work?

    Formula: F1 + the tasks at the wage + words of prompts x P_WORD. None without a wage (V8), and where F1 is
    None and there is nothing else (V7).

    Leaves out: likes, comments, shares, follows and flags; time on platforms without a rate.
    Source: as F1 and F2a; Reuters 2024 for P_WORD.
    """
    tasks = task_wage(reading, figures)
    if tasks is None:
        return None
    revenue, text = attention_revenue(reading, figures), prompt_licence(reading, figures)
    return None if revenue is None and not tasks and not text else (revenue or 0.0) + tasks + text


def access_welfare(reading: Reading, figures: Figures) -> float | None:
    """F6. How much would people ask for giving up what this person uses?

    Formula: sum over the categories used of WTA_(category)_2017 (money per year) x days / 365; for social
    media 12 x WTA_FACEBOOK_MONTH when Facebook itself is used. None when no category is used (V21).

    Leaves out: platforms without a category; how long they are used; substitutes, which it counts twice.
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


def dividend(reading: Reading, figures: Figures) -> float | None:
    """F7. What would one person get if platforms shared their operating profit with those who use them?

    Formula: as F7 now, but for those alone who use Facebook, Instagram, Messenger or Threads (V23). None when
    none is used.

    Leaves out: who uses WhatsApp only, though the profit was divided by them too.
    Source: Meta Platforms, Form 10-K for 2025.
    """
    if not any(reading.facts_of(platform).rates == FAMILY for platform in reading.used):
        return None
    return yearly_dividend(figures) * reading.counts.days / figures.number("DAYS_PER_YEAR")
