"""Amounts on a logarithmic axis: a band from low to high, a point at the centre. No chart by itself."""

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.methods import DECADES, MARKS
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("label", "slot", "low", "central", "high")
LIMIT = alt.ExprRef("min(320, 0.5 * containerSize()[0])")


def ranged(found: Iterable[tuple[str, int, Mapping[str, Any], int]]) -> list[dict]:
    """Return a row for each label, slot and place in columns; a log axis has none for zero or no figure."""
    rows = [
        dict(zip(COLUMNS, (label, slot, *(amounts[part][row] for part in COLUMNS[2:])), strict=True))
        for label, slot, amounts, row in found
    ]
    return [row for row in rows if all(row[part] and row[part] > 0 for part in COLUMNS[2:])]


def ranges(name: str, theme: Theme, at: str = "central", step: int = 28) -> alt.LayerChart:
    """Return the chart of the rows called `name`, which come sorted; a slot is a colour and a shape.

    The point stands at the column `at`; a row is `step` pixels high.
    """
    x = alt.X(
        "low:Q",
        scale=alt.Scale(type="log", nice=True),
        title=None,
        axis=alt.Axis(values=DECADES, format=",.6~f", labelOverlap=True),
    )
    base = alt.Chart()
    return alt.layer(
        base.mark_bar(height=14, cornerRadius=7, color=theme.band).encode(x=x, x2="high:Q"),
        base.mark_point(filled=True, size=120, opacity=1).encode(
            x=f"{at}:Q",
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
            shape=alt.Shape("slot:N", scale={"domain": [0, 1, 2], "range": MARKS}, legend=None),
        ),
        data=alt.NamedData(name),
        width="container",
        height=alt.Step(step),
        encoding={
            "y": alt.Y("label:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=LIMIT)),
        },
    )
