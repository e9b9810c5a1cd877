"""Rooms that a stranger finds a way through: how full a folder may be, and which room may speak to which."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from test_imports import SOURCES, every_import, module_of

from tests.suite import ROOT

MOST_IN_A_FOLDER = 20
SOURCE = {".py", ".js", ".mjs", ".html", ".css", ".typ"}
NO_SOURCE = {"__init__.py"}
SQL = re.compile(r"\b(SELECT .+ FROM|INSERT (OR \w+ )?INTO|DELETE FROM|UPDATE \w+ SET)\b", re.S)


def test_no_folder_holds_more_than_a_person_can_look_over():
    files = [path for room in ("collector", "dashboard", "extension") for path in (ROOT / room).rglob("*")]
    own = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for path in files
        if path.suffix in SOURCE and path.name not in NO_SOURCE
    )
    assert {folder: number for folder, number in own.items() if number > MOST_IN_A_FOLDER} == {}


def test_the_log_is_asked_by_store_and_sums_only():
    """Other databases may be read elsewhere; ours has one place where its tables are known."""
    allowed = (ROOT / "collector" / "store", ROOT / "collector" / "sums")
    outside = [path for path in SOURCES if not any(path.is_relative_to(room) for room in allowed)]
    assert [path for path in outside if any(SQL.search(text) for text in strings(path))] == []


def strings(path: Path) -> list[str]:
    """Return every text of a module, docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and text not in docs]


def test_the_store_knows_no_valuation():
    for module, name in every_import():
        if module.startswith("collector.store"):
            assert not name.startswith(("collector.valuation", "collector.worth")), f"{module} imports {name}"


def rooms_within(room: str) -> list[str]:
    """Return the folders right inside a room."""
    inside = (ROOT / room.replace(".", "/")).iterdir()
    return [f"{room}.{path.name}" for path in inside if path.is_dir() and any(path.glob("*.py"))]


def arrows(room: str) -> set[tuple[str, str]]:
    """Return which folder of a room imports which other; the room's own files stand above them all."""
    inside = rooms_within(room)

    def place(module: str) -> str | None:
        if not f"{module}.".startswith(f"{room}."):
            return None
        return next((each for each in inside if f"{module}.".startswith(f"{each}.")), room)

    found = {(place(module), place(name)) for module, name in every_import()}
    return {(one, other) for one, other in found if one and other and one != other}


@pytest.mark.parametrize("room", ["collector.store", "collector.valuation"])
def test_arrows_inside_a_room_point_down(room):
    left = arrows(room)
    while left:
        lowest = {other for _, other in left} - {one for one, _ in left}
        assert lowest, f"a circle of folders: {sorted(left)}"
        left = {(one, other) for one, other in left if other not in lowest}


def test_no_two_files_of_a_room_need_each_other():
    needs: dict[str, set[str]] = {module_of(path): set() for path in SOURCES}
    for module, name in every_import():
        if name in needs and name != module:
            needs[module].add(name)
    while free := {module for module, others in needs.items() if not others}:
        needs = {module: others - free for module, others in needs.items() if module not in free}
    assert needs == {}, "a circle of files"


# Each part of the dashboard may use those before it and itself; of `cards` and `pages` only the same folder.
PARTS = ("wording", "kit", "drawing", "numbers", "referee", "payslip", "cards", "views", "pages", "web")
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"'$]+)["']""")


def dashboard_imports() -> list[tuple[Path, Path]]:
    """Return (file, what it imports) for the dashboard's Python and JavaScript, as paths inside it."""
    top = ROOT / "dashboard"
    scripts = [
        (path.relative_to(top), (path.parent / name).resolve().relative_to(top))
        for path in top.rglob("*.js")
        for name in IMPORTED.findall(path.read_text("utf-8"))
    ]
    modules = [tuple(Path(*name.split(".")[1:]) for name in pair) for pair in every_import()]
    pairs = zip(every_import(), modules, strict=True)
    ours = [both for names, both in pairs if all(name.startswith("dashboard.") for name in names)]
    return [*scripts, *ours]


def test_cards_know_no_card_and_pages_no_page():
    found = dashboard_imports()
    assert len(found) > 400
    for one, other in found:
        here, there = one.parts[0], other.parts[0]
        assert PARTS.index(there) <= PARTS.index(here), f"{one} imports {other}, which lies above it"
        if here == there in {"cards", "pages"} and len(other.parts) > 2:
            assert one.parts[1] == other.parts[1], f"{one} imports {other}, which is not its own"
