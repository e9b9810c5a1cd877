"""When the figures were last changed, by the version of their content: people are told a date."""

import csv
from datetime import date
from functools import cache

from pointeuse.collector.valuation.parameters.parameter import DATA


class Editions(dict[str, str]):
    """Dates (YYYY-MM-DD) by version. Figures that are being worked on have no line yet: they are of today."""

    def __missing__(self, version: str) -> str:
        return date.today().isoformat()


@cache
def editions() -> Editions:
    """Return the date of every version of `parameters.csv` that was ever shipped."""
    with (DATA / "editions.csv").open(encoding="utf-8", newline="") as lines:
        return Editions({row["version"]: row["date"] for row in csv.DictReader(lines)})
