"""A year as a calendar: a column a week, a row a weekday, the darker the more was done on that day."""

from typing import Any

import altair as alt

from pointeuse.collector.sums.period import DAY_MS, weekday
from pointeuse.dashboard.drawing.making.heat import strength
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "weekday", "order", "amount")
VIEW = "rhythm"


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found = view["year"]
    much = dict(zip(found["day"], found["n"], strict=True))
    return [
        {
            "start": (day - weekday(day)) * DAY_MS,
            "end": (day - weekday(day) + 7) * DAY_MS,
            "weekday": words.weekday(weekday(day), "abbreviated"),
            "order": weekday(day),
            "amount": max(much.get(day, 0), 0),
        }
        for day in range(found["first"], found["last"] + 1)
        if much
    ]


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row is a day in the week from `start` to `end` (UTC ms); `order` 0 is Monday."""
    monday_first = alt.EncodingSortField("order", op="min")
    axis = alt.Axis(grid=False, format="%b", tickCount={"interval": "month", "step": 1}, labelOverlap=True)
    return (
        alt.Chart(alt.NamedData("calendar_of_a_year"), width="container", height=alt.Step(20))
        .mark_rect(color=theme.slots[0], stroke=theme.paper, strokeWidth=1)
        .encode(
            x=alt.X("start:T", scale=alt.Scale(type="utc"), title=None, axis=axis),
            x2="end:T",
            y=alt.Y("weekday:N", sort=monday_first, title=None, axis=alt.Axis(grid=False)),
            fillOpacity=strength(),
        )
    )
