"""How a model moves when one of its figures goes over its range and the others keep their value.

Ground   one person and period with the figures: what a model is asked about
Swing    one figure at both ends, and what the model gives there
swings   those of every figure that a model read, the widest first
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pointeuse.collector.valuation.counts.counts import Counts
from pointeuse.collector.valuation.counts.reading import Reading, merged, read
from pointeuse.collector.valuation.model import Function
from pointeuse.collector.valuation.parameters.figures import SPEED, Figures
from pointeuse.collector.valuation.parameters.parameter import Parameter, Parameters
from pointeuse.collector.valuation.uncertainty import Z95, draw


@dataclass(frozen=True)
class Ground:
    """`reading` is of the edition that `table` is of; `changed` holds figures in the place of the table's."""

    reading: Reading
    table: Parameters
    changed: Mapping[str, float] = field(default_factory=dict)

    def amount(self, model: Function, bound: str = "value") -> float | None:
        """Return what the model gives with all figures at `bound`, money of the period; None as the model."""
        return model(self.reading, self._figures(set(), bound))

    def read_by(self, model: Function) -> tuple[str, ...]:
        """Return the ids of the figures that the model asks for here."""
        used: set[str] = set()
        model(self.reading, self._figures(used))
        return tuple(sorted(used))

    def _figures(self, used: set[str], bound: str = "value") -> Figures:
        counts = self.reading.counts
        return Figures(self.table, bound, counts.currency, counts.fx, self.changed, used)


def ground_of(counts: Counts, table: Parameters) -> Ground:
    """Return the ground of one person and period."""
    return Ground(merged(read(counts, table.edition)), table)


@dataclass(frozen=True)
class Swing:
    """`low` and `high` are the ends of the figure, `at_low` and `at_high` amounts of money of the period.

    Of a speed, which divides, `low` is the upper end, as in `Figures`. `supposed`: no source gives a range,
    and the factor for its confidence stands in; 1 for a convention, and a statutory wage is exact.
    """

    row: Parameter
    low: float
    high: float
    at_low: float
    at_high: float
    supposed: bool

    @property
    def money(self) -> float:
        """How far the model moves, in money."""
        return abs(self.at_high - self.at_low)

    @property
    def factor(self) -> float | None:
        """The larger amount over the smaller; None where one of them is nothing."""
        least, most = sorted((self.at_low, self.at_high))
        return most / least if least > 0 else None


def swings(model: Function, ground: Ground) -> tuple[Swing, ...]:
    """Return the swing of each figure that the model read; none where it gives no amount."""
    if ground.amount(model) is None:
        return ()
    found = [_swing(model, ground, ground.table[name]) for name in ground.read_by(model)]
    return tuple(sorted(found, key=lambda swing: (-swing.money, swing.row.id)))


def _swing(model: Function, ground: Ground, row: Parameter) -> Swing:
    low, high = ends(row)
    at_low, at_high = (
        Ground(ground.reading, ground.table, {row.id: end}).amount(model) or 0.0 for end in (low, high)
    )
    return Swing(row, low, high, at_low, at_high, is_supposed(row))


def ends(row: Parameter) -> tuple[float, float]:
    """Return the figure where the models are low, and where they are high; an absent bound is the value.

    Without any range they are the 90% range that `uncertainty` supposes. Raises ParameterError for a row
    without a value.
    """
    low, high = row.at("low"), row.at("high")
    if low is None or high is None or is_supposed(row):
        low, high = draw(row, -Z95), draw(row, Z95)
    return (high, low) if row.unit == SPEED else (low, high)


def is_supposed(row: Parameter) -> bool:
    """Tell whether the source gives no range at all."""
    return row.low is None and row.high is None
