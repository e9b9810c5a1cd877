"""Acts by day (or by month, for long periods), stacked by kind."""

import altair as alt

from pointeuse.dashboard.drawing.making.stacked import stacked
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "slot", "acts")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row holds one kind's `acts`."""
    return stacked("acts_by_day", "acts", theme)
