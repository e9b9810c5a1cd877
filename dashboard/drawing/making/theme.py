"""The look of the charts: the light colours of `kit/styles/theme.css` (a test compares them) for Altair.

A page draws with these and its style sheet puts the colours of the moment in their place: dark, or on paper.
"""

from dataclasses import dataclass

FONT = "system-ui, sans-serif"


@dataclass(frozen=True)
class Theme:
    """Colours. `slots` are the eight series colours, the last of them for "everything else"."""

    ink: str
    quiet: str
    paper: str
    line: str
    band: str
    stamp: str
    slots: tuple[str, ...]

    def slot_scale(self) -> dict:
        """Return the scale that gives each slot its colour, in every chart the same."""
        return {"domain": list(range(len(self.slots))), "range": list(self.slots)}


LIGHT = Theme(
    ink="#1c2b35",
    quiet="#54626b",
    paper="#fffdf7",
    line="#e3dac6",
    band="#9db4bf",
    stamp="#b3361b",
    slots=("#1f5f75", "#b3361b", "#b9770b", "#4a7a47", "#7b4a86", "#2f6fb3", "#8a5a3c", "#72756f"),
)


def text_size() -> dict:
    """Return the parameter by which the page says how large the text of a chart is, in pixels."""
    return {"name": "text", "value": 12}


def configuration(theme: Theme) -> dict:
    """Return the Vega-Lite configuration that every chart carries."""
    return {
        "aria": False,
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelColor": theme.quiet,
            "titleColor": theme.quiet,
            "labelFontSize": {"expr": "text"},
            "titleFontSize": {"expr": "text"},
            "titleFontWeight": "normal",
            "gridColor": theme.line,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
        },
    }
