"""What the sums of the store are worth: the one way from a period's sums to its estimate.

usable       the preferences as a set of assumptions allows them
counts_of    the counts that the models take
estimate_of  the estimate
period_estimate  the estimate of a period of the log
figures_of   the parameters under a set of assumptions
"""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pointeuse.collector.store.kept.preferences import Preferences, guess_country, preferences
from pointeuse.collector.store.sums.rollups import Total, totals
from pointeuse.collector.sums.extent import observed_days
from pointeuse.collector.worth.sets import find_set

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Counts, Estimate, Parameters
    from pointeuse.collector.valuation.parameters.assumptions import Assumptions


def usable(chosen: Preferences, assumptions: "Assumptions") -> Preferences:
    """Return the preferences with a country that exists and a currency that the set can convert to.

    A version before this one kept any two letters: the system's own country stands in for those that are
    none. A person may go back to a set without a rate for the currency chosen. Euros take its place then, and
    a wage typed in the other currency does not count; both are as before once a set has the rate again.
    """
    chosen = replace(chosen, country=_existing(chosen.country))
    if chosen.currency in assumptions.all_rates():
        return chosen
    return replace(chosen, currency=Preferences().currency, wage_per_hour=None)


def _existing(code: str) -> str:
    from pointeuse.collector.valuation.parameters.countries import is_country  # not needed to store acts

    return next(filter(is_country, (code, guess_country())), Preferences().country)


def counts_of(
    rows: Iterable[Total], chosen: Preferences, assumptions: "Assumptions", days: float
) -> "Counts":
    """Return the counts of `days` observed from their sums, priced as the person has chosen."""
    from pointeuse.collector.valuation import counts_from_totals  # not needed to store acts

    able = usable(chosen, assumptions)
    return counts_from_totals(
        rows,
        country=able.country,
        currency=able.currency,
        fx=assumptions.fx(),
        wage=able.wage_per_hour,
        days=days,
        region=assumptions.region,
        age=able.age,
    )


def estimate_of(
    rows: Iterable[Total], chosen: Preferences, assumptions: "Assumptions", days: float
) -> "Estimate":
    """Return the estimate for the sums of `days` observed; its version names the figures and the set."""
    from pointeuse.collector.valuation import estimate

    return estimate(counts_of(rows, chosen, assumptions, days), figures_of(assumptions))


def figures_of(assumptions: "Assumptions") -> "Parameters":
    """Return the parameters of a set's edition under that set."""
    from pointeuse.collector.valuation.parameters.assumptions import assumed

    return assumed(assumptions)


def period_estimate(
    conn: sqlite3.Connection, first_day: int, last_day: int, version: str | None = None
) -> "Estimate":
    """Return the estimate for the local days from `first_day` to `last_day`, both included.

    It uses the set of assumptions called `version`, or the one in use. Raises NotFound for an unknown one.
    """
    rows, kept = totals(conn, first_day, last_day), find_set(conn, version)
    days = observed_days(conn, first_day, last_day)
    return estimate_of(rows, preferences(conn), kept.assumptions, days)
