"""Where the figures are from: each parameter that the values of a period read, and what it is made of."""

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.worth.estimate import estimate_of, figures_of
from pointeuse.dashboard.numbers.origins import COLUMNS, with_origins
from pointeuse.dashboard.numbers.snapshot import Snapshot


def sources(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return as columns the parameters behind the values of the period, and the exchange rates.

    Both are as the set of assumptions has them: a changed figure is a convention.
    """
    assumptions = snapshot.kept.assumptions
    known = figures_of(assumptions)
    used = estimate_of(snapshot.totals, snapshot.preferences, assumptions, snapshot.period.days).parameters
    rows = [known[name] for name in with_origins(used, {name: known[name].source for name in known})]
    rates = assumptions.all_rates().values()
    return {
        "parameters": {column: [getattr(row, column) for row in rows] for column in COLUMNS},
        "rates": {
            column: [getattr(rate, column) for rate in rates] for column in ("currency", "per_eur", "date")
        },
    }
