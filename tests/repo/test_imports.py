"""Imports point down: each layer may import its own and the ones before it, and the server stays light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

LAYERS = (
    {"__version__", "errors", "settings", "folder", "wording", "signing", "worker"},
    {"catalogue"},
    {"valuation"},
    {"rules"},
    {"acts"},
    {"store"},
    {"sums"},
    {"written"},
    {"worth"},
    {"exports", "teach", "pairing", "sessions", "app_keys"},
    {"gate", "routes"},
    {"dashboard"},
    {"app"},
    {"openapi", "pointeuse"},
    {"commands"},
    {"__main__"},
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
SOURCES = sorted(p for top in ("collector", "dashboard") for p in (ROOT / top).rglob("*.py"))


def room_of(module: str) -> str | None:
    """Return the room a module lives in, or None for the packages' own empty `__init__`."""
    parts = module.split(".")
    if parts[0] == "dashboard":
        return "dashboard"
    return parts[1] if parts[0] == "collector" and len(parts) > 1 else None


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_module(name: str) -> bool:
    """Say whether one of our files or folders has this name."""
    path = ROOT / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()


def imports_of(path: Path) -> set[str]:
    """Return every module of ours that the file names in an import, at the top or inside a function."""
    found = set()
    package = list(path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.removeprefix(NAME) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])]).removeprefix(NAME)
            found |= {whole if is_module(whole := f"{name}.{alias.name}") else name for alias in node.names}
    return {name for name in found if name.split(".")[0] in TOPS}


TOPS = {"collector", "dashboard"}
NAME = "pointeuse."


def every_import() -> Iterator[tuple[str, str]]:
    """Yield the module that imports and the one that it names, for each import of ours."""
    for path in SOURCES:
        for name in sorted(imports_of(path)):
            yield module_of(path), name


def test_imports_point_down():
    for module, name in every_import():
        here, there = room_of(module), room_of(name)
        if there is None or here is None or there == here:
            continue
        assert there in LEVEL, f"{name} is in no layer: give it one in LAYERS"
        assert LEVEL[there] <= LEVEL[here], f"{module} imports {name}, which lies above it"


def test_routes_and_dashboard_never_meet():
    for module, name in every_import():
        here, there = room_of(module), room_of(name)
        assert here != "dashboard" or there not in {"routes", "app"}, f"{module} imports {name}"
        # The app serves the dashboard, a command prints the payslip, a notebook shows the charts.
        assert there != "dashboard" or here in {"dashboard", "app", "commands", "pointeuse"}, (
            f"{module} imports {name}"
        )


def test_valuation_needs_the_standard_library_only():
    code = (
        "import sys; before = set(sys.modules); import pointeuse.collector.valuation; "
        "print(sorted({m.split('.')[0] for m in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert printed.stdout.strip() == "['pointeuse']"
