"""Where the programs of other people are that the tests run, and what is missing of them."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = ROOT / "build" / "programs"
PACKAGES = ROOT / "tests" / "extension" / "node_modules"


def need(what: str, *paths: Path) -> None:
    """Leave the test out when something of `what` is missing, or fail it where everything is required."""
    if all(path.exists() for path in paths):
        return
    missing = f"No {what} here: bash tests/install.sh brings it on Debian and its relatives."
    if os.environ.get("REQUIRE_BROWSERS"):
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)  # a contributor without it may run the rest; CI may not


def need_wiki(name: str) -> Path:
    """The folder of the unpacked wiki `name`; there is a PHP to run it."""
    folder = PROGRAMS / "usr" / "share" / name
    need(name, folder, PROGRAMS / ".made", Path(shutil.which("php") or "php"))
    return folder
