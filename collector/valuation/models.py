"""Every value model, once: read by the documentation, by the method page, by the tests and in a notebook.

    MODELS      those that ship
    models_of   those of an edition
    METHODS     the ids of the three that are shown side by side

A parameter is an id, or a pattern with `*` for rows that differ by region, country, kind or category. The
words and the worked examples are in the edition's `models.json`.
"""

from functools import cache

from pointeuse.collector.valuation.formulas import (
    advertising,
    ai_text,
    attention_revenue,
    composites,
    labour_time,
    market_price,
    policy,
    revenue_readings,
    welfare,
)
from pointeuse.collector.valuation.model import Function, Model, Rows, described
from pointeuse.collector.valuation.parameters.editions import CURRENT
from pointeuse.collector.valuation.retired.edition_2026_11 import formulas as edition_2026_11

RATES = ("RHO_*",)
SEARCH = ("GSEARCH_VALUE_PER_QUERY",)
REVENUE = (*RATES, *SEARCH)
TIME = ("S_LIKE", "S_SHARE", "S_FLAG", "S_WIKI_EDIT", "CAPTCHA_S_*", "WPM_COMPOSE", "WPM_READ")
LENGTHS = ("WORDS_COMMENT", "WORDS_PROMPT", "WORDS_REVIEW")
PROMPTS = ("P_WORD", "WORDS_PROMPT")
PRICES = (
    *("P_LIKE", "P_SHARE", "P_FOLLOW", "P_COMMENT", "P_REVIEW", "P_PHOTO", "P_VIDEO"),
    *("P_THUMB", "P_PREFERENCE", "P_FLAG", "CAPTCHA_P_SOLVER_*", *PROMPTS),
)
WAGE = ("MINWAGE_HOUR_*",)
YEAR = ("DAYS_PER_YEAR",)
DIVIDEND = ("TAU_DIVIDEND", "META_OPINC_PER_DAP_2025", *YEAR)
ASKED = ("WTA_*_2017", "WTA_FACEBOOK_MONTH", *YEAR)
TASKS = (*WAGE, *TIME, *LENGTHS)

ROWS: Rows = (
    ("F1_gross", attention_revenue.gross_attention_revenue, REVENUE),
    ("F1_search", attention_revenue.search_revenue, SEARCH),
    ("F1", attention_revenue.attention_revenue, (*RATES, "ALPHA_DATA")),
    ("F1_offsite", attention_revenue.offsite_revenue, ("RHO_META_*", "ALPHA_META_OFFSITE")),
    ("F1_net", revenue_readings.net_revenue, (*REVENUE, "MARGIN_*")),
    ("F1_friends", revenue_readings.friends_revenue, ("RHO_META_*", "SHARE_FRIENDS_*")),
    ("F2a", labour_time.active_labour, TASKS),
    ("F2b", labour_time.presence, TASKS),
    ("F3", market_price.market_price, PRICES),
    ("F4", market_price.label_price, ("CAPTCHA_N_LABELS", "LABEL_P_IMAGE")),
    ("F5", advertising.advertising_exposure, ("CPM_*",)),
    ("F6", welfare.access_welfare, (*ASKED, "WELFARE_TEN_GOODS")),
    ("F7", policy.dividend, DIVIDEND),
    ("F8", policy.opt_out_price, ("META_OPTOUT_*", *YEAR)),
    ("task_wage", composites.task_wage, (*TASKS, *RATES)),
    ("prompt_licence", ai_text.prompt_licence, PROMPTS),
    ("prompt_wage", ai_text.prompt_wage, (*WAGE, "WORDS_PROMPT", "WPM_COMPOSE")),
    ("preference_market", ai_text.preference_market, ("P_PREFERENCE",)),
    ("preference_wage", ai_text.preference_wage, (*WAGE, "WPM_READ")),
    ("piece_price", composites.piece_price, PRICES),
    ("captured", composites.captured, (*RATES, "ALPHA_DATA", *TASKS, *PROMPTS)),
    ("time_at_wage", composites.time_at_wage, TASKS),
)

ROWS_2026_11: Rows = (
    ("F1_gross", attention_revenue.gross_attention_revenue, REVENUE),
    ("F1", edition_2026_11.attention_revenue, (*REVENUE, "ALPHA_DATA")),
    ("F2a", labour_time.active_labour, TASKS),
    ("F2b", labour_time.presence, TASKS),
    ("F3", market_price.market_price, PRICES),
    ("F4", market_price.label_price, ("CAPTCHA_N_LABELS", "LABEL_P_IMAGE")),
    ("F5", advertising.advertising_exposure, ("CPM_*",)),
    ("F6", edition_2026_11.access_welfare, ASKED),
    ("F7", edition_2026_11.dividend, DIVIDEND),
    ("F8", policy.posted_price, ("META_OPTOUT_*", *YEAR)),
    ("piece_price", composites.piece_price, PRICES),
    ("captured", edition_2026_11.captured, (*REVENUE, "ALPHA_DATA", *TASKS, "P_WORD")),
    ("time_at_wage", composites.time_at_wage, TASKS),
)

BY_EDITION = {"2026-11": ROWS_2026_11, CURRENT: ROWS}

METHODS = ("piece_price", "captured", "time_at_wage")
"""Side by side; each of the other models stands by itself."""

SAME = {"piece_price": "F3", "time_at_wage": "F2b"}
"""Methods that are another model by definition: nobody need work them out twice."""

PIECES = {"revenue": "F1", "tasks": "task_wage", "text": "prompt_licence"}
"""What `captured` is the sum of, each a model."""


@cache
def models_of(edition: str) -> tuple[Model, ...]:
    """Return the models of an edition. Raises KeyError for one that never shipped."""
    return described(edition, BY_EDITION[edition])


@cache
def functions_of(edition: str) -> dict[str, Function]:
    """Return the functions of an edition by model, also of what it had no words for: pieces of `captured`."""
    return {"task_wage": edition_2026_11.task_wage, "prompt_licence": ai_text.prompt_licence} | {
        model: function for model, function, _ in BY_EDITION[edition]
    }


MODELS: tuple[Model, ...] = models_of(CURRENT)
