"""That `make check` looks at the types of each package that has them: a mistake put there is found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.suite import ROOT

MODULES = {
    "pointeuse/days.py": "collector/pointeuse/days.py",
    "pointeuse/collector/acts/shapes.py": "collector/acts/shapes.py",
    "pointeuse/collector/store/engine/ranges.py": "collector/store/engine/ranges.py",
    "pointeuse/collector/sums/filters.py": "collector/sums/filters.py",
    "pointeuse/collector/valuation/formulas/draws.py": "collector/valuation/formulas/draws.py",
    "pointeuse/collector/worth/rates.py": "collector/worth/rates.py",
    "pointeuse/collector/written/words.py": "collector/written/words.py",
}
"""A small module of each package whose types are said, where the package has it and where it lies."""

MISTAKES = "\n\ndef untyped(given):\n    return given\n\n\nnumber: int = 'three'\n"


def copy_with_mistakes(folder: Path) -> None:
    for there, here in MODULES.items():
        (folder / there).parent.mkdir(parents=True, exist_ok=True)
        (folder / there).write_text((ROOT / here).read_text("utf-8") + MISTAKES, "utf-8")
    for package in {parent for there in MODULES for parent in Path(there).parents[:-1]}:
        (folder / package / "__init__.py").touch()


def found_by_mypy(folder: Path) -> set[tuple[str, str]]:
    """Return (file, code) of what mypy says about the copy, read as the project says."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", folder / "cache", "--no-error-summary"],
        cwd=folder,
        env=os.environ | {"MYPYPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 1 and not ran.stderr, ran.stdout + ran.stderr
    errors = [line for line in ran.stdout.splitlines() if ": error: " in line]
    return {(line.split(":")[0], line.rsplit("[", 1)[1].rstrip("]")) for line in errors}


@pytest.mark.slow
def test_a_mistake_in_any_package_with_types_is_found(tmp_path):
    copy_with_mistakes(tmp_path)
    found = found_by_mypy(tmp_path)
    assert {(there, code) for there in MODULES for code in ("no-untyped-def", "assignment")} <= found
