"""The catalogue as a JavaScript module for the background, and what is not counted for the settings.

A service worker of Chromium that imports JSON starts once and never again after its first stop. So the
background imports this copy, and a test says that it equals the files. What only the settings show is not
in it: the background starts again and again, and reads all of it each time.
After changing the catalogue: `python -m tests.extension.catalogue_module`.
"""

import json
from dataclasses import asdict, replace
from pathlib import Path

from pointeuse.collector.catalogue import CATALOGUE, EXTENSION
from pointeuse.collector.rules.table.cells import Reason
from pointeuse.collector.rules.table.rows import Row, reasons, rows

MODULE = EXTENSION / "background" / "platforms" / "catalogue.js"
UNCOUNTED = EXTENSION / "options" / "uncounted.json"
HEAD = """\
/**
 * The catalogue, copied from the files of `catalogue/` by `python -m tests.extension.catalogue_module`.
 * Change the files, never this copy: a service worker that imports JSON never starts a second time.
 */
"""


def module_text(folder: Path = CATALOGUE) -> str:
    """Return what the module must hold: one line for each file."""
    version = _read(folder / "version.json")["version"]
    return (
        HEAD
        + f"\nexport const VERSION = {json.dumps(version)};\n"
        + "\n/** The closed list of kinds, by id. @type {Record<string, any>} */\n"
        + f"export const KINDS = {_line(_read(folder / 'kinds.json')['kinds'])};\n"
        + _list("PLATFORMS", folder / "platforms")
        + _list("CAPTCHAS", folder / "captchas")
    )


def uncounted_text(folder: Path = CATALOGUE) -> str:
    """Return what the settings must hold: the kinds that no rule counts and why, a platform on a line."""
    lines = ",\n".join(sorted(f'"{row.file["id"]}":{_line(_reasons(row))}' for row in rows(folder)))
    return f"{{\n{lines}\n}}\n"


def _reasons(row: Row) -> list[dict]:
    """Return the reasons that read the same as one: their evidence is not shown."""
    shown: dict[Reason, list[str]] = {}
    for reason, kinds in reasons(row).items():
        own = [kind for kind in kinds if row.cells[kind].sort not in ("rule", "off")]
        if own:
            shown.setdefault(replace(reason, evidence=(), rule=""), []).extend(own)
    return [
        {"kinds": kinds, "why": reason.why, "looked_on": reason.looked_on}
        | ({"because": asdict(reason.because)} if reason.because else {})
        for reason, kinds in shown.items()
    ]


def _list(name: str, folder: Path) -> str:
    lines = [f"  {_line(_working(path))},\n" for path in sorted(folder.glob("*.json"))]
    return f"\n/** @type {{any[]}} */\nexport const {name} = [\n{''.join(lines)}];\n"


def _working(path: Path) -> dict:
    """Return a file without what only its next author reads, or a person in the settings."""
    whole = _without(_read(path), "uncounted", "pitfalls")
    if "acts" not in whole:
        return whole
    return whole | {"acts": [_without(act, "pitfalls", "evidence", "checked_on") for act in whole["acts"]]}


def _without(value: dict, *names: str) -> dict:
    return {key: each for key, each in value.items() if key not in names}


def _read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def _line(value: dict | list) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    MODULE.write_text(module_text(), "utf-8")
    UNCOUNTED.write_text(uncounted_text(), "utf-8")
