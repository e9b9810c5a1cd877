"""What the repository promises about itself: names, sizes, versions, pins and words that must not appear."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from pointeuse.collector.catalogue import load

ROOT = Path(__file__).resolve().parents[2]
LISTING = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
TRACKED = LISTING.stdout.split("\0")
FILES = [ROOT / name for name in TRACKED if name and (ROOT / name).is_file()]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TOP = {
    *("extension", "collector", "dashboard", "tests", "docs", "bench", ".ci"),
    *("pyproject.toml", "setup.py", "README.md", "Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "PRIVACY.md"),
    *("SECURITY.md", "CITATION.cff", "LICENSE", "requirements.txt", "requirements-dev.txt", ".gitignore"),
    "biome.jsonc",
}


def words(suffixes: set[str]) -> list[Path]:
    return [path for path in FILES if path.suffix in suffixes]


def test_the_top_level_explains_the_product():
    assert {name.split("/")[0] for name in TRACKED if name} <= TOP


def test_versions_agree():
    manifest = json.loads((ROOT / "extension/manifest.json").read_text("utf-8"))
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert manifest["version"] == PROJECT["version"]
    assert f"\nversion: {PROJECT['version']}\n" in citation
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_by_hash_and_name_no_index(name):
    text = (ROOT / name).read_text("utf-8")
    pins = re.findall(r"^\S+==\S+ \\$", text, re.M)
    assert pins and "://" not in text and "--index" not in text
    assert len(re.findall(r"^\S+==", text, re.M)) == len(pins)
    assert text.count("--hash=sha256:") >= len(pins)


def test_files_hold_one_idea():
    for path in words({".py", ".js"}):
        assert len(path.read_text("utf-8").splitlines()) <= 400, f"{path}: past 400 lines it hides two ideas"
        assert path.stem not in {"utils", "helpers", "common", "misc"}, path


def test_no_loose_ends():
    for path in words({".py", ".js", ".mjs", ".sh"}):
        text = path.read_text("utf-8")
        if path != Path(__file__):
            assert not re.search(r"\b(TODO|FIXME|XXX)\b", text), path
            assert not re.search(r"except( Exception)?:\s*pass", text), path


def test_every_command_in_the_readme_exists():
    text = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets
    from pointeuse.collector.__main__ import main

    assert {w for w in re.findall(r"`pointeuse ([a-z][a-z-]+)", text)} <= set(main.commands)


def test_every_link_between_our_pages_leads_somewhere():
    for page in words({".md"}):
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_image_is_described_and_present():
    text = (ROOT / "README.md").read_text("utf-8")
    images = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    assert images and all(alt and (ROOT / path).is_file() for alt, path in images)


def test_readme_and_changelog_count_what_the_catalogue_holds():
    found = load()
    products = f"{len(found.captchas)} CAPTCHA products"
    readme, changes = (
        " ".join((ROOT / page).read_text("utf-8").split()) for page in ("README.md", "CHANGELOG.md")
    )
    for page, words in ((readme, products), (changes, f"**CAPTCHAs**, {len(found.captchas)} products")):
        assert f"{len(found.platforms)} platforms" in page and words in page
