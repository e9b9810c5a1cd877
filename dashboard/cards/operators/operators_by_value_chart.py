"""What each operator comes to by the three methods, a point a method on a logarithmic axis."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.methods import DECADES, MARKS
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("operator", "slot", "amount")
VIEW = "overview"
METHODS = ("piece_price", "captured", "time_at_wage")
MOST_ROWS = 12


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    platforms = view["platforms"]
    found: dict[str, dict[str, float]] = {}
    for row, operator in enumerate(platforms["operator"]):
        sums = found.setdefault(operator or words.say("operators.unknown"), {})
        for method in METHODS:
            if platforms[method][row] is not None:
                sums[method] = sums.get(method, 0.0) + platforms[method][row]
    dearest = sorted(found, key=lambda name: -_dearness(found[name]))[:MOST_ROWS]
    return [
        {"operator": operator, "slot": slot, "amount": found[operator][method]}
        for operator in dearest
        for slot, method in enumerate(METHODS)
        if found[operator].get(method, 0) > 0
    ]


def _dearness(sums: dict[str, float]) -> float:
    return sums.get("time_at_wage") or sums.get("piece_price") or 0.0


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
        height=alt.Step(25),
    )
