"""The slip as CSV: one row for each line, numbers unrounded, words as the catalogue's ids."""

import csv
import io
from collections.abc import Iterator

from pointeuse.collector.sums.period import date_of
from pointeuse.dashboard.numbers.methods import METHODS

ENDS = ("low", "high")
COLUMNS = (
    *("from", "to", "operator", "platform", "kinds", "unit", "quantity", "currency"),
    *(f"{method}_rate" for method in METHODS),
    *METHODS,
    *(f"{method}_period_{end}" for method in METHODS for end in ENDS),
    *("paid", "owed", "made", "figures", "footnotes", "invented"),
)


def table(slip: dict) -> str:
    """Return the lines with a heading. An empty cell is "no figure"; `paid` is what was paid by any method,
    and `owed` says that nothing is: a line may be copied without the rest. `<method>_period_low` and `_high`
    are how far a method reaches over the whole period, on each line the same. `made` is the day of the file.

    `kinds` and `footnotes`, ids of figures, hold several words with a space between. `figures` is the version
    of the set of assumptions.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(slip))
    return out.getvalue()


def _rows(slip: dict) -> Iterator[dict]:
    period, ids = slip["period"], {note["number"]: note["id"] for note in slip["notes"]}
    same = {
        "from": date_of(period["first"]).isoformat(),
        "to": date_of(period["last"]).isoformat(),
        "currency": slip["currency"],
        **_ranges(slip["methods"]),
        "paid": slip["paid"][0],
        "owed": "no",
        "made": date_of(slip["made"]).isoformat(),
        "figures": slip["version"],
        "invented": slip["invented"] or "",
    }
    for employer in slip["employers"]:
        for platform in employer["platforms"]:
            for line in platform["lines"]:
                yield {
                    **same,
                    "operator": employer["operator"],
                    "platform": platform["platform"],
                    "kinds": " ".join(kind["kind"] for kind in line["kinds"]),
                    "unit": line["unit"],
                    "quantity": line["quantity"],
                    **{f"{method}_rate": line["rates"][method] for method in METHODS},
                    **{method: line["amounts"][method] for method in METHODS},
                    "footnotes": " ".join(ids[number] for number in line["notes"]),
                }


def _ranges(methods: dict) -> dict[str, float | None]:
    return {
        f"{method}_period_{end}": methods[end][row]
        for row, method in enumerate(methods["method"])
        for end in ENDS
    }
