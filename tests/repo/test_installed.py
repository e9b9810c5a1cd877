"""What is installed: one name, `pointeuse`, with every file of our folders below it, each module once."""

import subprocess
import sys
import zipfile

import pytest

from tests.suite import ROOT

ROOMS = ("collector/", "dashboard/", "extension/")
PUBLIC = "collector/pointeuse/"


def installed_as(path: str) -> str:
    """Return where a file of ours lies in site-packages."""
    return f"pointeuse/{path.removeprefix(PUBLIC)}"


@pytest.mark.slow
def test_a_wheel_holds_every_file_of_ours_below_one_name(tmp_path):
    copied = tmp_path / "copy"
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    for name in files:
        (copied / name).parent.mkdir(parents=True, exist_ok=True)
        (copied / name).write_bytes((ROOT / name).read_bytes())
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
    ]
    subprocess.run([*command, copied], check=True, capture_output=True)
    wheel = zipfile.ZipFile(next(tmp_path.glob("*.whl")))
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == {installed_as(name) for name in files if name.startswith(ROOMS)}


@pytest.mark.parametrize("name", ["collector", "dashboard", "pointeuse.collector.pointeuse"])
def test_no_module_has_a_second_name(name):
    ran = subprocess.run([sys.executable, "-c", f"import {name}"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 1 and "Error" in ran.stderr.splitlines()[-1]


def test_what_is_public_is_loaded_when_it_is_asked_for():
    code = (
        "import sys, pointeuse; print({'pandas', 'altair', 'aiohttp', 'sqlite3', 'json'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
