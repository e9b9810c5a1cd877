"""Every `*.test.mjs` beside this file runs under Node: the extension's pure modules need no browser."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted(p for p in HERE.rglob("*.test.mjs") if "node_modules" not in p.parts)


def test_node_is_there():
    assert shutil.which("node"), "the extension's pure modules are tested under Node 20 or newer: install it"
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HERE)))
def test_under_node(path):
    ran = subprocess.run(
        ["node", "--disable-warning=ExperimentalWarning", "--test", "--test-reporter=spec", str(path)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "skipped 0" in ran.stdout and "todo 0" in ran.stdout, "no test may be left out"
