"""The three methods over many months at once, by platform: the sums of the store times rates.

    by_month    one row for each month and platform
    units_for   the rates, worked out once for each set of assumptions

Each row is what the models answer for the acts of that month on that platform alone, in one query.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..catalogue import ATTENTION
from .preferences import Preferences
from .worth import counts_of, figures_of

if TYPE_CHECKING:
    from ..valuation.assumptions import Assumptions
    from ..valuation.per_unit import Unit, Units

MS_AN_HOUR = 3_600_000


@dataclass(frozen=True)
class Valued:
    """`month` is yyyymm. Money in the currency of the rates; None is "not computable"."""

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


def units_for(conn: sqlite3.Connection, chosen: Preferences, assumptions: "Assumptions") -> "Units":
    """Return the rates of every pair in the log, as the person has chosen."""
    return _units(tuple(pairs_of(conn)), chosen, json.dumps(assumptions.as_json(), sort_keys=True))


@lru_cache(maxsize=8)
def _units(pairs: tuple[tuple[str, str], ...], chosen: Preferences, content: str) -> "Units":
    from ..valuation import load_parameters
    from ..valuation.assumptions import read_assumptions
    from ..valuation.per_unit import units_of

    assumptions = read_assumptions(json.loads(content), load_parameters())
    return units_of(pairs, counts_of((), chosen, assumptions, days=1), figures_of(assumptions))


def by_month(conn: sqlite3.Connection, first: int, last: int, units: "Units") -> list[Valued]:
    """Value each month from `first` to `last` (yyyymm, both included) by platform, the oldest month first."""
    platforms = dict(conn.execute("SELECT name, id FROM platform"))
    kinds = dict(conn.execute("SELECT name, id FROM kind"))
    rates = json.dumps(list(_rates(units, platforms, kinds)))
    names = {number: name for name, number in platforms.items()}
    rows = conn.execute(_QUERY, {"first": first, "last": last, "rates": rates})
    return [_row(month, names[platform], units.wage, *parts) for month, platform, *parts in rows]


def _rates(units: "Units", platforms: dict[str, int], kinds: dict[str, int]) -> Iterator[list]:
    for (platform, kind), unit in units.pairs.items():
        if platform in platforms and kind in kinds:
            yield [platforms[platform], kinds[kind], *_numbers(unit, kind == ATTENTION)]


def _numbers(unit: "Unit", is_time: bool) -> tuple[float, ...]:
    revenue = unit.revenue or 0.0
    per_act, per_ms = (0.0, revenue / MS_AN_HOUR) if is_time else (revenue + unit.licence, 0.0)
    asked = _UNRATED if unit.revenue is None else int(revenue > 0)
    return (unit.floor, per_act, per_ms, asked, unit.seconds, unit.off, unit.paid, is_time)


def _row(
    month: int,
    platform: str,
    wage: float | None,
    floor: float,
    money: float,
    asked: int,
    paid: float,
    off: float,
    ms: int,
) -> Valued:
    """`paid` and `off` are seconds, `ms` attention; `asked` counts the rows that advertising prices."""
    only_unrated = asked >= _UNRATED and asked % _UNRATED == 0
    central = (
        None if wage is None or (only_unrated and not money and not paid) else money + wage * paid / 3600
    )
    hours = max(ms / MS_AN_HOUR, off / 3600)
    return Valued(month, platform, floor, central, None if wage is None else wage * hours)


_UNRATED = 1 << 20
"""Counts a row without a rate, beside those with one, in a single sum."""

# Acts with logged time count that; those without count the default. What was undone is nothing, so only rows
# above zero are read. Grouped by numbers in the order of the key of the sums: nothing is sorted.
_QUERY = """
WITH rate AS MATERIALIZED (
  SELECT CAST(value->>0 AS INTEGER) AS platform, CAST(value->>1 AS INTEGER) AS kind, value->>2 AS floor,
    value->>3 AS per_act, value->>4 AS per_ms, value->>5 AS asked, value->>6 AS seconds, value->>7 AS off,
    value->>8 AS paid, value->>9 AS is_time
  FROM json_each(:rates)
)
SELECT month, s.platform, sum(n * floor), sum(n * per_act + ms * per_ms), sum(asked),
  sum(iif(paid, iif(ms, ms * 0.001, n * seconds), 0)), sum(iif(off, iif(ms, ms * 0.001, n * seconds), 0)),
  sum(iif(is_time, ms, 0))
FROM month_rollup s CROSS JOIN rate r ON r.platform = s.platform AND r.kind = s.kind
WHERE n > 0 AND month BETWEEN :first AND :last
GROUP BY month, s.platform
"""
