"""Attention by day, week or month, stacked by platform."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.series import ranks_of, stacked_rows
from pointeuse.dashboard.drawing.making.stacked import stacked
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("start", "end", "slot", "amount")
VIEW = "rhythm"
MINUTE_MS, HOUR_MS = 60_000, 3_600_000


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found = view["attention"]
    order = list(ranks_of(found["platform"], found["ms"]))
    columns = (found["bucket"], found["platform"], found["ms"])
    rows = stacked_rows(found["buckets"], found["step"], columns, order, "amount")
    sums = ranks_of(found["bucket"], found["ms"])
    unit = HOUR_MS if max(sums.values(), default=0) > 3 * HOUR_MS else MINUTE_MS
    return [row | {"amount": row["amount"] / unit} for row in rows]


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Each row holds the `amount` of one platform, minutes or hours as the page says."""
    return stacked("attention_by_week", "amount", theme)
