"""The acts of one day: one bar a kind, in the colours of the stack that longer periods show."""

import altair as alt

from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("kind", "slot", "acts")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Rows come sorted; kinds without a colour of their own share the last slot."""
    return (
        alt.Chart(alt.NamedData("acts_by_kind"), width="container", height=alt.Step(34))
        .mark_bar(cornerRadiusEnd=3, height=18)
        .encode(
            y=alt.Y("kind:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=150)),
            x=alt.X("acts:Q", title=None, axis=alt.Axis(tickCount=4, tickMinStep=1, format=",d")),
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
        )
    )
