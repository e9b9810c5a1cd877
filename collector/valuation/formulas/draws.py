"""Many draws of one number, which add and multiply like the number itself.

A model is evaluated once with these in place of its parameters and gives all its draws: there is no second
formula for the band, and no loop over ten thousand evaluations.
"""

from collections.abc import Iterable, Iterator
from itertools import repeat
from operator import add, mul, sub, truediv
from typing import overload


class Draws:
    """`values` are as many as those of every other one that it meets."""

    __slots__ = ("values",)

    def __init__(self, values: Iterable[float]):
        self.values = list(values)

    def __add__(self, other: "float | Draws") -> "Draws":
        return Draws(map(add, self.values, _each(other)))

    def __sub__(self, other: "float | Draws") -> "Draws":
        return Draws(map(sub, self.values, _each(other)))

    def __mul__(self, other: "float | Draws") -> "Draws":
        return Draws(map(mul, self.values, _each(other)))

    def __truediv__(self, other: "float | Draws") -> "Draws":
        return Draws(map(truediv, self.values, _each(other)))

    def __rtruediv__(self, other: float) -> "Draws":
        return Draws(map(truediv, _each(other), self.values))

    __radd__ = __add__
    __rmul__ = __mul__

    def __bool__(self) -> bool:
        """Whether there is anything in any draw: the models ask this of sums that cannot fall below zero."""
        return any(self.values)

    def __gt__(self, other: float) -> bool:
        return any(value > other for value in self.values)


def _each(value: "float | Draws") -> Iterator[float]:
    return iter(value.values) if isinstance(value, Draws) else repeat(value)


@overload
def larger(one: float, other: float) -> float: ...


@overload
def larger(one: "float | Draws", other: "float | Draws") -> "float | Draws": ...


def larger(one: "float | Draws", other: "float | Draws") -> "float | Draws":
    """Return the larger of the two, draw by draw."""
    if isinstance(one, Draws) or isinstance(other, Draws):
        return Draws(map(max, _each(one), _each(other)))
    return max(one, other)
