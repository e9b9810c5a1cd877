"""The pages about everyday changes, followed literally in a copy of the project, with the tests they name."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.rules.pages import HOW_TO, blocks, change, said
from tests.suite.copies import copy_of_the_project, environment_of

PAGES = ("move-a-selector", "add-a-kind", "add-a-field")
OLD = ("-o", ".venv/.dev")
"""So that `make` takes what is installed here for what the copy would install."""


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the project in which the commands of the pages exist."""
    folder = copy_of_the_project(tmp_path / "copy")
    own, bin_ = folder / ".venv" / "bin", folder / "bin"
    command = f'exec "{sys.executable}" -m pointeuse.collector "$@"'
    written = {
        own / "python": f'exec "{sys.executable}" "$@"',
        own / "pointeuse": command,
        bin_ / "pointeuse": command,
        bin_ / "make": f'exec "{shutil.which("make")}" {" ".join(OLD)} "$@"',
    }
    for file, line in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{line}\n")
        file.chmod(0o755)
    return folder


def follow(page: str, copy: Path) -> list[tuple[str, str | None, str]]:
    """Do what each block says; return each block of commands, what the page promises, and what came."""
    env = {"PYTHONPATH": environment_of(copy)["PYTHONPATH"]}
    seen: list[tuple[str, str | None, str]] = []
    for language, text, before in blocks(page):
        if language == "sh":
            seen.append((text, None, said(copy, f"set -e\n{text}", **env)))
        elif language == "text":
            seen[-1] = (seen[-1][0], text, seen[-1][2])
        else:
            name = re.findall(r"`([\w./-]+\.\w+)`", before)[-1]
            if language == "diff":
                change(copy / name, text)
            else:
                (copy / name).write_text(text, "utf-8")
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_page_holds_what_it_promises(name, copy):
    seen = follow((HOW_TO / f"{name}.md").read_text("utf-8"), copy)
    for commands, promised, came in seen:
        if promised is not None:
            assert came == promised, commands
    (tests,) = [came for commands, _, came in seen if "pytest" in commands]
    assert re.search(r"^\d+ passed(, \d+ deselected)? in ", tests, re.M), tests
