"""The same hours at other wages: one bar a place, coloured by what sort of wage it is."""

import altair as alt

from pointeuse.dashboard.drawing.making.theme import Theme

LIMIT = alt.ExprRef("min(320, 0.4 * containerSize()[0])")

COLUMNS = ("place", "slot", "amount")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Rows come sorted."""
    return (
        alt.Chart(alt.NamedData("same_hours_elsewhere"), width="container", height=alt.Step(30))
        .mark_bar(cornerRadiusEnd=3, height=16)
        .encode(
            y=alt.Y("place:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=LIMIT)),
            x=alt.X("amount:Q", title=None, axis=alt.Axis(tickCount=4, format="~s")),
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
        )
    )
