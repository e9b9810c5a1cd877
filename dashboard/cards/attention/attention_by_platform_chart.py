"""Minutes of attention, one bar a platform, the longest first."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.counts import counting_axis
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("platform", "minutes")
VIEW = "overview"
MINUTE_MS = 60_000
MOST_BARS = 10


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    found, labels = view["attention"], view["names"]["platform_labels"]
    pairs = sorted(zip(found["ms"], found["platform"], strict=True), key=lambda pair: -pair[0])
    rows = [{"platform": labels[code], "minutes": ms / MINUTE_MS} for ms, code in pairs]
    if len(rows) <= MOST_BARS:
        return rows
    shown, rest = rows[: MOST_BARS - 1], rows[MOST_BARS - 1 :]
    others = {"platform": words.say_many("attention.rest", len(rest))}
    return [*shown, others | {"minutes": sum(row["minutes"] for row in rest)}]


def build(say, theme: Theme) -> alt.Chart:
    """Return the chart. Rows come sorted."""
    base = alt.Chart(alt.NamedData("attention_by_platform"), width="container", height=alt.Step(34)).encode(
        y=alt.Y("platform:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=120)),
        x=alt.X(
            "minutes:Q",
            title=say("chart.attention.minutes"),
            axis=counting_axis("x"),
        ),
    )
    return base.mark_bar(color=theme.slots[0], cornerRadiusEnd=3, height=18)
