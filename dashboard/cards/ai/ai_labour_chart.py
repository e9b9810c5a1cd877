"""What was done for AI models by day or month, stacked by kind."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.series import ranks_of, stacked_rows
from pointeuse.dashboard.drawing.making.stacked import stacked
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "slot", "acts")
VIEW = "labour"


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    pieces, buckets = view["ai"]["pieces"], view["ai"]["buckets"]
    order = list(ranks_of(pieces["kind"], pieces["n"]))
    columns = (pieces["bucket"], pieces["kind"], pieces["n"])
    return stacked_rows(buckets, view["period"]["step"], columns, order, "acts")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row holds the `acts` of one kind."""
    return stacked("ai_labour", "acts", theme)
