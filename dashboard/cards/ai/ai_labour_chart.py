"""What was done for AI models by day or month, stacked by kind."""

import altair as alt

from pointeuse.dashboard.drawing.making.stacked import stacked
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "slot", "acts")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row holds the `acts` of one kind."""
    return stacked("ai_labour", "acts", theme)
