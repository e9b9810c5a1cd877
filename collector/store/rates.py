"""The rates at which the sums of the store are valued, worked out once for each set of assumptions.

units_for   the rates of every pair of platform and kind that the log has held
"""

import json
import sqlite3
from functools import lru_cache
from typing import TYPE_CHECKING

from .preferences import Preferences
from .worth import counts_of, figures_of

if TYPE_CHECKING:
    from ..valuation.assumptions import Assumptions
    from ..valuation.per_unit import Units


def units_for(conn: sqlite3.Connection, chosen: Preferences, assumptions: "Assumptions") -> "Units":
    """Return the rates, as the person has chosen."""
    pairs = tuple(conn.execute(_PAIRS).fetchall())
    return _units(pairs, chosen, json.dumps(assumptions.as_json(), sort_keys=True))


@lru_cache(maxsize=8)
def _units(pairs: tuple[tuple[str, str], ...], chosen: Preferences, content: str) -> "Units":
    from ..valuation import load_parameters
    from ..valuation.assumptions import read_assumptions
    from ..valuation.per_unit import units_of

    assumptions = read_assumptions(json.loads(content), load_parameters())
    return units_of(pairs, counts_of((), chosen, assumptions, days=1), figures_of(assumptions))


_PAIRS = (
    "SELECT DISTINCT p.name, k.name FROM rule r JOIN platform p ON p.id = r.platform"
    " JOIN kind k ON k.id = r.kind ORDER BY 1, 2"
)
