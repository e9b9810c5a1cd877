"""The rates at which the sums of the store are valued, worked out once for each set of assumptions.

units_for   the rates of every pair of platform and kind that the log has held
"""

import sqlite3
from functools import lru_cache
from typing import TYPE_CHECKING

from pointeuse.collector.store.acts.coverage import pairs_seen
from pointeuse.collector.store.kept.preferences import Preferences
from pointeuse.collector.worth.estimate import counts_of, figures_of

if TYPE_CHECKING:
    from pointeuse.collector.valuation.parameters.assumptions import Assumptions
    from pointeuse.collector.valuation.per_unit import Units


def units_for(conn: sqlite3.Connection, chosen: Preferences, assumptions: "Assumptions") -> "Units":
    """Return the rates, as the person has chosen."""
    return _units(pairs_seen(conn), chosen, assumptions)


@lru_cache(maxsize=8)
def _units(pairs: tuple[tuple[str, str], ...], chosen: Preferences, assumptions: "Assumptions") -> "Units":
    from pointeuse.collector.valuation.per_unit import units_of

    return units_of(pairs, counts_of((), chosen, assumptions, days=1), figures_of(assumptions))
