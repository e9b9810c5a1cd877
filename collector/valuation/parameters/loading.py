"""The figures behind every estimate, read from `data/parameters.csv` and checked row by row."""

import csv
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pointeuse.collector.errors import ParameterError
from pointeuse.collector.valuation.parameters import derivations, row_checks
from pointeuse.collector.valuation.parameters.parameter import BOUNDS, DATA, Parameter, Parameters


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
    year = _number(name, cells["year"], "year")
    return Parameter(
        id=cells["id"],
        quantity=cells["quantity"],
        platform=cells["platform"],
        act=cells["act"],
        region=cells["region"],
        value=numbers["value"],
        low=numbers["low"],
        high=numbers["high"],
        unit=cells["unit"],
        currency=cells["currency"],
        year=None if year is None else int(year),
        source=cells["source"],
        url=cells["url"],
        confidence=cells["confidence"],
        note=cells["note"],
    )


def _number(name: str, text: str, column: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise ParameterError(f"{name}: {column} is not a number; write digits or leave it empty.") from None
