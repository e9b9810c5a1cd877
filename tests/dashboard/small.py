"""A small catalogue with a platform of each sort, made of shipped files with some fields changed."""

import json
import shutil
from pathlib import Path

from pointeuse.collector import catalogue

PAID = {"paid": True, "taskPaths": ["/tasks/*"], "operator": "x-corp"}
TIME = {"kind": "attention", "labour": "attention", "credit": "time", "evidence": ["e"]}


def small(folder: Path) -> catalogue.Catalogue:
    """Write the catalogue into `folder` and read it.

    x, reddit, youtube as shipped; crowd and mixed pay; books keeps no time, radio nothing else.
    """
    shutil.copytree(catalogue.CATALOGUE, folder)
    kept = {name: json.loads((folder / f"platforms/{name}.json").read_text("utf-8")) for name in KEPT}
    shutil.rmtree(folder / "platforms")
    (folder / "platforms").mkdir()
    x = kept["x"]
    made = {
        **kept,
        "crowd": x | PAID | {"acts": [rule(x, "crowd.submit", "task-submit")]},
        "mixed": x | PAID | {"taskPaths": ["/**"], "acts": [rule(x, "mixed.submit", "task-submit")]},
        "books": x | {"trackTime": False, "acts": [marker(x), rule(x, "books.rate", "rating", "LOW")]},
        "radio": x | {"acts": [{"id": "radio.attention", "checked_on": "2026", "confidence": "LOW"} | TIME]},
    }
    for name, content in made.items():
        content |= {"id": name, "name": name.title()}
        (folder / f"platforms/{name}.json").write_text(json.dumps(content), "utf-8")
    return catalogue.load(folder)


KEPT = ("x", "reddit", "youtube")


def rule(platform: dict, name: str, kind: str, confidence: str = "HIGH") -> dict:
    """Return a rule of the platform under another name, kind and confidence."""
    return platform["acts"][0] | {"id": name, "kind": kind, "confidence": confidence}


def marker(platform: dict) -> dict:
    """Return a rule that is never counted."""
    return rule(platform, "books.look", "click", "LOW") | {"credit": "none"}
