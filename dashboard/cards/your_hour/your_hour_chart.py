"""An hour by each method, beside a microworker's hour and the minimum wage, on a logarithmic axis."""

import altair as alt

from pointeuse.dashboard.drawing.making.methods import DECADES, MARKS
from pointeuse.dashboard.drawing.making.theme import Theme

LIMIT = alt.ExprRef("min(320, 0.5 * containerSize()[0])")

COLUMNS = ("label", "slot", "low", "amount", "high")


def build(say, theme: Theme) -> alt.LayerChart:
    """Return the chart. A band from low to high, a point at the figure; rows come sorted."""
    x = alt.X(
        "low:Q",
        scale=alt.Scale(type="log", nice=True),
        title=None,
        axis=alt.Axis(values=DECADES, format=",.6~f", labelOverlap=True),
    )
    base = alt.Chart()
    return alt.layer(
        base.mark_bar(height=14, cornerRadius=7, color=theme.band).encode(x=x, x2="high:Q"),
        base.mark_point(filled=True, size=120, opacity=1).encode(
            x="amount:Q",
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
            shape=alt.Shape("slot:N", scale={"domain": [0, 1, 2], "range": MARKS}, legend=None),
        ),
        data=alt.NamedData("your_hour"),
        width="container",
        height=alt.Step(32),
        encoding={
            "y": alt.Y("label:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=LIMIT)),
        },
    )
