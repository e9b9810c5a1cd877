"""The parameters as one evaluation sees them: all at one bound, money in one currency.

Figures   hands out numbers and amounts by parameter id, and remembers which were asked for
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pointeuse.collector.errors import ParameterError
from pointeuse.collector.valuation.parameters.money import convert
from pointeuse.collector.valuation.parameters.parameter import Parameter, Parameters

SPEED = "words per minute"
OPPOSITE = {"low": "high", "value": "value", "high": "low"}


@dataclass(frozen=True)
class Figures:
    """Parameters at `bound`, "low", "value" or "high" (V3). `drawn` replaces single figures by id.

    A speed divides, so "low" takes its upper end: every model then grows from low to high.
    """

    parameters: Parameters
    bound: str
    currency: str
    fx: Mapping[str, float]
    drawn: Mapping[str, float | None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    _amounts: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    def number(self, name: str) -> float:
        """Return the figure of a parameter. Raises ParameterError when it has no row or no value."""
        figure = self.drawn.get(name)
        if figure is None:
            row = self._row(name)
            figure = row.at(OPPOSITE[self.bound] if row.unit == SPEED else self.bound)
        if figure is None:
            raise ParameterError(f"{name}: this figure has no value; nothing can be worked out with it.")
        self.used.add(name)
        return figure

    def money(self, name: str) -> float:
        """Return the figure in `currency` (V2). Raises Malformed when `fx` lacks one of the currencies."""
        if name not in self._amounts:
            self._amounts[name] = convert(self.number(name), self._row(name).currency, self.currency, self.fx)
        return self._amounts[name]

    def has(self, name: str) -> bool:
        """Tell whether there is a figure: a row may be empty on purpose."""
        return name in self.parameters and self.parameters[name].value is not None

    def _row(self, name: str) -> Parameter:
        if name not in self.parameters:
            raise ParameterError(f"{name}: there is no such parameter; add its row to parameters.csv.")
        return self.parameters[name]
