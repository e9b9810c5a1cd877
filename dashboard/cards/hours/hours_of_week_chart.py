"""The hours of the week: a row a weekday, a column an hour, the darker the more was done in it."""

from typing import Any

import altair as alt

from pointeuse.collector.sums.period import weekday
from pointeuse.dashboard.drawing.making.heat import strength
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("weekday", "clock", "amount")
VIEW = "rhythm"


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found, period = view["hours"], view["period"]
    if not found or not found["hour"]:
        return []
    much = {(found["weekday"][row], found["hour"][row]): n for row, n in enumerate(found["n"])}
    days = sorted(weekday(period["first"] + at) for at in range(min(period["last"] - period["first"] + 1, 7)))
    return [
        {
            "weekday": words.weekday(day, "abbreviated"),
            "clock": words.say("time.clock", hour=hour),
            "amount": max(much.get((day, hour), 0), 0),
        }
        for day in days
        for hour in range(24)
    ]


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. All 168 hours come in order; `clock` and `weekday` are written for a reader."""
    return (
        alt.Chart(alt.NamedData("hours_of_week"), width="container", height=alt.Step(30))
        .mark_rect(color=theme.slots[0], stroke=theme.paper, strokeWidth=1)
        .encode(
            x=alt.X(
                "clock:N",
                sort=None,
                title=None,
                axis=alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=6, grid=False),
            ),
            y=alt.Y("weekday:N", sort=None, title=None, axis=alt.Axis(grid=False)),
            fillOpacity=strength(),
        )
    )
