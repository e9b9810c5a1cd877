"""What a period of a log is worth by one method, with the figures that it depends on."""

import sqlite3
from dataclasses import dataclass

from pointeuse.collector.errors import NotFound
from pointeuse.collector.store.kept.preferences import preferences
from pointeuse.collector.sums.extent import observed_days
from pointeuse.collector.sums.period import Period, date_of
from pointeuse.collector.sums.totals import totals
from pointeuse.collector.valuation import Counts, Parameter
from pointeuse.collector.valuation.counts.reading import read
from pointeuse.collector.valuation.model import Model
from pointeuse.collector.valuation.models import models_of
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.parameter import BOUNDS
from pointeuse.collector.worth.estimate import counts_of, figures_of
from pointeuse.collector.worth.sets import find_set


@dataclass(frozen=True)
class Value:
    """Amounts of `unit`, a currency, for the days from `first` to `last` (ISO dates, both included).

    `low`, `middle` and `high` take every figure at its low, its value and its high; None together is "not
    computable", never zero. `parameters` are the figures that were read, by id, as the set of assumptions
    `version` has them. Values of several methods answer different questions: they are never added.
    """

    method: str
    first: str
    last: str
    low: float | None
    middle: float | None
    high: float | None
    unit: str
    parameters: dict[str, Parameter]
    version: str

    @property
    def sources(self) -> dict[str, str]:
        """Where each figure is from, by its id: the source in words, then its address where it has one."""
        return {name: " ".join(filter(None, (row.source, row.url))) for name, row in self.parameters.items()}


def value_of(conn: sqlite3.Connection, period: Period, method: str) -> Value:
    """Return the value of a period under the assumptions in use. Raises NotFound for no such method."""
    kept = find_set(conn)
    known, chosen = figures_of(kept.assumptions), preferences(conn)
    model = _model(method, known.edition)
    days = observed_days(conn, period.first, period.last)
    counts = counts_of(totals(conn, period), chosen, kept.assumptions, days)
    used: set[str] = set()
    low, middle, high = (
        _amount(model, counts, Figures(known, bound, counts.currency, counts.fx, used=used))
        for bound in BOUNDS
    )
    return Value(
        method=method,
        first=date_of(period.first).isoformat(),
        last=date_of(period.last).isoformat(),
        low=low,
        middle=middle,
        high=high,
        unit=counts.currency,
        parameters={name: known[name] for name in sorted(used)},
        version=known.version,
    )


def _model(method: str, edition: str) -> Model:
    models = {model.id: model for model in models_of(edition)}
    if method not in models:
        raise NotFound(f"There is no method {method!r}; there are {', '.join(models)}.")
    return models[method]


def _amount(model: Model, counts: Counts, figures: Figures) -> float | None:
    return model.function(read(counts, figures.parameters.edition), figures)
