"""The figures behind every estimate, read from the `parameters.csv` of an edition and checked row by row."""

import csv
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pointeuse.collector.errors import ParameterError
from pointeuse.collector.valuation.parameters import derivations, derived, row_checks
from pointeuse.collector.valuation.parameters.editions import CURRENT, FIRST, folder_of
from pointeuse.collector.valuation.parameters.parameter import BOUNDS, Parameter, Parameters

PARAMETERS = "parameters.csv"
TABLES = (PARAMETERS, "fx.csv", "acts.csv", "captchas.csv", "kinds.csv", "countries.csv", "wages.csv")


@cache
def load_parameters(edition: str = CURRENT) -> Parameters:
    """Return the checked parameters of an edition. Raises ParameterError naming the row that is wrong."""
    return read_parameters(folder_of(edition), edition)


def read_parameters(folder: Path, edition: str = CURRENT) -> Parameters:
    """Return the same from the tables in `folder`.

    What follows from other rows is worked out again for the edition that ships; those before it are known by
    their version, in which no figure can change any more.
    """
    rows = _checked(csv.DictReader((folder / PARAMETERS).read_text(encoding="utf-8").splitlines()))
    if edition == CURRENT:
        derivations.check(rows, derived.derivations(rows))
    return Parameters(rows, _version(folder, edition), edition)


def _version(folder: Path, edition: str) -> str:
    """Twelve digits of all that an amount depends on; the first edition counted its figures alone."""
    files = (PARAMETERS,) if edition == FIRST else TABLES
    texts = [edition, *((folder / name).read_text(encoding="utf-8") for name in files)]
    return hashlib.sha256("".join(texts[edition == FIRST :]).encode()).hexdigest()[:12]


def _checked(rows: Iterable[dict[str, str]]) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = {}
    for cells in rows:
        row = _parameter(cells)
        if row.id in parameters:
            raise ParameterError(f"{row.id}: this id stands on two rows; give each row its own.")
        row_checks.check(row)
        parameters[row.id] = row
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
