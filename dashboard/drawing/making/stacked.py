"""Bars of days, weeks or months, stacked by series: what the charts over time share. No chart by itself."""

import altair as alt

from pointeuse.dashboard.drawing.making.counts import counting_axis
from pointeuse.dashboard.drawing.making.theme import Theme

DATES = {"year": "%Y", "quarter": "%b", "month": "%b", "week": "%-d %b", "date": "%-d %b", "day": "%-d %b"}


def step(name: str) -> alt.ExprRef:
    """Return how far ticks are apart at least: a bar takes 0.88 of its day or month, and has one tick."""
    rows = f"data('{name}')"
    return alt.ExprRef(f"length({rows}) ? ({rows}[0].end - {rows}[0].start) / 0.88 : 1")


def stacked(name: str, amount: str, theme: Theme) -> alt.Chart:
    """Return the chart of this name. Each row spans `start` to `end` (UTC ms) with one series' `amount`.

    Vega-Lite stacks bars that have a width of their own only when the stack is a transform.
    """
    axis = alt.Axis(grid=False, labelOverlap=True, labelSeparation=10, tickMinStep=step(name), format=DATES)
    return (
        alt.Chart(alt.NamedData(name), width="container", height=230)
        .transform_stack(as_=["from", "to"], stack=amount, groupby=["start"], sort=[alt.SortField("slot")])
        .mark_rect(stroke=theme.paper, strokeWidth=1)
        .encode(
            x=alt.X("start:T", scale=alt.Scale(type="utc"), title=None, axis=axis),
            x2="end:T",
            y=alt.Y("from:Q", title=None, axis=counting_axis("y")),
            y2="to:Q",
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
        )
    )
