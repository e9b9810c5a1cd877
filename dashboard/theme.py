"""The look of the charts: the colours of `static/theme.css` (a test compares them) for Altair."""

from dataclasses import dataclass

THEMES = ("light", "dark")
FONT = "system-ui, sans-serif"


@dataclass(frozen=True)
class Theme:
    """Colours of one theme. `slots` are the eight series colours, the last of them for "everything else"."""

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
DARK = Theme(
    ink="#f2ead9",
    quiet="#b3bcc0",
    paper="#1b2932",
    line="#34454f",
    band="#557384",
    stamp="#ff8a6b",
    slots=("#79bdd2", "#ff8a6b", "#eeb552", "#98cc90", "#d0a2de", "#8ab8f2", "#d3a788", "#a9aea6"),
)


def theme_of(name: str) -> Theme:
    """Return the theme called `light` or `dark`. Raises KeyError for any other name."""
    return {"light": LIGHT, "dark": DARK}[name]


def text_size() -> dict:
    """Return the parameter by which the page says how large the text of a chart is, in pixels."""
    return {"name": "text", "value": 12}


def configuration(theme: Theme) -> dict:
    """Return the Vega-Lite configuration that every chart of this theme carries."""
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
