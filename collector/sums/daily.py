"""The sums of each local day, cut as somebody asks: for tables, where the views have their own ways."""

import sqlite3
from collections.abc import Sequence

from pointeuse.collector.catalogue import AD, ATTENTION, NO_ACTS, TASK_TIME, UNASKED

PARTS = ("platform", "kind")
AMOUNTS = ("acts", "attention_ms", "task_ms", "unasked", "ads")


def summed(conn: sqlite3.Connection, first: int, last: int, parts: Sequence[str]) -> list[tuple]:
    """Return (day, *parts, *AMOUNTS) of each day with anything, both ends included.

    `parts` are out of PARTS. Acts are net of those that were taken back; time is no act, nor is
    what passed without asking for anything (`unasked`), nor an advertisement seen (`ads`).
    """
    names = ", ".join(f"{part}.name" for part in parts)
    joined = " ".join(f"JOIN {part} ON {part}.id = found.{part}" for part in parts)
    grouped = ", ".join(("day", *parts))
    query = _SUMS.format(grouped=grouped, named=f"{names}, " if names else "", joined=joined)
    return conn.execute(query, (first, last)).fetchall()


_NO_ACTS = ", ".join(f"'{kind}'" for kind in sorted(NO_ACTS))
# Grouped by numbers first and named then. For two parts, one row of 2026-10-01 reads
# (20727, 'youtube', 'like', 12, 0, 0, 0, 0), another (20727, 'youtube', 'attention', 0, 2580000, 0, 0, 0).
_SUMS = f"""
SELECT day, {{named}}coalesce(acts, 0), coalesce(attention, 0), coalesce(task, 0), coalesce(unasked, 0),
  coalesce(ads, 0)
FROM (
  SELECT {{grouped}},
    sum(n) FILTER (WHERE kind NOT IN (SELECT id FROM kind WHERE name IN ({_NO_ACTS}))) AS acts,
    sum(ms) FILTER (WHERE kind IN (SELECT id FROM kind WHERE name = '{ATTENTION}')) AS attention,
    sum(ms) FILTER (WHERE kind IN (SELECT id FROM kind WHERE name = '{TASK_TIME}')) AS task,
    sum(n) FILTER (WHERE kind IN (SELECT id FROM kind WHERE name = '{UNASKED}')) AS unasked,
    sum(n) FILTER (WHERE kind IN (SELECT id FROM kind WHERE name = '{AD}')) AS ads
  FROM day_rollup WHERE day BETWEEN ? AND ? GROUP BY {{grouped}}
) AS found {{joined}} ORDER BY day
"""
