"""Prompts and choices at what the market pays and at the wage, on a logarithmic axis."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.ranges import COLUMNS as COLUMNS
from pointeuse.dashboard.drawing.making.ranges import ranged, ranges
from pointeuse.dashboard.drawing.making.theme import Theme

VIEW = "labour"
MARKET, WAGE = range(2)
LABELS = {
    "prompt_licence": (lambda say: say("both.prompt_licence"), MARKET),
    "prompt_wage": (lambda say: say("both.prompt_wage"), WAGE),
    "preference_market": (lambda say: say("both.preference_market"), MARKET),
    "preference_wage": (lambda say: say("both.preference_wage"), WAGE),
}


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found = view["both_ways"]
    return ranged(
        (LABELS[road][0](words.say), LABELS[road][1], found, row) for row, road in enumerate(found["road"])
    )


def build(say, theme: Theme) -> alt.LayerChart:
    """Return the chart. The two of a pair are two answers for the same acts."""
    return ranges("ai_both_ways", theme)
