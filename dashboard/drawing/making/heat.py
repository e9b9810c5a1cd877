"""How much is how dark a cell is, in the two charts that are calendars. No chart by itself."""

import altair as alt

FAINTEST = 0.07


def strength() -> alt.FillOpacity:
    """Return the channel of `amount`, by its square root: little is not lost beside much.

    One colour at several strengths is right on light and on dark paper alike.
    """
    scale = alt.Scale(type="sqrt", domainMin=0, range=[FAINTEST, 1])
    return alt.FillOpacity("amount:Q", scale=scale, legend=None)
