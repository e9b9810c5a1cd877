"""The tests themselves: a copy of the program is broken on purpose, and they must say so and where."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.suite.copies import copy_of_the_project, environment_of
from tests.suite.long_run import SEED

ROOT = Path(__file__).resolve().parents[2]
BREAKS = json.loads((Path(__file__).parent / "breaks.json").read_text("utf-8"))
OPTIONS = ("-p", "no:cacheprovider", f"--hypothesis-seed={SEED}", "-m", "not long")


def test_every_break_still_has_something_to_break():
    for each in BREAKS:
        text = (ROOT / each["file"]).read_text("utf-8")
        assert text.count(each["find"]) == 1, f"change the break of: {each['part']}"


@pytest.fixture(scope="session")
def copied(tmp_path_factory) -> Path:
    """The whole project in a folder of its own."""
    return copy_of_the_project(tmp_path_factory.mktemp("broken") / "copy")


@pytest.mark.long
@pytest.mark.parametrize("broken", BREAKS, ids=[each["part"] for each in BREAKS])
def test_a_break_is_caught_and_named(copied, broken):
    file = copied / broken["file"]
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(broken["find"], broken["put"]), "utf-8")
    try:
        status, said = said_by(copied, broken["test"])
    finally:
        file.write_text(whole, "utf-8")
    assert status == pytest.ExitCode.TESTS_FAILED, said[-3000:]
    failed = [line for line in said.splitlines() if line.startswith("FAILED ")]
    assert any(broken["says"] in line for line in failed), said[-3000:]


def said_by(folder: Path, name: str) -> tuple[int, str]:
    """Run tests of the copy; return the status and what was said."""
    command = [sys.executable, "-m", "pytest", *OPTIONS, name]
    ran = subprocess.run(
        command,
        cwd=folder,
        env=environment_of(folder) | {"LONG": ""},
        capture_output=True,
        text=True,
        timeout=900,
    )
    return ran.returncode, ran.stdout
