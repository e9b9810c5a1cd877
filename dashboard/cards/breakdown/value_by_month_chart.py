"""What each month was worth by the three methods, a line each on a logarithmic axis."""

from datetime import date
from typing import Any

import altair as alt

from pointeuse.collector.sums.period import DAY_MS, day_number
from pointeuse.dashboard.drawing.making.methods import DECADES, MARKS
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("month", "slot", "amount")
VIEW = "overview"
METHODS = ("piece_price", "captured", "time_at_wage")


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    months = view["months"]
    return [
        {"month": day_number(date(month // 100, month % 100, 1)) * DAY_MS, "slot": slot, "amount": amount}
        for slot, method in enumerate(METHODS)
        for month, amount in zip(months["month"], months[method], strict=True)
        if len(months["month"]) > 1 and amount is not None and amount > 0
    ]


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
