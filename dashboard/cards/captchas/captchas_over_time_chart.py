"""CAPTCHAs by day or month, stacked by how they were passed."""

import altair as alt

from pointeuse.dashboard.drawing.making.stacked import stacked
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "slot", "amount")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row holds how many were passed in one way."""
    return stacked("captchas_over_time", "amount", theme)
