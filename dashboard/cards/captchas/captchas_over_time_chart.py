"""CAPTCHAs by day or month, stacked by how they were passed."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.series import stacked_rows
from pointeuse.dashboard.drawing.making.stacked import stacked
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "slot", "amount")
VIEW = "labour"


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found = view["captchas"]["over_time"]
    columns = (found["bucket"], found["way"], found["n"])
    return stacked_rows(found["buckets"], view["period"]["step"], columns, (0, 1, 2, 3), "amount")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row holds how many were passed in one way."""
    return stacked("captchas_over_time", "amount", theme)
