"""A copy of the project that runs by itself: `pointeuse` is its own folders, whatever is installed."""

import os
import shutil
from pathlib import Path

from tests.suite import ROOT

ROOMS = ("collector", "dashboard", "extension")
LEFT = (".git", ".venv", "build", "node_modules", "results", "__pycache__", ".*cache")


def copy_of_the_project(folder: Path) -> Path:
    """Copy the whole project into a new folder."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT))
    return folder


def environment_of(copy: Path) -> dict[str, str]:
    """Return an environment in which `import pointeuse` finds the copy: the folders, seen through links."""
    package = copy / "build" / "seen" / "pointeuse"
    if not package.exists():
        package.mkdir(parents=True)
        for file in (copy / "collector" / "pointeuse").iterdir():
            (package / file.name).symlink_to(file)
        for room in ROOMS:
            (package / room).mkdir()
            for path in (copy / room).iterdir():
                if path.name != "pointeuse":
                    (package / room / path.name).symlink_to(path)
    return os.environ | {"PYTHONPATH": str(package.parent)}
