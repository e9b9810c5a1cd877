"""An axis that counts things: whole numbers only, each written once."""

import altair as alt

MOST_TICKS = 4


def counting_axis(channel: str) -> alt.Axis:
    """Return the axis of `channel` (`x` or `y`), which starts at 0.

    There are never more steps than the largest number: half a step would be written as a whole one, twice.
    """
    steps = alt.ExprRef(f"min({MOST_TICKS}, domain('{channel}')[1])")
    return alt.Axis(tickCount=steps, tickMinStep=1, format=",d")
