"""One revenue, read in several ways, on a logarithmic axis."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.ranges import COLUMNS as COLUMNS
from pointeuse.dashboard.drawing.making.ranges import ranged, ranges
from pointeuse.dashboard.drawing.making.theme import Theme

VIEW = "overview"
WHOLE, SHARE, BOUND = range(3)
LABELS = {
    "F1_gross": (lambda say: say("readings.short.gross"), WHOLE),
    "F1_search": (lambda say: say("readings.short.search"), WHOLE),
    "F1_net": (lambda say: say("readings.short.net"), WHOLE),
    "F1": (lambda say: say("readings.short.tracking"), SHARE),
    "F1_offsite": (lambda say: say("readings.short.offsite"), SHARE),
    "F1_friends": (lambda say: say("readings.short.friends"), BOUND),
}


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found = view["readings"]
    return ranged(
        (LABELS[reading][0](words.say), LABELS[reading][1], found, row)
        for row, reading in enumerate(found["reading"])
    )


def build(say, theme: Theme) -> alt.LayerChart:
    """Return the chart. They are readings of the same money: no row is part of a sum with another."""
    return ranges("readings_of_revenue", theme)
