"""What is written to and judged for an AI, both ways: at what such texts are sold for, and at a wage.

The licence is the price of one of many sales of the same words; the wage is what writing them takes. Neither
is paid.
"""

from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.formulas.labour_time import hourly_wage, seconds_of, words_of
from pointeuse.collector.valuation.formulas.market_price import price_of
from pointeuse.collector.valuation.parameters.figures import Figures


def prompt_licence(reading: Reading, figures: Figures) -> float:
    """What would a licence for the words of the prompts cost?

    Formula: words of prompts x P_WORD (money per word); a prompt without a length has WORDS_PROMPT. Always a
    number: 0 without prompts.

    Leaves out: answers, thumbs and preferences. The prices are of published texts, not of prompts.
    Source: the row P_WORD.
    """
    prompts = reading.of_act("prompt")
    words = sum(words_of(tally.row, tally.all, figures) for tally in prompts if tally.row)
    return words * figures.money("P_WORD") if words and figures.has("P_WORD") else 0.0


def prompt_wage(reading: Reading, figures: Figures) -> float | None:
    """What would the writing of the prompts cost at the wage?

    Formula: wage x seconds of prompts / 3600; seconds logged, else 60 x words / WPM_COMPOSE. None without a
    wage.

    Leaves out: thinking before, reading after. The other way to see prompt_licence, never added to it.
    Source: minimum wage laws; Karat et al. 1999.
    """
    return _at_the_wage(reading, figures, "prompt")


def preference_market(reading: Reading, figures: Figures) -> float:
    """What does the market pay for choices between two answers?

    Formula: choices x P_PREFERENCE (money per comparison). Always a number: 0 without any.

    Leaves out: thumbs. What a buyer pays, not what the judge earns.
    Source: the row P_PREFERENCE.
    """
    return sum((price_of(tally, figures) for tally in reading.of_act("preference")), 0.0)


def preference_wage(reading: Reading, figures: Figures) -> float | None:
    """What would the choices between two answers cost at the wage?

    Formula: wage x seconds / 3600; seconds logged, else 60 x words read / WPM_READ. None without a wage.

    Leaves out: choices of which neither the time nor the words read are known. The other way to see
    preference_market, never added to it.
    Source: minimum wage laws; Brysbaert 2019.
    """
    return _at_the_wage(reading, figures, "preference")


def _at_the_wage(reading: Reading, figures: Figures, act: str) -> float | None:
    wage = hourly_wage(reading, figures)
    return None if wage is None else wage * seconds_of(reading.of_act(act), figures) / 3600
