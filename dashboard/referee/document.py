"""`make docs`: write docs/method/referee.md, and each of its pictures with the spec that it is drawn from.

document  write them all
drawn     a picture, with the mark of its spec
"""

import hashlib
import json
from typing import Any

from pointeuse.dashboard.referee.page import FOLDER, PAGE, page, pictures


def document() -> None:
    """Write the page and the pictures; a picture whose spec is the same stays as it is."""
    FOLDER.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    for model, spec in pictures().items():
        picture = FOLDER / f"referee-{model}.svg"
        if not picture.exists() or mark(spec) not in picture.read_text(encoding="utf-8"):
            picture.write_text(drawn(spec), encoding="utf-8")


def drawn(spec: dict[str, Any]) -> str:
    """Return the picture as SVG."""
    import vl_convert

    return vl_convert.vegalite_to_svg(spec).rstrip() + f"\n{mark(spec)}\n"


def mark(spec: dict[str, Any]) -> str:
    """Return the comment that says which spec a picture was drawn from, whoever drew it."""
    whole = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    return f"<!-- spec {hashlib.sha256(whole.encode()).hexdigest()[:16]} -->"


if __name__ == "__main__":
    document()
