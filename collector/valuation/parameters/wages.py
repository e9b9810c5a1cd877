"""Which figure is the minimum wage of a country at an age.

    LegalWage    the id of that figure, and the age that it is for
    legal_wage   the one that holds for a person

The table `wages.csv` has a line for each span of ages that the law of a country pays less than adults, or
not at all. An edition from before there was such a table pays everybody as adults.
"""

import csv
from dataclasses import dataclass
from functools import cache

from pointeuse.collector.valuation.parameters.editions import CURRENT, folder_of
from pointeuse.collector.valuation.parameters.tables import tables_of

WAGES = "wages.csv"
WAGE = "MINWAGE_HOUR_"
WAGE_NAMES = {"GB": "UK"}
"""Countries whose wage row has another code than ISO 3166 (V8)."""

YOUNGEST, OLDEST = 13, 120
"""The ages that somebody may say: services of this kind admit nobody before 13."""


@dataclass(frozen=True)
class LegalWage:
    """`row` is the id of a figure, which may have no value or not exist. `age` is None for adults' wage."""

    row: str
    age: int | None = None


@dataclass(frozen=True)
class _Line:
    country: str
    ages: range
    row: str


def legal_wage(code: str, age: int | None, edition: str = CURRENT) -> LegalWage:
    """Return the minimum wage of a country for somebody of `age`, None being an adult."""
    country = tables_of(edition).country(code)
    law = country.wage or country.country
    for line in _lines(edition):
        if age is not None and line.country == law and age in line.ages:
            return LegalWage(line.row, age)
    return LegalWage(WAGE + WAGE_NAMES.get(law, law))


@cache
def _lines(edition: str) -> tuple[_Line, ...]:
    file = folder_of(edition) / WAGES
    if not file.exists():
        return ()
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(
        _Line(row["country"], range(int(row["from"] or 0), int(row["until"]) + 1), row["parameter"])
        for row in rows
    )
