"""The figures behind every estimate: one row of `data/parameters.csv` each, with its source.

    Parameter    one figure: low, value, high, unit, currency, year, region, source, confidence
    Parameters   all of them by id, read only, with a short `version` of their content

A figure keeps the currency and the year of its source. Nothing is converted or inflated here.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pointeuse.collector.errors import ParameterError
from pointeuse.collector.valuation import derivations, row_checks

DATA = Path(__file__).resolve().parent / "data"
"""The folder with every table that the valuation reads."""

BOUNDS = ("low", "value", "high")
"""The three ways to read a parameter."""


@dataclass(frozen=True)
class Parameter:
    """One sourced figure. A bound is None where the source gives none; `value` None means: do not compute.

    `currency` is empty for what is not money, `region` where the figure holds anywhere, `year` None for a
    convention and for a rate worked out from figures of several years.
    """

    id: str
    quantity: str
    platform: str
    act: str
    region: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    currency: str
    year: int | None
    source: str
    url: str
    confidence: str
    note: str

    def at(self, bound: str) -> float | None:
        """Return the figure at "low", "value" or "high"; an absent bound is the value (V3)."""
        figure = getattr(self, bound)
        return self.value if figure is None else figure


@dataclass(frozen=True)
class Parameters(Mapping[str, Parameter]):
    """Every parameter by id. `version` changes when any cell of the file does."""

    rows: Mapping[str, Parameter]
    version: str

    def __getitem__(self, key: str) -> Parameter:
        return self.rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@cache
def load_parameters(file: Path = DATA / "parameters.csv") -> Parameters:
    """Return the checked parameters of `file`. Raises ParameterError naming the row that is wrong."""
    text = file.read_text(encoding="utf-8")
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Parameters(_checked(csv.DictReader(text.splitlines())), version)


def _checked(rows: Iterable[dict[str, str]]) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = {}
    for cells in rows:
        row = _parameter(cells)
        if row.id in parameters:
            raise ParameterError(f"{row.id}: this id stands on two rows; give each row its own.")
        row_checks.check(row)
        parameters[row.id] = row
    derivations.check(parameters)
    return parameters


def _parameter(cells: dict[str, str]) -> Parameter:
    name = cells.get("id") or "a row without an id"
    if set(cells) != set(Parameter.__dataclass_fields__) or None in cells.values():
        raise ParameterError(f"{name}: the row has not the 15 columns of the table.")
    numbers = {bound: _number(name, cells[bound], bound) for bound in BOUNDS}
    year = None if not cells["year"] else int(_number(name, cells["year"], "year"))
    return Parameter(**{**cells, **numbers, "year": year})


def _number(name: str, text: str, column: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise ParameterError(f"{name}: {column} is not a number; write digits or leave it empty.") from None
