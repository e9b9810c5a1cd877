"""`python -m bench.months <how> <database>`: the sums of all history by month, in one of three ways.

It prints seconds, the memory that was needed on top of the loaded program, and a digest of the rows: all
three find the same ones.
"""

import hashlib
import json
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

Rows = list[tuple[int, str, str, int, int, int]]
TO_KB = 1024 if sys.platform == "darwin" else 1

SCAN = """
SELECT CAST(strftime('%Y%m', day * 86400, 'unixepoch') AS INTEGER), platform.name, kind.name,
  sum(part.n), sum(part.ms), sum(part.acts)
FROM (
  SELECT (at + offset_min * 60000) / 86400000 AS day, rule, sum(n) AS n, sum(ms) AS ms, count(*) AS acts
  FROM act GROUP BY 1, 2
) part JOIN rule ON rule.id = part.rule
JOIN platform ON platform.id = rule.platform JOIN kind ON kind.id = rule.kind
GROUP BY 1, 2, 3
"""  # by day and rule first: the date and the names are then worked out for a few rows only
ACTS = "SELECT at + offset_min * 60000 AS local, rule, n, ms FROM act"
RULES = """
SELECT rule.id AS rule, platform.name AS platform, kind.name AS kind
FROM rule JOIN platform ON platform.id = rule.platform JOIN kind ON kind.id = rule.kind
"""


def by_sums(conn: sqlite3.Connection) -> Callable[[], Rows]:
    """As the dashboard reads them."""
    from pointeuse.collector.sums.period import Period
    from pointeuse.collector.sums.totals import months
    from pointeuse.dashboard.numbers.snapshot import first_day

    last = conn.execute("SELECT max(day) FROM day_rollup").fetchone()[0]
    period = Period("all", first_day(conn), last, "month")
    return lambda: months(conn, period)


def by_scan(conn: sqlite3.Connection) -> Callable[[], Rows]:
    """From the acts, by SQL."""
    return lambda: conn.execute(SCAN).fetchall()


def by_pandas(conn: sqlite3.Connection) -> Callable[[], Rows]:
    """From the acts, by pandas."""
    import pandas

    def counted() -> Rows:
        acts = pandas.read_sql(ACTS, conn).merge(pandas.read_sql(RULES, conn), on="rule")
        when = pandas.to_datetime(acts["local"], unit="ms")
        acts["month"] = when.dt.year * 100 + when.dt.month
        groups = acts.groupby(["month", "platform", "kind"])
        sums = groups.agg(n=("n", "sum"), ms=("ms", "sum"), acts=("n", "size"))
        return [tuple(row) for row in sums.reset_index().to_numpy().tolist()]

    return counted


WAYS = {"sums": by_sums, "scan": by_scan, "pandas": by_pandas}


def memory() -> float:
    """Return the most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / TO_KB / 1024


def main(how: str, database: str, times: str = "1") -> None:
    """Print what the quickest of `times` took."""
    uri = f"{Path(database).absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as conn:
        count, before, taken = WAYS[how](conn), memory(), []
        for _ in range(int(times)):
            began = time.perf_counter()
            rows = count()
            taken.append(time.perf_counter() - began)
        digest = hashlib.sha256(json.dumps(sorted(rows)).encode()).hexdigest()
        grown = memory() - before
    print(json.dumps({"seconds": min(taken), "mb": grown, "rows": digest}))


if __name__ == "__main__":
    main(*sys.argv[1:])
