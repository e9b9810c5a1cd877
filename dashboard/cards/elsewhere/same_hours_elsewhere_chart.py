"""The same hours at other wages: one bar a place, coloured by what sort of wage it is."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.theme import Theme

LIMIT = alt.ExprRef("min(320, 0.4 * containerSize()[0])")

COLUMNS = ("place", "slot", "amount")
VIEW = "elsewhere"
SLOTS = {"own": 1, "minimum": 0, "microwork": 2}


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found = view["rows"]
    wages = [
        (found["wage"][row], found["place"][words.language][row], SLOTS[kind], found["amount"][row])
        for row, kind in enumerate(found["kind"])
    ]
    if view["wage"] is not None:
        place = words.say("compare.own", country=words.country(view["country"]))
        wages.append((view["wage"], place, SLOTS["own"], view["wage"] * view["hours"]))
    highest = sorted(wages, key=lambda row: -row[0])
    return [
        {"place": place, "slot": slot, "amount": amount} for _, place, slot, amount in highest if amount > 0
    ]


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Rows come sorted."""
    return (
        alt.Chart(alt.NamedData("same_hours_elsewhere"), width="container", height=alt.Step(30))
        .mark_bar(cornerRadiusEnd=3, height=16)
        .encode(
            y=alt.Y("place:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=LIMIT)),
            x=alt.X("amount:Q", title=None, axis=alt.Axis(tickCount=4, format=",.6~f")),
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
        )
    )
