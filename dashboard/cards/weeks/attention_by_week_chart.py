"""Attention by day, week or month, stacked by platform."""

import altair as alt

from pointeuse.dashboard.drawing.making.stacked import stacked
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "slot", "amount")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row holds the `amount` of one platform, minutes or hours as the page says."""
    return stacked("attention_by_week", "amount", theme)
