"""The lines of a slip: on each platform its hours, and the tasks that are paid at one rate together.

What a method gives for the lines adds up to what it gives for the period. An amount is None where the method
has no figure for the line, or pays the same effort in another line of the platform.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pointeuse.collector.catalogue import ATTENTION, NO_ACTS
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.dashboard.numbers.methods import METHODS, MS_AN_HOUR

if TYPE_CHECKING:
    from pointeuse.collector.valuation.per_unit import Units

HOUR, ACT = "hour", "act"
Amounts = dict[str, float | None]


class Line(Struct, frozen=True):
    """`quantity` in `unit`, hours or acts; `amounts` by method in the currency of the units."""

    platform: str
    unit: str
    rows: tuple[Total, ...]
    amounts: Amounts

    @property
    def quantity(self) -> float:
        """How many hours or acts, net of undone ones."""
        if self.unit == HOUR:
            return sum(row.ms for row in self.rows) / MS_AN_HOUR
        return sum(row.n for row in self.rows)

    @property
    def rates(self) -> Amounts:
        """The amount of each method for one hour or one act; a mean where acts took each its own time."""
        return {name: None if sum_ is None else sum_ / self.quantity for name, sum_ in self.amounts.items()}


def lines_of(totals: Iterable[Total], units: "Units") -> list[Line]:
    """Return the lines of a period, platform by platform, each beginning with its hours.

    What is no act is no task and has no line, but for the hours.
    """
    groups: dict[str, dict[tuple, list[Total]]] = {}
    for row in totals:
        if row.kind not in NO_ACTS - {ATTENTION} and row.n > 0:
            rate = (row.kind != ATTENTION, units.pairs.get((row.platform, row.kind)))
            groups.setdefault(_one_name(row.platform), {}).setdefault(rate, []).append(row)
    return [line for name, found in groups.items() for line in _of_platform(name, found.values(), units)]


def summed(lines: Iterable[Line]) -> Amounts:
    """Return the sum of each method over lines; None where none of them has an amount."""
    found = list(lines)
    known = {
        name: [line.amounts[name] for line in found if line.amounts[name] is not None] for name in METHODS
    }
    return {name: sum(amounts) if amounts else None for name, amounts in known.items()}


def _one_name(platform: str) -> str:
    """A platform that is counted by several names is paid once for its hours."""
    from pointeuse.collector.valuation.parameters.platforms import platform_facts

    known = platform_facts().get(platform)
    return (known and known.same_as) or platform


def _of_platform(name: str, groups: Iterable[list[Total]], units: "Units") -> list[Line]:
    lines = [_line(name, sorted(rows, key=lambda row: (-row.n, row.kind)), units) for rows in groups]
    lines.sort(key=lambda line: (line.unit != HOUR, -line.quantity))
    return _longer_time([line for line in lines if line.quantity > 0])


def _line(name: str, rows: Sequence[Total], units: "Units") -> Line:
    from pointeuse.collector.valuation.per_unit import valued

    found = valued(((0, row.platform, row.kind, row.n, row.ms, row.acts) for row in rows), units)
    amounts = {method: sum(getattr(one, method) or 0.0 for one in found) or None for method in METHODS}
    return Line(name, HOUR if rows[0].kind == ATTENTION else ACT, tuple(rows), amounts)


def _longer_time(lines: list[Line]) -> list[Line]:
    """The time at the wage pays a platform's hours or the tasks outside of them, whichever took longer."""
    hours, tasks = ([line for line in lines if (line.unit == HOUR) is is_time] for is_time in (True, False))
    less = min(hours, tasks, key=lambda part: summed(part)["time_at_wage"] or 0.0)
    if not (summed(hours)["time_at_wage"] and summed(tasks)["time_at_wage"]):
        return lines
    return [
        replace(line, amounts=line.amounts | {"time_at_wage": None}) if line in less else line
        for line in lines
    ]
