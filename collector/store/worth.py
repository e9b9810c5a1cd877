"""What the sums of the store are worth: the one way from a period's sums to its estimate.

usable       the preferences as a set of assumptions allows them
counts_of    the counts that the models take
estimate_of  the estimate
figures_of   the parameters under a set of assumptions
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .preferences import Preferences
from .rollups import Total

if TYPE_CHECKING:
    from ..valuation import Counts, Estimate, Parameters
    from ..valuation.assumptions import Assumptions


def usable(chosen: Preferences, assumptions: "Assumptions") -> Preferences:
    """Return the preferences with a currency that the set can convert to.

    A person may go back to a set without a rate for the currency chosen. Euros take its place then, and a
    wage typed in the other currency does not count; both are as before once a set has the rate again.
    """
    if chosen.currency in assumptions.all_rates():
        return chosen
    return replace(chosen, currency=Preferences().currency, wage_per_hour=None)


def counts_of(
    rows: Iterable[Total], chosen: Preferences, assumptions: "Assumptions", days: float
) -> "Counts":
    """Return the counts of a period of `days` from its sums, priced as the person has chosen."""
    from ..valuation import counts_from_totals  # not needed to store acts

    able = usable(chosen, assumptions)
    return counts_from_totals(
        rows,
        country=able.country,
        currency=able.currency,
        fx=assumptions.fx(),
        wage=able.wage_per_hour,
        days=days,
        region=assumptions.region,
    )


def estimate_of(
    rows: Iterable[Total], chosen: Preferences, assumptions: "Assumptions", days: float
) -> "Estimate":
    """Return the estimate for the sums of a period of `days`; its version names the figures and the set."""
    from ..valuation import estimate

    return estimate(counts_of(rows, chosen, assumptions, days), figures_of(assumptions))


def figures_of(assumptions: "Assumptions") -> "Parameters":
    """Return the shipped parameters under a set; the last few sets are kept at hand."""
    return _figures(json.dumps(assumptions.as_json(), sort_keys=True))


@lru_cache(maxsize=8)
def _figures(content: str) -> "Parameters":
    from ..valuation import load_parameters
    from ..valuation.assumptions import assumed, read_assumptions

    shipped = load_parameters()
    return assumed(shipped, read_assumptions(json.loads(content), shipped))
