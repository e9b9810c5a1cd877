"""How far a method may be off through its figures alone: a band from many draws of all of them.

    bands   the 5%, 50% and 95% quantiles of piece_price, captured and time_at_wage
    draw    one figure, drawn

The triple of an estimate is simpler, wider and needs no luck; a band is for charts. Between methods lies a
factor of a thousand that no band shows.
"""

import math
import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import cast

from pointeuse.collector.errors import ParameterError
from pointeuse.collector.valuation.counts.counts import Counts
from pointeuse.collector.valuation.counts.reading import merged, read
from pointeuse.collector.valuation.estimate import Triple
from pointeuse.collector.valuation.formulas.draws import Draws
from pointeuse.collector.valuation.models import METHODS, functions_of
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, assumed
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.parameter import Parameter, Parameters

Z95 = 1.645
"""Standard deviations between the median and the 5% or 95% quantile."""

SPREAD = {"VERIFIED": 1.3, "RECALLED": 2.0, "UNSURE": 4.0, "CONVENTION": 1.0}
"""The factor taken as the 90% range of a figure without a range, by its confidence: a choice."""

LAW = "MINWAGE_HOUR_"


def bands(
    counts: Counts, parameters: Parameters | None = None, draws: int = 10_000, seed: int = 2019
) -> dict[str, Triple | None]:
    """Return the band of each method, None where it is not computable; the same seed gives the same bands.

    One draw holds one figure per parameter, shared by all the acts that use it and by the three methods;
    counts and statutory wages are taken as exact. Use a worker: it takes most of a second.
    Raises Malformed as `estimate` does.
    """
    table = assumed(Assumptions()) if parameters is None else parameters
    reading, drawn = merged(read(counts, table.edition)), _Drawn(table, draws, seed)
    # The models take many draws for one number, as `Draws` says.
    numbers = cast(Mapping[str, float | None], drawn)
    figures = Figures(table, "value", counts.currency, counts.fx, numbers)
    models = functions_of(table.edition)
    return {name: _band(models[name](reading, figures)) for name in METHODS}


class _Drawn(Mapping[str, float | Draws | None]):
    """The draws of each parameter, made when it is first asked for; its own chance for each, in any order."""

    def __init__(self, table: Parameters, draws: int, seed: int):
        self._table, self._draws, self._seed = table, draws, seed
        self._made: dict[str, float | Draws | None] = {}

    def __getitem__(self, name: str) -> float | Draws | None:
        if name not in self._made:
            self._made[name] = self._make(self._table[name])
        return self._made[name]

    def _make(self, row: Parameter) -> float | Draws | None:
        value = row.value
        if value is None or _sigma(row, value, below=True) == _sigma(row, value, below=False) == 0:
            return value
        chance = random.Random(f"{self._seed} {row.id}").gauss
        return Draws(_at(row, value, [chance(0.0, 1.0) for _ in range(self._draws)]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def _band(amount: float | Draws | None) -> Triple | None:
    if amount is None:
        return None
    ordered = sorted(amount.values) if isinstance(amount, Draws) else [amount]
    return Triple(*(ordered[round(share * (len(ordered) - 1))] for share in (0.05, 0.5, 0.95)))


def draw(row: Parameter, z: float) -> float:
    """Return the figure that lies `z` standard deviations from the value of `row`.

    Log-normal on each side, so that its low and high are the 5% and 95% quantiles; a share stays below 1.
    Raises ParameterError for a row without a value.
    """
    if row.value is None:
        raise ParameterError(f"{row.id}: this figure has no value; nothing can be drawn of it.")
    return next(_at(row, row.value, (z,)))


def _at(row: Parameter, value: float, deviations: Iterable[float]) -> Iterator[float]:
    """Yield a figure for each deviation: what does not change from draw to draw is worked out once."""
    below, above = _sigma(row, value, below=True), _sigma(row, value, below=False)
    figures = (_one(value, z, below if z < 0 else above) for z in deviations)
    return map(min, figures, repeat(1.0)) if row.unit == "share" else figures


def _one(value: float, z: float, sigma: float) -> float:
    """A log-normal never reaches 0: below a value whose low is 0 every figure is equally likely."""
    return value * (1 + math.erf(z / math.sqrt(2))) if sigma == math.inf else value * math.exp(z * sigma)


def _sigma(row: Parameter, value: float, below: bool) -> float:
    if row.low is None and row.high is None:
        return 0.0 if row.id.startswith(LAW) else math.log(SPREAD[row.confidence]) / Z95
    low, high = (value if figure is None else figure for figure in (row.low, row.high))
    if below and low == 0:
        return math.inf
    return math.log(value / low if below else high / value) / Z95
