"""The vectors of written figures: each implementation asks for the cases that it is held to."""

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
VECTORS = HERE.parent / "vectors" / "written.json"
PAGE, POPUP = ((HERE / f"{name}.js").read_text("utf-8").rstrip(";\n") for name in ("page", "popup"))
"""Functions (modules, cases, language) in JavaScript, which answer the cases that come out otherwise."""


def cases(writer: str) -> list[dict]:
    """Return the cases of the kinds that `writer` writes: "page", "popup" or "python"."""
    read = json.loads(VECTORS.read_text("utf-8"))
    kinds = {kind for kind, writers in read["writers"].items() if writer in writers}
    assert kinds <= {case["kind"] for case in read["cases"]}
    return [case for case in read["cases"] if case["kind"] in kinds]
