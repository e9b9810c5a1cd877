"""Acts by day (or by month, for long periods), stacked by kind."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.series import ranks_of, stacked_rows
from pointeuse.dashboard.drawing.making.stacked import stacked
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "slot", "acts")
VIEW = "overview"


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    pieces = view["pieces"]
    order = list(ranks_of(pieces["kind"], pieces["n"]))
    columns = (pieces["bucket"], pieces["kind"], pieces["n"])
    return stacked_rows(view["buckets"], view["period"]["step"], columns, order, "acts")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row holds one kind's `acts`."""
    return stacked("acts_by_day", "acts", theme)
