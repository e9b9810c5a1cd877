"""The charts of the dashboard: each a file `<name>_chart.py` in the folder of its card, found by its name.

A chart is a function `build(say, theme)` of wording and theme; data come by name, with the `COLUMNS` it says.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct

DASHBOARD = Path(__file__).resolve().parents[2]
ENDING = "_chart.py"
PLACES = (f"cards/*/*{ENDING}", f"drawing/making/*{ENDING}")


class Chart(Struct, frozen=True):
    """A chart by its name in URLs, and its module. Reading `build` or `columns` imports Altair."""

    name: str
    module: str

    @property
    def build(self) -> Callable[..., Any]:
        """The function `build(say, theme) -> altair chart`."""
        return import_module(self.module).build

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that its named data must have."""
        return import_module(self.module).COLUMNS

    @property
    def view(self) -> str:
        """The name of the view whose numbers it draws."""
        return import_module(self.module).VIEW

    @property
    def rows(self) -> Callable[..., list[dict]]:
        """The function `rows(view, words) -> data`, which makes of a view what the page draws."""
        return import_module(self.module).rows


def _chart(path: Path) -> Chart:
    dotted = ".".join(path.relative_to(DASHBOARD).with_suffix("").parts)
    return Chart(path.name.removesuffix(ENDING), f"pointeuse.dashboard.{dotted}")


FILES = sorted(path for place in PLACES for path in DASHBOARD.glob(place))
CHARTS = tuple(map(_chart, FILES))
NAMES = {chart.name for chart in CHARTS}
