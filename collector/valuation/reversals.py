"""What would change the order of two models: at which value of one assumption they give the same amount.

Lever      one assumption that can be moved by itself: a figure, the wage, the hours
levers     those that one of two models depends on
BreakEven  where a lever makes two models equal, and whether that lies within its range
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt

from pointeuse.collector.valuation.formulas.labour_time import hourly_wage
from pointeuse.collector.valuation.model import Function
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.swings import Ground, ends, is_supposed
from pointeuse.collector.valuation.uncertainty import LAW

FARTHEST = 10_000.0
"""Nothing is looked for beyond this factor from the value: it would be another world."""

STEP = 2.0
HALVINGS = 42

WAGE, HOURS = "wage", "hours"
"""The levers that are no figures: money an hour, and a factor on the hours of every platform."""


@dataclass(frozen=True)
class Lever:
    """`low` and `high` are the ends of its range, both `value` where it has none; `most` is its limit."""

    id: str
    value: float
    low: float
    high: float
    supposed: bool
    at: Callable[[float], Ground]
    most: float = float("inf")


@dataclass(frozen=True)
class BreakEven:
    """`at` is the value of the lever nearest to its own at which both models agree; None: nowhere near."""

    lever: Lever
    at: float | None

    @property
    def within(self) -> bool:
        """Whether the range of the lever reaches so far: it alone reverses the order."""
        return self.at is not None and self.lever.low <= self.at <= self.lever.high


def break_evens(one: Function, other: Function, ground: Ground) -> tuple[BreakEven, ...]:
    """Return where each lever makes the two equal, the nearest first; empty where one gives no amount."""
    if ground.amount(one) is None or ground.amount(other) is None:
        return ()
    found = [BreakEven(lever, _equal(one, other, lever)) for lever in levers(one, other, ground)]
    return tuple(sorted(found, key=_distance))


def levers(one: Function, other: Function, ground: Ground) -> Iterator[Lever]:
    """Yield the figures that either model read, then the wage in place of its figure, then the hours."""
    for name in sorted({*ground.read_by(one), *ground.read_by(other)}):
        if not name.startswith(LAW):
            yield _figure(name, ground)
    reading = ground.reading
    wage = hourly_wage(reading, _figures(ground))
    if wage is not None:
        yield Lever(WAGE, wage, wage, wage, False, lambda z: _with(ground, wage=z))
    if reading.hours:
        yield Lever(HOURS, 1.0, 1.0, 1.0, False, lambda z: _longer(ground, z))


def _figure(name: str, ground: Ground) -> Lever:
    row = ground.table[name]
    low, high = sorted(ends(row))
    most = 1.0 if row.unit == "share" else float("inf")

    def at(figure: float) -> Ground:
        return replace(ground, changed={**ground.changed, name: figure})

    return Lever(name, row.value or 0.0, low, high, is_supposed(row), at, most)


def _with(ground: Ground, wage: float) -> Ground:
    counts = replace(ground.reading.counts, wage=wage)
    return replace(ground, reading=replace(ground.reading, counts=counts, legal_wage=None))


def _longer(ground: Ground, factor: float) -> Ground:
    hours: Mapping[str, float] = {name: spent * factor for name, spent in ground.reading.hours.items()}
    return replace(ground, reading=replace(ground.reading, hours=hours))


def _figures(ground: Ground) -> Figures:
    counts = ground.reading.counts
    return Figures(ground.table, "value", counts.currency, counts.fx, ground.changed)


def _equal(one: Function, other: Function, lever: Lever) -> float | None:
    """Step away from the value on both sides at once, and halve the first step over which the sign turns."""

    def gap(z: float) -> float:
        ground = lever.at(z)
        return (ground.amount(one) or 0.0) - (ground.amount(other) or 0.0)

    begun, factor = gap(lever.value), 1.0
    while factor < FARTHEST and lever.value > 0:
        farther = min(factor * STEP, FARTHEST)
        for near, far in ((factor, farther), (1 / factor, 1 / farther)):
            at, beyond = (min(lever.value * each, lever.most) for each in (near, far))
            if begun * gap(beyond) <= 0:
                return _halved(gap, at, beyond)
        factor = farther
    return None


def _halved(gap: Callable[[float], float], near: float, far: float) -> float:
    begun = gap(near)
    for _ in range(HALVINGS):
        middle = sqrt(near * far)
        near, far = (middle, far) if begun * gap(middle) > 0 else (near, middle)
    return far


def _distance(found: BreakEven) -> tuple[float, str]:
    if found.at is None:
        return float("inf"), found.lever.id
    ratio = found.at / found.lever.value
    return max(ratio, 1 / ratio), found.lever.id
