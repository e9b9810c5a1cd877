"""A page as HTML: its template, the cards that its folder names, and the styles and scripts of them all."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from pointeuse.dashboard.pages.addresses import PAGES
from pointeuse.dashboard.wording import speaker

DASHBOARD = Path(__file__).resolve().parents[1]
STYLES = (
    *(f"kit/styles/{name}.css" for name in ("theme", "layout", "parts")),
    "drawing/charts.css",
    *(f"kit/styles/{name}.css" for name in ("clock", "panels", "tables", "controls", "periods")),
)


@cache
def page(name: str, language: str, whose: tuple[str, str] | None = None) -> str:
    """Return the HTML of a page in one language. Jinja is loaded by the first call.

    `whose` are the mark and the name of an invented person, whose store it is.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(DASHBOARD),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    mark, invented = whose or (None, None)
    return templates.get_template(f"pages/{name}/page.html").render(
        here=name,
        pages=PAGES,
        language=language,
        say=speaker(language),
        whose=mark,
        invented=invented,
        **parts_of(name),
    )


def parts_of(name: str) -> dict[str, Any]:
    """Return what the folder of a page says of it: its rows of cards, and the files that they bring along.

    `fuller` names, for a card that stands there at a glance, the page that has all of it.
    """
    order = DASHBOARD / "pages" / name / "cards.json"
    layout = json.loads(order.read_text("utf-8")) if order.exists() else {}
    rows = layout.get("rows", [])
    cards = [card for row in rows for card in row]
    return {
        "rows": rows,
        "fuller": layout.get("fuller", {}),
        "cards": cards,
        "styles": [*STYLES, *_there(*(f"cards/{card}/card.css" for card in cards), *_own(name, "css"))],
        "scripts": _there(f"pages/{name}/page.js") or ["kit/start.js"],
        "modules": _there(*(f"cards/{card}/card.js" for card in cards)),
    }


def _own(name: str, ending: str) -> list[str]:
    """Return the files of a page's own folder, the one that is called `page` first."""
    paths = sorted((DASHBOARD / "pages" / name).glob(f"*.{ending}"), key=lambda path: path.stem != "page")
    return [path.relative_to(DASHBOARD).as_posix() for path in paths]


def _there(*files: str) -> list[str]:
    return [file for file in files if (DASHBOARD / file).is_file()]
