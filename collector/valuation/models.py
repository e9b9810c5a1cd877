"""Every value model, once: what it asks, the function that answers, and the parameters that it may read.

    MODELS    read by the documentation, by the method page, by the tests and by whoever wants a formula
    METHODS   the ids of the three that are shown side by side

A parameter is an id, or a pattern with `*` for rows that differ by region, country, kind or category. The
words and the worked examples are in `data/models.json`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pointeuse.collector.valuation.counts.counts import Count, Counts
from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.formulas.advertising import advertising_exposure
from pointeuse.collector.valuation.formulas.attention_revenue import (
    attention_revenue,
    gross_attention_revenue,
)
from pointeuse.collector.valuation.formulas.composites import captured, piece_price, time_at_wage
from pointeuse.collector.valuation.formulas.labour_time import active_labour, presence
from pointeuse.collector.valuation.formulas.market_price import label_price, market_price
from pointeuse.collector.valuation.formulas.policy import dividend, opt_out_price
from pointeuse.collector.valuation.formulas.welfare import access_welfare
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.parameter import DATA

Text = Mapping[str, str]
Function = Callable[[Reading, Figures], float | None]


@dataclass(frozen=True)
class Example:
    """Small counts, and the amount that the model gives with its parameters at `bound`, to a cent."""

    counts: Counts
    bound: str
    expected: float


@dataclass(frozen=True)
class Model:
    """`function` gives an amount in the currency of the counts for their period, or None: not computable.

    Each text is by language, "en" and "fr".
    """

    id: str
    function: Function
    parameters: tuple[str, ...]
    title: Text
    question: Text
    formula: Text
    inputs: Text
    unit: Text
    leaves_out: Text
    example: Example


@cache
def _words() -> dict[str, Any]:
    return json.loads((DATA / "models.json").read_text(encoding="utf-8"))


def _counts(person: str) -> Counts:
    given = _words()["people"][person]
    return Counts(**given | {"counts": tuple(Count(**count) for count in given["counts"])})


def _model(id: str, function: Function, *parameters: str) -> Model:
    texts = dict(_words()["models"][id])
    example = texts.pop("example")
    counts = _counts(example["person"])
    return Model(
        id, function, parameters, example=Example(counts, example["bound"], example["expected"]), **texts
    )


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
    _model("F1_gross", gross_attention_revenue, *REVENUE),
    _model("F1", attention_revenue, *REVENUE, "ALPHA_DATA"),
    _model("F2a", active_labour, *WAGE, *TIME, *LENGTHS),
    _model("F2b", presence, *WAGE, *TIME, *LENGTHS),
    _model("F3", market_price, *PRICES, "WORDS_PROMPT"),
    _model("F4", label_price, "CAPTCHA_N_LABELS", "LABEL_P_IMAGE"),
    _model("F5", advertising_exposure, "CPM_*"),
    _model("F6", access_welfare, "WTA_*_2017", "WTA_FACEBOOK_MONTH", *YEAR),
    _model("F7", dividend, "TAU_DIVIDEND", "META_OPINC_PER_DAP_2025", *YEAR),
    _model("F8", opt_out_price, "META_OPTOUT_*", *YEAR),
    _model("piece_price", piece_price, *PRICES, "WORDS_PROMPT"),
    _model("captured", captured, *REVENUE, "ALPHA_DATA", *WAGE, *TIME, *LENGTHS, "P_WORD"),
    _model("time_at_wage", time_at_wage, *WAGE, *TIME, *LENGTHS),
)

SAME = {"piece_price": "F3", "time_at_wage": "F2b"}
"""Methods that are another model by definition: nobody need work them out twice."""

METHODS = ("piece_price", "captured", "time_at_wage")
"""Side by side; each of the other models stands by itself."""
