"""Where the figures are from: each parameter that the values of a period read, and what it is made of."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.worth.estimate import estimate_of, figures_of
from pointeuse.dashboard.numbers.origins import COLUMNS, with_origins
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation.parameters.assumptions import Assumptions

RATE = ("currency", "per_eur", "date", "latest", "month")


def sources(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return as columns the parameters behind the values of the period, and the exchange rates they need.

    Both are as the set of assumptions has them: a changed figure is a convention, such a rate not `shipped`.
    """
    assumptions = snapshot.kept.assumptions
    known = figures_of(assumptions)
    used = estimate_of(snapshot.totals, snapshot.preferences, assumptions, snapshot.observed).parameters
    rows = [known[name] for name in with_origins(used, {name: known[name].source for name in known})]
    needed = {row.currency for row in rows} | {snapshot.preferences.currency}
    return {
        "parameters": {column: [getattr(row, column) for row in rows] for column in COLUMNS},
        "rates": rates_as_columns(assumptions, needed - {"", "EUR"}),
    }


def rates_as_columns(assumptions: "Assumptions", currencies: Collection[str] | None = None) -> dict:
    """Return the rates of these currencies, or of all, as columns; `shipped` are those nobody changed."""
    rates = {
        name: rate
        for name, rate in assumptions.all_rates().items()
        if currencies is None or name in currencies
    }
    return {
        **{column: [getattr(rate, column) for rate in rates.values()] for column in RATE},
        "shipped": [name not in assumptions.rates for name in rates],
    }
