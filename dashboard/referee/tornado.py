"""The picture of one model's swings, the widest on top: its rows, and the chart that Altair makes of them.

rows_of  a row for each figure that moves the model enough to be seen
spec_of  the Vega-Lite spec, data inside
"""

from collections.abc import Sequence
from math import log10
from typing import Any

from pointeuse.collector.valuation.swings import Swing
from pointeuse.dashboard.drawing.making.theme import LIGHT, configuration, text_size
from pointeuse.dashboard.referee.markdown import WRITTEN

SEEN = 1.005
"""A figure that moves the model by less than this factor would be no bar."""

BENT = 4.0
"""Beyond this factor from end to end the axis is logarithmic, so that no bar hides the others."""

ROOM = 0.13
"""What is left at both sides for the figures, as a part of the axis."""

WIDTH, HEIGHT = 560, 30
STEPS = (1, 2, 5)
"""The ticks within each power of ten of a logarithmic axis."""


def rows_of(swings: Sequence[Swing]) -> list[dict[str, Any]]:
    """Return the rows: amounts at both ends, and the figure there, empty where it is the value itself."""
    return [
        {
            "figure": f"{swing.row.id} (supposed)" if swing.supposed else swing.row.id,
            "from": round(swing.at_low, 4),
            "to": round(swing.at_high, 4),
            "low": _end(swing, swing.low),
            "high": _end(swing, swing.high),
            "supposed": swing.supposed,
        }
        for swing in swings
        if swing.factor is None or swing.factor >= SEEN
    ]


def _end(swing: Swing, end: float) -> str:
    return "" if end == swing.row.value else WRITTEN.figure(float(f"{end:.3g}"))


def spec_of(rows: list[dict[str, Any]], base: float, currency: str) -> dict[str, Any]:
    """Return the spec. `base` is what the model gives with every figure at its value."""
    import altair as alt

    y = alt.Y("figure:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=260))
    chart = alt.Chart(alt.Data(values=rows), width=WIDTH, height=alt.Step(HEIGHT))
    x = alt.X("from:Q", title=f"{currency} in the year", scale=_scale(rows, base), axis=_axis(rows, base))
    bars = chart.mark_bar(height=15, cornerRadius=2).encode(y=y, x=x, x2="to:Q", color=_colours())
    value = (
        alt.Chart(alt.Data(values=[{"base": round(base, 4)}]))
        .mark_rule(color=LIGHT.stamp, strokeWidth=1.5)
        .encode(x="base:Q")
    )
    text = {"baseline": "middle", "fontSize": 11, "color": LIGHT.ink}
    left = chart.mark_text(align="right", dx=-5, **text).encode(y=y, x="from:Q", text="low:N")
    right = chart.mark_text(align="left", dx=5, **text).encode(y=y, x="to:Q", text="high:N")
    whole = alt.layer(bars, value, left, right).configure(**configuration(LIGHT)).to_dict()
    return {"background": LIGHT.paper, "padding": 12} | _plain(whole)


def _plain(spec: dict[str, Any]) -> dict[str, Any]:
    """Without what depends on the version of Altair, with the paper that a page of text has not."""
    spec.pop("$schema")
    spec["config"]["background"] = LIGHT.paper
    return spec | {"params": [text_size()]}


def _colours() -> Any:
    import altair as alt

    scale = alt.Scale(domain=[False, True], range=[LIGHT.slots[0], LIGHT.band])
    return alt.Color("supposed:N", scale=scale, legend=None)


def _ends(rows: list[dict[str, Any]], base: float) -> tuple[float, float, bool]:
    amounts = [base, *(row[end] for row in rows for end in ("from", "to"))]
    least, most = min(amounts), max(amounts)
    return least, most, least > 0 and most / least > BENT


def _scale(rows: list[dict[str, Any]], base: float) -> Any:
    import altair as alt

    least, most, bent = _ends(rows, base)
    if bent:
        more = (most / least) ** ROOM
        return alt.Scale(type="log", domain=[least / more, most * more], nice=False)
    more = (most - least) * ROOM or 1.0
    return alt.Scale(domain=[least - more, most + more], zero=False, nice=False)


def _axis(rows: list[dict[str, Any]], base: float) -> Any:
    """Ticks of a bent axis are chosen here: its own are the powers of ten, and there may be one."""
    import altair as alt

    least, most, bent = _ends(rows, base)
    if not bent:
        return alt.Axis(format=",.2~f", tickCount=5)
    decades = range(int(log10(least)) - 1, int(log10(most)) + 2)
    ticks = [step * 10.0**decade for decade in decades for step in STEPS]
    return alt.Axis(format=",.2~f", values=[tick for tick in ticks if least <= tick <= most])
