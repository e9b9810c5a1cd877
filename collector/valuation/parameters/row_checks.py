"""What must hold for one row of the parameters, whatever the others say.

RULES   one sentence for each thing that may be wrong with a row, and the test that finds it
"""

import csv
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pointeuse.collector.errors import ParameterError
from pointeuse.collector.valuation.parameters.parameter import DATA

if TYPE_CHECKING:
    from pointeuse.collector.valuation.parameters.parameter import Parameter

CONFIDENCES = ("VERIFIED", "RECALLED", "UNSURE", "CONVENTION")
CURRENCIES = ("EUR", "USD", "GBP")
NO_STATUTORY_WAGE = "MINWAGE_HOUR_"


def _units() -> dict[str, bool]:
    text = (DATA / "units.csv").read_text(encoding="utf-8")
    return {row["unit"]: row["money"] == "yes" for row in csv.DictReader(text.splitlines())}


UNITS = _units()
"""Every unit that a row may have, and whether it counts money (which then needs a currency)."""


def _figures(row: "Parameter") -> list[float]:
    return [figure for figure in (row.low, row.value, row.high) if figure is not None]


def _disordered(row: "Parameter") -> bool:
    figures = _figures(row)
    return figures != sorted(figures)


def _not_positive(row: "Parameter") -> bool:
    above = [figure for figure in (row.value, row.high) if figure is not None]
    return not all(0 < x < math.inf for x in above) or not (row.low is None or 0 <= row.low < math.inf)


def _undated(row: "Parameter") -> bool:
    return row.year is None and row.confidence != "CONVENTION" and not row.note.startswith("DERIVED")


def _without_value(row: "Parameter") -> bool:
    return row.value is None and not (row.id.startswith(NO_STATUTORY_WAGE) and _figures(row) == [])


def _without_currency(row: "Parameter") -> bool:
    if not UNITS[row.unit]:
        return row.currency != ""
    return row.currency not in CURRENCIES and row.value is not None


RULES: tuple[tuple[str, Callable[["Parameter"], bool]], ...] = (
    ("the id must be capitals, digits and _", lambda row: not re.fullmatch(r"[A-Z][A-Z0-9_]*", row.id)),
    ("a figure must be finite and above zero, or a low of 0", _not_positive),
    ("only a country without a statutory wage may have no value", _without_value),
    ("low, value and high must be in that order", _disordered),
    ("the unit is not one of data/units.csv", lambda row: row.unit not in UNITS),
    ("money needs EUR, USD or GBP, anything else no currency", _without_currency),
    (
        f"the confidence must be one of {', '.join(CONFIDENCES)}",
        lambda row: row.confidence not in CONFIDENCES,
    ),
    ("the source is missing", lambda row: not row.source.strip()),
    ("a figure about the world needs its year; else mark it CONVENTION or DERIVED", _undated),
)


def check(row: "Parameter") -> None:
    """Raise ParameterError, naming the row and the first rule that it breaks."""
    for sentence, broken in RULES:
        if broken(row):
            raise ParameterError(f"{row.id}: {sentence}.")
