"""The rows of the table, one a platform, as the documentation and the settings of the extension show them."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pointeuse.collector.catalogue import CATALOGUE
from pointeuse.collector.rules.table.cells import Cell, Reason, cells


@dataclass(frozen=True)
class Row:
    """A platform's file and its cells, by kind."""

    file: dict
    cells: dict[str, Cell]

    @property
    def name(self) -> str:
        """What people call it."""
        return self.file["name"]

    def sorts(self) -> Counter:
        """Return how many cells there are of each sort."""
        return Counter(cell.sort for cell in self.cells.values())


def rows(folder: Path = CATALOGUE) -> list[Row]:
    """Return the table: a row for each platform, by name."""
    kinds = _read(folder / "kinds.json")["kinds"]
    files = [_read(path) for path in folder.glob("platforms/*.json")]
    return [Row(file, cells(file, kinds)) for file in sorted(files, key=lambda file: file["name"].casefold())]


def reasons(row: Row) -> dict[Reason, list[str]]:
    """Return why something is not counted, each reason with its kinds."""
    found: dict[Reason, list[str]] = {}
    for kind, cell in row.cells.items():
        for reason in cell.reasons:
            found.setdefault(reason, []).append(kind)
    return found


def _read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))
