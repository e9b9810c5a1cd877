"""How far a method may be off through its figures alone: a band from many draws of all of them.

    bands   the 5%, 50% and 95% quantiles of floor, central and ceiling
    draw    one figure, drawn

The triple of an estimate is simpler, wider and needs no luck; a band is for charts. Between methods lies a
factor of a thousand that no band shows.
"""

import math
import random
from collections.abc import Callable, Mapping

from collector.valuation.composites import ceiling, central, floor
from collector.valuation.counts import Counts
from collector.valuation.estimate import Triple
from collector.valuation.figures import Figures
from collector.valuation.parameters import Parameter, Parameters, load_parameters
from collector.valuation.reading import Reading, read

Z95 = 1.645
"""Standard deviations between the median and the 5% or 95% quantile."""

SPREAD = {"VERIFIED": 1.3, "RECALLED": 2.0, "UNSURE": 4.0, "CONVENTION": 1.0}
"""The factor taken as the 90% range of a figure without a range, by its confidence: a choice."""

LAW = "MINWAGE_HOUR_"
METHODS: Mapping[str, Callable[[Reading, Figures], float | None]] = {
    "floor": floor,
    "central": central,
    "ceiling": ceiling,
}


def bands(
    counts: Counts, parameters: Parameters | None = None, draws: int = 10_000, seed: int = 2019
) -> dict[str, Triple | None]:
    """Return the band of each method, None where it is not computable; the same seed gives the same bands.

    One draw holds one figure per parameter, shared by all the acts that use it; counts and statutory wages
    are taken as exact. Ten thousand draws take about half a second, more for many counts: use a worker.
    Raises Malformed as `estimate` does.
    """
    table = load_parameters() if parameters is None else parameters
    reading, chance = read(counts), random.Random(seed)
    return {name: _band(model, reading, table, chance, draws) for name, model in METHODS.items()}


def _band(
    model: Callable[[Reading, Figures], float | None],
    reading: Reading,
    table: Parameters,
    chance: random.Random,
    draws: int,
) -> Triple | None:
    counts = reading.counts
    first = Figures(table, "value", counts.currency, counts.fx)
    if model(reading, first) is None:
        return None
    rows = [table[name] for name in sorted(first.used)]
    amounts = []
    for _ in range(draws):
        drawn = {row.id: draw(row, chance.gauss(0, 1)) for row in rows}
        amounts.append(model(reading, Figures(table, "value", counts.currency, counts.fx, drawn)))
    return _quantiles(sorted(amounts))


def draw(row: Parameter, z: float) -> float:
    """Return the figure that lies `z` standard deviations from the value of `row`.

    Log-normal on each side, so that its low and high are the 5% and 95% quantiles; a share stays below 1.
    """
    figure = row.value * math.exp(z * _sigma(row, below=z < 0))
    return min(figure, 1.0) if row.unit == "share" else figure


def _sigma(row: Parameter, below: bool) -> float:
    if row.low is None and row.high is None:
        return 0.0 if row.id.startswith(LAW) else math.log(SPREAD[row.confidence]) / Z95
    ratio = row.value / row.at("low") if below else row.at("high") / row.value
    return math.log(ratio) / Z95


def _quantiles(ordered: list[float]) -> Triple:
    return Triple(*(ordered[round(share * (len(ordered) - 1))] for share in (0.05, 0.5, 0.95)))
