"""Which forms of value the acts served: one bar a form, stacked by labour type."""

import altair as alt

from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("form", "slot", "acts")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. An act that serves two forms is in both bars, so the bars do not add up."""
    return (
        alt.Chart(alt.NamedData("labour_by_value_form"), width="container", height=alt.Step(46))
        .mark_bar(cornerRadiusEnd=3, height=24, stroke=theme.paper, strokeWidth=1)
        .encode(
            y=alt.Y("form:N", sort=None, title=None, axis=alt.Axis(grid=False)),
            x=alt.X("acts:Q", title=None, axis=alt.Axis(tickCount=4, tickMinStep=1, format=",d")),
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
            order="slot:Q",
        )
    )
