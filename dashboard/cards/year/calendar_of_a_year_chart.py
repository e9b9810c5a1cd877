"""A year as a calendar: a column a week, a row a weekday, the darker the more was done on that day."""

import altair as alt

from pointeuse.dashboard.drawing.making.heat import strength
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "weekday", "order", "amount")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row is a day in the week from `start` to `end` (UTC ms); `order` 0 is Monday."""
    monday_first = alt.EncodingSortField("order", op="min")
    axis = alt.Axis(grid=False, format="%b", tickCount={"interval": "month", "step": 1}, labelOverlap=True)
    return (
        alt.Chart(alt.NamedData("calendar_of_a_year"), width="container", height=alt.Step(20))
        .mark_rect(color=theme.slots[0], stroke=theme.paper, strokeWidth=1)
        .encode(
            x=alt.X("start:T", scale=alt.Scale(type="utc"), title=None, axis=axis),
            x2="end:T",
            y=alt.Y("weekday:N", sort=monday_first, title=None, axis=alt.Axis(grid=False)),
            fillOpacity=strength(),
        )
    )
