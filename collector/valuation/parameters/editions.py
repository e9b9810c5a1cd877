"""When the figures were last changed, by the version of their content: people are told a date."""

import csv
from functools import cache

from pointeuse.collector.valuation.parameters.parameter import DATA


@cache
def editions() -> dict[str, str]:
    """Return the date (YYYY-MM-DD) of every version of `parameters.csv` that was ever shipped."""
    with (DATA / "editions.csv").open(encoding="utf-8", newline="") as lines:
        return {row["version"]: row["date"] for row in csv.DictReader(lines)}
