"""Figures that follow from other rows, worked out again whenever the parameters are read.

    Derivation   a row's id and bound, what it is made of, and the decimals that its table prints
    check        whether every row follows from those it is made of; the list is in `derived.py`

A row changed without the rows that depend on it is an error here, not a wrong chart later.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pointeuse.collector.errors import ParameterError

if TYPE_CHECKING:
    from pointeuse.collector.valuation.parameters.parameter import Parameter

    Rows = Mapping[str, Parameter]


LOW, VALUE, HIGH = "low", "value", "high"


class Inputs:
    """The rows as a formula reads them: `at["P_WORD"]`, or `at["P_WORD", "high"]` for another bound."""

    def __init__(self, rows: "Rows"):
        self._rows = rows

    def __getitem__(self, wanted: str | tuple[str, str]) -> float:
        """Raises KeyError without the row, ParameterError for a row without a figure."""
        name, bound = (wanted, "value") if isinstance(wanted, str) else wanted
        figure = self._rows[name].at(bound)
        if figure is None:
            raise ParameterError(f"{name}: this row has no value; other rows need it.")
        return figure


@dataclass(frozen=True)
class Derivation:
    """`row` at `bound` must be `compute(at)`, within half of the last of the printed `decimals`."""

    row: str
    bound: str
    decimals: int
    compute: Callable[[Inputs], float]


def check(rows: "Rows", derivations: Iterable[Derivation]) -> None:
    """Raise ParameterError naming the first row that does not follow from the rows it is made of."""
    for derivation in derivations:
        if not _follows(derivation, rows):
            raise ParameterError(
                f"{derivation.row}: {derivation.bound} does not follow from its inputs; work it out again."
            )


def _follows(derivation: Derivation, rows: "Rows") -> bool:
    try:
        figure, expected = rows[derivation.row].at(derivation.bound), derivation.compute(Inputs(rows))
    except KeyError as missing:
        raise ParameterError(f"{missing.args[0]}: this row is missing; {derivation.row} needs it.") from None
    return figure is not None and abs(figure - expected) <= 0.5001 * 10**-derivation.decimals
