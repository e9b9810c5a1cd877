"""What each operator gained by the three methods, a point a method on a logarithmic axis."""

import altair as alt

from pointeuse.dashboard.drawing.making.methods import DECADES, MARKS
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("operator", "slot", "amount")


def build(say, theme: Theme) -> alt.LayerChart:
    """Return the chart. Rows come sorted; what has no place on a log axis is not among them."""
    x = alt.X(
        "amount:Q",
        scale=alt.Scale(type="log", nice=True),
        title=None,
        axis=alt.Axis(values=DECADES, format=",.6~f", labelOverlap=True),
    )
    base = alt.Chart().encode(
        y=alt.Y("operator:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=140))
    )
    span = base.mark_rule(strokeWidth=6, strokeCap="round", color=theme.band, opacity=0.6)
    point = base.mark_point(filled=True, size=110, opacity=1)
    return alt.layer(
        span.encode(x=alt.X("min(amount):Q", title=None), x2="max(amount):Q"),
        point.encode(
            x=x,
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
            shape=alt.Shape("slot:N", scale={"domain": [0, 1, 2], "range": MARKS}, legend=None),
        ),
        data=alt.NamedData("operators_by_value"),
        width="container",
        height=alt.Step(34),
    )
