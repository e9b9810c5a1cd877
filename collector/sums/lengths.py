"""How long the prompts were, for those whose length class was noted and that are still kept one by one."""

import sqlite3

from msgspec import Struct

from pointeuse.collector.store.sums.rollups import LOCAL_DAY
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import Period

PROMPT = "prompt"
LENGTH = "length"


class Lengths(Struct, frozen=True):
    """`n` prompts on `platform` of one class: its place in the list that the catalogue gives."""

    platform: str
    length: int
    n: int


def lengths(conn: sqlite3.Connection, period: Period, taken: Filter = EVERYTHING) -> list[Lengths]:
    """Return the prompts of the period by platform and length class; those without a class are not there."""
    first, last = conn.execute(_SPAN, (period.first, period.last)).fetchone()
    if first is None:
        return []
    rows = conn.execute(_LENGTHS, (first, last, LENGTH, PROMPT, period.first, period.last))
    return [Lengths(*row) for row in rows if taken.takes(row[0], PROMPT)]


# Few acts have a detail: these are gone through, in the order of the acts.
_SPAN = "SELECT min(first), max(last) FROM day_span WHERE day BETWEEN ? AND ?"
_LENGTHS = f"""
SELECT platform.name, value, sum(n) FROM act_detail
JOIN act ON act.id = act_detail.act JOIN rule ON rule.id = act.rule
JOIN platform ON platform.id = rule.platform
WHERE act_detail.act BETWEEN ? AND ? AND field = (SELECT id FROM field WHERE name = ?)
  AND rule.kind = (SELECT id FROM kind WHERE name = ?) AND {LOCAL_DAY} BETWEEN ? AND ?
GROUP BY 1, 2 ORDER BY 1, 2
"""
