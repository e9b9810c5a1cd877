"""The three methods side by side on a logarithmic axis.

A band from low to high, within it a thinner one from the 5% to the 95% quantile, a point at the figure.
"""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.methods import DECADES
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("method", "low", "amount", "high", "p5", "p95")
VIEW = "overview"


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    methods = view["total"]["methods"]
    names = ("low", "amount", "high")
    labels = {
        "piece_price": words.say("method.piece_price"),
        "captured": words.say("method.captured"),
        "time_at_wage": words.say("method.time_at_wage"),
    }
    rows = [
        {"method": labels[method], "p5": None, "p95": None} | {name: methods[name][row] for name in names}
        for row, method in enumerate(methods["method"])
    ]
    return [row for row in rows if all(row[name] and row[name] > 0 for name in names)]


def build(say, theme: Theme) -> alt.LayerChart:
    """Return the chart. Zero has no place on a log axis: such a row is left to the words beside it."""
    x = alt.X(
        "low:Q",
        scale=alt.Scale(type="log", nice=True),
        title=None,
        axis=alt.Axis(values=DECADES, format=",.6~f", labelOverlap=True),
    )
    shared = {
        "y": alt.Y("method:N", sort=None, title=None, axis=alt.Axis(grid=False)),
    }
    base = alt.Chart()
    band = base.mark_bar(height=16, cornerRadius=8, color=theme.band).encode(x=x, x2="high:Q")
    drawn = base.transform_filter("datum.p5 > 0").mark_bar(height=5, color=theme.quiet)
    drawn = drawn.encode(x="p5:Q", x2="p95:Q")
    point = base.mark_point(shape="diamond", size=150, filled=True, opacity=1, color=theme.stamp)
    chart = alt.layer(
        band,
        drawn,
        point.encode(x="amount:Q"),
        data=alt.NamedData("value_by_method"),
        width="container",
        height=alt.Step(38),
        encoding=shared,
    )
    return chart.transform_filter("datum.high > 0 && datum.amount > 0 && datum.low > 0")
