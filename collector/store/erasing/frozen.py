"""The sums of days before the horizon: all there is of those days, so that erasing takes parts of them.

No act is left to count them from again. `rebuild` and `check` of the rollups leave them alone.
"""

import sqlite3

from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.catalogue import ATTENTION, NO_ACTS
from pointeuse.collector.store.acts.selection import Selection
from pointeuse.collector.store.erasing.erase import forget_names
from pointeuse.collector.store.sums.horizon import horizon_of
from pointeuse.collector.store.sums.rollups import MONTH


def take(conn: sqlite3.Connection, selection: Selection) -> None:
    """Erase what the selection takes of the frozen sums, and its share of what was summed up from them."""
    frozen = f"{selection.of_days(conn)} AND day < {horizon_of(conn)}"
    gone = conn.execute(f"SELECT platform, kind, sum(acts) FROM day_rollup WHERE {frozen} GROUP BY 1, 2")
    acts = gone.fetchall()
    if acts:
        _take_hours(conn, frozen)
        _take_months(conn, frozen)
        conn.execute(f"DELETE FROM day_rollup WHERE {frozen}")
        _take_rules(conn, acts)
        forget_names(conn)


def _take_months(conn: sqlite3.Connection, frozen: str) -> None:
    conn.execute(
        f"INSERT INTO month_rollup SELECT {MONTH}, platform, kind, -sum(n), -sum(ms), -sum(acts)"
        f" FROM day_rollup WHERE {frozen} GROUP BY 1, 2, 3 ON CONFLICT DO UPDATE"
        " SET n = n + excluded.n, ms = ms + excluded.ms, acts = acts + excluded.acts"
    )
    conn.execute("DELETE FROM month_rollup WHERE acts = 0")


def _take_hours(conn: sqlite3.Connection, frozen: str) -> None:
    """Take the share of the rows out of the hours of their days and platforms.

    An hour tells no kind. Its time is attention alone, and goes whole; of its acts each hour gives a part.
    """
    shares = conn.execute(_SHARES.format(frozen=frozen)).fetchall()
    for day, platform, n_gone, n_all, is_attention in shares:
        place = (day, platform)
        if is_attention:
            conn.execute("UPDATE hour_rollup SET ms = 0 WHERE day=? AND platform=?", place)
        hours = "SELECT hour, n FROM hour_rollup WHERE day=? AND platform=? ORDER BY hour"
        for hour, n in _parts(conn.execute(hours, place).fetchall(), n_gone, n_all):
            where = (n, day, hour, platform)
            conn.execute("UPDATE hour_rollup SET n = ? WHERE day=? AND hour=? AND platform=?", where)
    conn.execute("DELETE FROM hour_rollup WHERE n = 0 AND ms = 0")


def _parts(hours: list[tuple[int, int]], gone: int, whole: int) -> list[tuple[int, int]]:
    """Return what each hour keeps, together `whole - gone`. Undone acts may leave any sign."""
    kept = [(hour, n * (whole - gone) // whole if whole else 0) for hour, n in hours]
    missing = whole - gone - sum(n for _, n in kept)
    return [*kept[:-1], (kept[-1][0], kept[-1][1] + missing)] if kept else []


def _take_rules(conn: sqlite3.Connection, gone: list[tuple[int, int, int]]) -> None:
    """Take the acts out of the rules. A day tells no rule: those of the platform and kind give in turn."""
    for *place, acts in gone:
        last_day = conn.execute(_LAST_DAY, (*place, horizon_of(conn))).fetchone()[0]
        for rule, held in conn.execute(_RETIRED, place).fetchall():
            taken = min(held, acts)
            acts -= taken
            conn.execute("UPDATE rule SET acts = acts - ? WHERE id=?", (taken, rule))
            values = (taken, (last_day or 0) * DAY_MS, rule)
            conn.execute("UPDATE retired SET acts = acts - ?, last_at = min(last_at, ?) WHERE rule=?", values)
    conn.execute("DELETE FROM retired WHERE acts = 0")


_NO_ACTS = ", ".join(f"'{kind}'" for kind in sorted(NO_ACTS))
_SHARES = f"""
SELECT day, platform, sum(n * is_gone * is_act), sum(n * is_act), max(is_gone AND name = '{ATTENTION}') FROM (
  SELECT day, platform, n, name, name NOT IN ({_NO_ACTS}) AS is_act, {{frozen}} AS is_gone
  FROM day_rollup JOIN kind ON kind.id = kind
) GROUP BY day, platform HAVING max(is_gone)
"""
_LAST_DAY = "SELECT max(day) FROM day_rollup WHERE platform=? AND kind=? AND day < ?"
_RETIRED = "SELECT rule, retired.acts FROM retired JOIN rule ON rule.id = rule WHERE platform=? AND kind=?"
