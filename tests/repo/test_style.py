"""That `make check` looks at the JavaScript of every room: a bad form and a mistake put there are found."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.suite import ROOT

BIOME = ROOT / "tests/repo/node_modules/.bin/biome"
PLACES = (
    *("extension/background/planted.js", "extension/content/planted.js", "dashboard/kit/planted.js"),
    *("collector/rules/planted.mjs", "tests/extension/planted.test.mjs", "tests/replicas/planted.js"),
)
"""A place in each room, and beside each file that is allowed more."""

MISTAKEN = """\
function planted(given) {
  const unused = given;
  if (given) return  1;
  return absent == given;
}
planted(0);
"""
RIGHT = """\
function planted(given) {
  if (given) {
    return 1;
  }
  return 2;
}
planted(0);
"""
FOUND = {
    "format",
    "lint/correctness/noUnusedVariables",
    "lint/correctness/noUndeclaredVariables",
    "lint/style/useBlockStatements",
    "lint/suspicious/noDoubleEquals",
}
NOT_OURS = "build/programs/planted.js"


def plant(folder: Path, text: str, places: tuple[str, ...] = PLACES) -> None:
    for place in places:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")


def said_by_biome(folder: Path) -> tuple[int, set[tuple[str, str]]]:
    """Return the status and (file, rule) of what is said of the folder, read as the project says."""
    assert BIOME.exists(), "this test needs what `make check` installs: run make check"
    for name in ("biome.jsonc", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    command = [BIOME, "check", "--error-on-warnings", "--max-diagnostics=none", "--reporter=json"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    said = json.loads(ran.stdout)["diagnostics"]
    return ran.returncode, {(each["location"]["path"], each["category"]) for each in said}


def test_a_bad_form_and_mistakes_are_found_in_every_room(tmp_path):
    plant(tmp_path, MISTAKEN)
    assert said_by_biome(tmp_path) == (1, {(place, rule) for place in PLACES for rule in FOUND})


def test_the_project_s_own_form_is_taken_and_what_git_ignores_is_not_looked_at(tmp_path):
    plant(tmp_path, RIGHT)
    plant(tmp_path, MISTAKEN, (NOT_OURS,))
    assert said_by_biome(tmp_path) == (0, set())
