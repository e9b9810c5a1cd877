"""The catalogue as a JavaScript module, for the background alone.

A service worker of Chromium that imports JSON starts once and never again after its first stop. So the
background imports this copy, and a test says that it equals the files.
After changing the catalogue: `python -m tests.extension.catalogue_module`.
"""

import json
from pathlib import Path

from pointeuse.collector.catalogue import CATALOGUE, EXTENSION

MODULE = EXTENSION / "background" / "platforms" / "catalogue.js"
HEAD = """\
/**
 * The catalogue, copied from the files of `catalogue/` by `python -m tests.extension.catalogue_module`.
 * Change the files, never this copy: a service worker that imports JSON never starts a second time.
 */
"""


def module_text() -> str:
    """Return what the module must hold: one line for each file."""
    version = _read("version.json")["version"]
    return (
        HEAD
        + f"\nexport const VERSION = {json.dumps(version)};\n"
        + "\n/** The closed list of kinds, by id. @type {Record<string, any>} */\n"
        + f"export const KINDS = {_line(_read('kinds.json')['kinds'])};\n"
        + _list("PLATFORMS", "platforms")
        + _list("CAPTCHAS", "captchas")
    )


def _list(name: str, folder: str) -> str:
    rows = [f"  {_line(_read(path))},\n" for path in sorted((CATALOGUE / folder).glob("*.json"))]
    return f"\n/** @type {{any[]}} */\nexport const {name} = [\n{''.join(rows)}];\n"


def _read(path: str | Path) -> dict:
    return json.loads((CATALOGUE / path).read_text("utf-8"))


def _line(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    MODULE.write_text(module_text(), "utf-8")
