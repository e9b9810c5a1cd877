"""Which forms of value the acts served: one bar a form, stacked by labour type."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.counts import counting_axis
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("form", "slot", "acts")
VIEW = "labour"


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    served = view["mix"]["served"]
    forms = view["mix"]["labels"]["forms"][words.language]
    return [
        {"form": forms[form], "slot": type_, "acts": n}
        for form, type_, n in zip(served["form"], served["type"], served["n"], strict=True)
    ]


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. An act that serves two forms is in both bars, so the bars do not add up."""
    return (
        alt.Chart(alt.NamedData("labour_by_value_form"), width="container", height=alt.Step(38))
        .mark_bar(cornerRadiusEnd=3, height=24, stroke=theme.paper, strokeWidth=1)
        .encode(
            y=alt.Y("form:N", sort=None, title=None, axis=alt.Axis(grid=False)),
            x=alt.X("acts:Q", title=None, axis=counting_axis("x")),
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
            order="slot:Q",
        )
    )
