"""What is captured, piece by piece, on a logarithmic axis."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.ranges import COLUMNS as COLUMNS
from pointeuse.dashboard.drawing.making.ranges import ranged, ranges
from pointeuse.dashboard.drawing.making.theme import Theme

VIEW = "overview"
LABELS = {
    "revenue": lambda say: say("pieces.revenue"),
    "tasks": lambda say: say("pieces.tasks"),
    "text": lambda say: say("pieces.text"),
}


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found = view["captured"]
    return ranged((LABELS[piece](words.say), 0, found, row) for row, piece in enumerate(found["piece"]))


def build(say, theme: Theme) -> alt.LayerChart:
    """Return the chart. The rows are as long as their labels say, whatever the others are."""
    return ranges("captured_pieces", theme)
