"""The three methods over many stretches of time at once, by platform: the sums of the store times rates.

    by_platform   a stretch of local days, one row for each platform
    by_month      the whole log, one row for each month and platform

Each row is what the models answer for the acts of that stretch on that platform alone, in one query.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..catalogue import ATTENTION

if TYPE_CHECKING:
    from ..valuation.per_unit import Unit, Units

MS_AN_HOUR = 3_600_000


@dataclass(frozen=True)
class Valued:
    """`month` is yyyymm, or 0. Money in the currency of the rates; None is "not computable"."""

    month: int
    platform: str
    floor: float
    central: float | None
    ceiling: float | None


def pairs_of(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return every pair of platform and kind that the log has held."""
    return conn.execute(
        "SELECT DISTINCT p.name, k.name FROM rule r JOIN platform p ON p.id = r.platform"
        " JOIN kind k ON k.id = r.kind ORDER BY 1, 2"
    ).fetchall()


def by_platform(conn: sqlite3.Connection, first_day: int, last_day: int, units: "Units") -> list[Valued]:
    """Value the local days from `first_day` to `last_day`, both included, by platform."""
    return _valued(conn, _DAYS, {"first": first_day, "last": last_day}, units)


def by_month(conn: sqlite3.Connection, units: "Units") -> list[Valued]:
    """Value each month of the log by platform, the oldest month first."""
    return _valued(conn, _MONTHS, {}, units)


def _valued(conn: sqlite3.Connection, sums: str, given: dict[str, int], units: "Units") -> list[Valued]:
    platforms = dict(conn.execute("SELECT name, id FROM platform"))
    kinds = dict(conn.execute("SELECT name, id FROM kind"))
    rates = json.dumps(list(_rates(units, platforms, kinds)))
    names = {number: name for name, number in platforms.items()}
    rows = conn.execute(_QUERY.format(sums=sums), given | {"rates": rates})
    return [_row(month, names[platform], units.wage, *parts) for month, platform, *parts in rows]


def _rates(units: "Units", platforms: dict[str, int], kinds: dict[str, int]) -> Iterator[list]:
    for (platform, kind), unit in units.pairs.items():
        if platform in platforms and kind in kinds:
            yield [platforms[platform], kinds[kind], *_numbers(unit, kind == ATTENTION)]


def _numbers(unit: "Unit", is_time: bool) -> tuple[float, ...]:
    revenue = unit.revenue or 0.0
    per_act, per_ms = (0.0, revenue / MS_AN_HOUR) if is_time else (revenue, 0.0)
    paid = unit.seconds if unit.paid else 0.0, unit.paid / 1000
    off = unit.seconds if unit.off else 0.0, unit.off / 1000
    return (
        unit.floor,
        per_act,
        per_ms,
        unit.revenue is None,
        revenue > 0,
        unit.licence,
        *paid,
        *off,
        is_time,
    )


def _row(
    month: int,
    platform: str,
    wage: float | None,
    floor: float,
    revenue: float,
    rated: int,
    unrated: int,
    licence: float,
    paid: float,
    off: float,
    ms: int,
) -> Valued:
    """`paid` and `off` are seconds, `ms` attention; `rated` and `unrated` count what advertising prices."""
    own = licence + (wage or 0.0) * paid / 3600
    nothing = unrated and not rated and not own
    central = None if wage is None or nothing else revenue + own
    hours = max(ms / MS_AN_HOUR, off / 3600)
    return Valued(month, platform, floor, central, None if wage is None else wage * hours)


_DAYS = (
    "SELECT 0 AS month, platform, kind, sum(n) AS n, sum(ms) AS ms FROM day_rollup"
    " WHERE day BETWEEN :first AND :last GROUP BY platform, kind"
)
_MONTHS = "SELECT month, platform, kind, n, ms FROM month_rollup"
# Acts with logged time count that; those without count the default; what was undone is nothing. Grouped by
# the numbers in the order of the key of the sums: nothing is sorted.
_QUERY = """
WITH rate AS MATERIALIZED (
  SELECT CAST(value->>0 AS INTEGER) AS platform, CAST(value->>1 AS INTEGER) AS kind, value->>2 AS floor,
    value->>3 AS per_act, value->>4 AS per_ms, value->>5 AS unrated, value->>6 AS rated, value->>7 AS licence,
    value->>8 AS paid_act, value->>9 AS paid_ms, value->>10 AS off_act, value->>11 AS off_ms,
    value->>12 AS is_time
  FROM json_each(:rates)
)
SELECT month, s.platform, sum(max(n, 0) * floor), sum(max(n, 0) * per_act + ms * per_ms),
  sum(rated AND iif(is_time, ms, n) > 0), sum(unrated AND iif(is_time, ms, n) > 0), sum(max(n, 0) * licence),
  sum(iif(ms > 0, (n > 0) * ms * paid_ms, max(n, 0) * paid_act)),
  sum(iif(ms > 0, (n > 0) * ms * off_ms, max(n, 0) * off_act)), sum(is_time * ms)
FROM ({sums}) s CROSS JOIN rate r ON r.platform = s.platform AND r.kind = s.kind
GROUP BY month, s.platform
"""
