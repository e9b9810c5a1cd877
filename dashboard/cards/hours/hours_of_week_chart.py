"""The hours of the week: a row a weekday, a column an hour, the darker the more was done in it."""

import altair as alt

from pointeuse.dashboard.drawing.making.heat import strength
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("weekday", "clock", "amount")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. All 168 hours come in order; `clock` and `weekday` are written for a reader."""
    return (
        alt.Chart(alt.NamedData("hours_of_week"), width="container", height=alt.Step(30))
        .mark_rect(color=theme.slots[0], stroke=theme.paper, strokeWidth=1)
        .encode(
            x=alt.X(
                "clock:N",
                sort=None,
                title=None,
                axis=alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=6, grid=False),
            ),
            y=alt.Y("weekday:N", sort=None, title=None, axis=alt.Axis(grid=False)),
            fillOpacity=strength(),
        )
    )
