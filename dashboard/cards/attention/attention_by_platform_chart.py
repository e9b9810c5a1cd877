"""Minutes of attention, one bar a platform, the longest first."""

import altair as alt

from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("platform", "minutes")


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Rows come sorted."""
    base = alt.Chart(alt.NamedData("attention_by_platform"), width="container", height=alt.Step(34)).encode(
        y=alt.Y("platform:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=120)),
        x=alt.X(
            "minutes:Q",
            title=say("chart.attention.minutes"),
            axis=alt.Axis(tickCount=4, format=",d", tickMinStep=1),
        ),
    )
    return base.mark_bar(color=theme.slots[0], cornerRadiusEnd=3, height=18)
