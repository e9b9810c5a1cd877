"""A platform's revenue as estimated from time, and beside it what the advertisements counted there cost."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.ranges import COLUMNS as COLUMNS
from pointeuse.dashboard.drawing.making.ranges import ranged, ranges
from pointeuse.dashboard.drawing.making.theme import Theme

VIEW = "check"
ROADS = ("F1_gross", "F1", "F5")
LABELS = {
    "F1_gross": lambda say, platform: say("check.point.gross", platform=platform),
    "F1": lambda say, platform: say("check.point.tracking", platform=platform),
    "F5": lambda say, platform: say("check.point.counted", platform=platform),
}


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    both = [
        row
        for row in range(len(view["platform"]))
        if None not in (view["F1_gross"]["central"][row], view["F5"]["central"][row])
    ]
    return ranged(
        (LABELS[road](words.say, view["platform"][row]), slot, view[road], row)
        for row in both
        for slot, road in enumerate(ROADS)
    )


def build(say, theme: Theme) -> alt.LayerChart:
    """Return the chart. Rows come platform by platform."""
    return ranges("estimate_and_check", theme)
