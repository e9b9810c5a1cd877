"""What a test that fails leaves: every page as it stood, what the extension held, and what all have said."""

import json
import os
import subprocess
import sys

import pytest

from tests.suite import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_failure_leaves_pictures_and_logs_and_says_how_to_run_it_alone(family, tmp_path):
    name = f"tests/browser/failing.py::test_on_purpose[{family}]"
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", name]
    ran = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"BUILD": str(tmp_path)}, capture_output=True, text=True
    )
    assert ran.returncode == pytest.ExitCode.TESTS_FAILED, ran.stdout
    assert f"alone: make again 'TEST={name}'" in ran.stdout
    [left] = (tmp_path / "failures").iterdir()
    assert left.name in ran.stdout
    assert "on purpose" in (left / "failure.txt").read_text("utf-8")
    [browser] = left.glob(f"*-{family}")
    assert {path.read_bytes()[:4] for path in browser.glob("tab-*.png")} == {b"\x89PNG"}
    assert "https://x.com/home" in (browser / "tabs.txt").read_text("utf-8")
    assert json.loads((browser / "extension.json").read_text())["local"]["consent"]["answer"] == "accepted"
    assert (browser / "browser.log").stat().st_size
    [collector] = left.glob("*-collector")
    assert "INSERT INTO" in (collector / "database.sql").read_text("utf-8")
    assert (collector / "collector.log").exists()
