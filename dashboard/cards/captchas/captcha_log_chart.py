"""CAPTCHAs vendor by vendor, stacked by how they were passed: by hand, by a click, unasked, waited for."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.counts import counting_axis
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("vendor", "slot", "amount")
VIEW = "labour"
WAYS = ("hand", "click", "alone", "wait")


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found, labels = view["captchas"], view["names"]["platform_labels"]
    rows = [
        {"vendor": labels[code], "slot": slot, "amount": found["n"][way][row]}
        for row, code in enumerate(found["platform"])
        for slot, way in enumerate(WAYS)
        if found["n"][way][row] > 0
    ]
    whole = {row["vendor"]: 0 for row in rows}
    for row in rows:
        whole[row["vendor"]] += row["amount"]
    return sorted(rows, key=lambda row: -whole[row["vendor"]])


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. `amount` is minutes or a number, as the page has chosen; rows come sorted."""
    return (
        alt.Chart(alt.NamedData("captcha_log"), width="container", height=alt.Step(34))
        .mark_bar(height=18, stroke=theme.paper, strokeWidth=1)
        .encode(
            y=alt.Y("vendor:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=140)),
            x=alt.X("amount:Q", title=None, axis=counting_axis("x")),
            color=alt.Color("slot:N", scale=theme.slot_scale(), legend=None),
            order="slot:Q",
        )
    )
