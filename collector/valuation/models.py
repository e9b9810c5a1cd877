"""Every value model, once: what it asks, the function that answers, and the parameters that it may read.

    MODELS   read by the documentation, by the tests and by whoever wants to show a formula's sources

A parameter is an id, or a pattern with `*` for rows that differ by region, country, kind or category.
"""

from collections.abc import Callable
from dataclasses import dataclass

from collector.valuation.attention_revenue import attention_revenue, gross_attention_revenue
from collector.valuation.composites import ceiling, central, floor
from collector.valuation.figures import Figures
from collector.valuation.labour_time import active_labour, presence
from collector.valuation.market_price import label_price, market_price
from collector.valuation.policy import dividend, opt_out_price
from collector.valuation.reading import Reading
from collector.valuation.welfare import access_welfare


@dataclass(frozen=True)
class Model:
    """`function` gives an amount in the currency of the counts for their period, or None: not computable."""

    id: str
    question: str
    function: Callable[[Reading, Figures], float | None]
    parameters: tuple[str, ...]


REVENUE = ("RHO_*", "GSEARCH_VALUE_PER_QUERY")
TIME = ("S_LIKE", "S_SHARE", "S_FLAG", "S_WIKI_EDIT", "CAPTCHA_S_*", "WPM_COMPOSE", "WPM_READ")
LENGTHS = ("WORDS_COMMENT", "WORDS_PROMPT", "WORDS_REVIEW")
PRICES = (
    *("P_LIKE", "P_SHARE", "P_FOLLOW", "P_COMMENT", "P_WORD", "P_REVIEW", "P_PHOTO", "P_VIDEO"),
    *("P_THUMB", "P_PREFERENCE", "P_FLAG", "CAPTCHA_P_SOLVER_*"),
)
WAGE = ("MINWAGE_HOUR_*",)
YEAR = ("DAYS_PER_YEAR",)

MODELS: tuple[Model, ...] = (
    Model("F1_gross", "What do platforms take in while I am there?", gross_attention_revenue, REVENUE),
    Model("F1", "What do platforms earn from my data?", attention_revenue, (*REVENUE, "ALPHA_DATA")),
    Model("F2a", "What would my acts cost at a wage?", active_labour, (*WAGE, *TIME, *LENGTHS)),
    Model("F2b", "What would all my time cost at a wage?", presence, (*WAGE, *TIME, *LENGTHS)),
    Model("F3", "What does the market pay for my acts?", market_price, (*PRICES, "WORDS_PROMPT")),
    Model(
        "F4",
        "What would my CAPTCHA labels cost as annotation?",
        label_price,
        ("CAPTCHA_N_LABELS", "LABEL_P_IMAGE"),
    ),
    Model("F6", "What is access worth to me?", access_welfare, ("WTA_*_2017", "WTA_FACEBOOK_MONTH", *YEAR)),
    Model(
        "F7",
        "What would a shared profit pay me?",
        dividend,
        ("TAU_DIVIDEND", "META_OPINC_PER_DAP_2025", *YEAR),
    ),
    Model(
        "F8", "What does the platform ask for leaving my data alone?", opt_out_price, ("META_OPTOUT_*", *YEAR)
    ),
    Model("floor", "What would the cheapest market pay for my acts?", floor, (*PRICES, "WORDS_PROMPT")),
    Model(
        "central",
        "What value follows from my data and my work?",
        central,
        (*REVENUE, "ALPHA_DATA", *WAGE, *TIME, *LENGTHS, "P_WORD"),
    ),
    Model("ceiling", "What is owed if being there is work?", ceiling, (*WAGE, *TIME, *LENGTHS)),
)
