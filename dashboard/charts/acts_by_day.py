"""Acts by day (or by month, for long periods), stacked by kind."""

import altair as alt

from dashboard.theme import Theme

DAY_MS = 86_400_000
DATES = {"year": "%Y", "quarter": "%b", "month": "%b", "week": "%-d %b", "date": "%-d %b", "day": "%-d %b"}


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row spans `start` to `end` (UTC milliseconds) and holds one kind's `acts`.

    Vega-Lite stacks bars that have a width of their own only when the stack is a transform.
    """
    return (
        alt.Chart(alt.NamedData("acts_by_day"), width="container", height=230)
        .transform_stack(as_=["from", "to"], stack="acts", groupby=["start"], sort=[alt.SortField("slot")])
        .mark_rect(stroke=theme.paper, strokeWidth=1)
        .encode(
            x=alt.X(
                "start:T",
                scale=alt.Scale(type="utc"),
                title=None,
                axis=alt.Axis(
                    grid=False, labelOverlap=True, labelSeparation=10, tickMinStep=DAY_MS, format=DATES
                ),
            ),
            x2="end:T",
            y=alt.Y("from:Q", title=None, axis=alt.Axis(tickCount=4, tickMinStep=1, format=",d")),
            y2="to:Q",
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
        )
    )
