"""`python -m bench.specs`: the charts as Altair makes them and as they are sent, and rows inside a chart.

It reads rows (a list of objects) as JSON and prints bytes. A process of its own, as in the program: only here
are Altair and vl-convert loaded.
"""

import gzip
import json
import sys

import altair
import pandas

from pointeuse.dashboard.drawing.making.charts import CHARTS
from pointeuse.dashboard.drawing.making.spec_worker import compiled, vega_lite
from pointeuse.dashboard.wording import LANGUAGES


def packed(value: object) -> bytes:
    """Return JSON without a space too many."""
    return json.dumps(value, separators=(",", ":")).encode()


def inlined(rows: list[dict]) -> bytes:
    """Return the rows as a chart of Altair carries them inside its spec."""
    altair.data_transformers.disable_max_rows()
    return packed(altair.Chart(pandas.DataFrame(rows)).mark_bar().to_dict()["datasets"])


def main() -> None:
    """Print the bytes of the largest spec of all languages, of the largest compiled one, and of the rows."""
    made = {(chart.name, language): vega_lite(chart, language) for chart in CHARTS for language in LANGUAGES}
    sent = [packed(compiled(made[chart.name, "fr"], "fr")) for chart in CHARTS]
    rows = json.load(sys.stdin)
    found = {
        "spec": max(len(packed(spec)) for spec in made.values()),
        "vega": max(map(len, sent)),
        "vega_gzip": max(len(gzip.compress(body)) for body in sent),
        "inlined": len(inlined(rows)),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
