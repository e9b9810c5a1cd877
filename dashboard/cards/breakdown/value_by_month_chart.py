"""What each month was worth by the three methods, a line each on a logarithmic axis."""

import altair as alt

from pointeuse.dashboard.drawing.making.methods import DECADES, MARKS
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("month", "slot", "amount")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. `month` is UTC milliseconds of its first day; shapes tell the methods apart too."""
    return (
        alt.Chart(alt.NamedData("value_by_month"), width="container", height=230)
        .mark_line(point={"filled": True, "size": 45})
        .encode(
            x=alt.X(
                "month:T",
                scale=alt.Scale(type="utc"),
                title=None,
                axis=alt.Axis(
                    grid=False,
                    labelOverlap=True,
                    labelSeparation=10,
                    tickCount={"interval": "month", "step": 1},
                    format={"year": "%Y", "quarter": "%b", "month": "%b"},
                ),
            ),
            y=alt.Y(
                "amount:Q",
                scale=alt.Scale(type="log", nice=True),
                title=None,
                axis=alt.Axis(values=DECADES, format=",.6~f", labelOverlap=True),
            ),
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
            shape=alt.Shape("slot:N", scale={"domain": [0, 1, 2], "range": MARKS}, legend=None),
        )
    )
