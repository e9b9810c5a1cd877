"""The acts of one day: one bar a kind, in the colours of the stack that longer periods show."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.counts import counting_axis
from pointeuse.dashboard.drawing.making.series import ranks_of, slot_of
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("kind", "slot", "acts")
VIEW = "overview"


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    labels = view["names"]["kind_labels"][words.language]
    sums = ranks_of(view["pieces"]["kind"], view["pieces"]["n"])
    return [
        {"kind": labels[code], "slot": slot_of(rank), "acts": acts}
        for rank, (code, acts) in enumerate(sums.items())
    ]


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Rows come sorted; kinds without a colour of their own share the last slot."""
    return (
        alt.Chart(alt.NamedData("acts_by_kind"), width="container", height=alt.Step(34))
        .mark_bar(cornerRadiusEnd=3, height=18)
        .encode(
            y=alt.Y("kind:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=150)),
            x=alt.X("acts:Q", title=None, axis=counting_axis("x")),
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
        )
    )
