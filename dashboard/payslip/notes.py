"""The footnotes of a slip: the figures that its amounts depend on, and where each is from."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pointeuse.collector.worth.estimate import counts_of, figures_of
from pointeuse.dashboard.numbers.origins import COLUMNS, with_origins
from pointeuse.dashboard.payslip.lines import Line
from pointeuse.dashboard.payslip.snapshot import SlipSnapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Parameters
    from pointeuse.collector.valuation.counts.reading import Reading

BOUNDS = {"piece_price": "low", "captured": "value", "time_at_wage": "value"}
"""How each method reads its figures for the amount that it is quoted by."""


class Notes:
    """Footnotes numbered from 1 in the order in which they are first asked for."""

    def __init__(self, snapshot: SlipSnapshot) -> None:
        self._snapshot, self._known = snapshot, figures_of(snapshot.kept.assumptions)
        self._source = {name: row.source for name, row in self._known.items()}
        self._numbers: dict[str, int] = {}

    def of_line(self, line: Line) -> list[int]:
        """Return the numbers of the figures that the amounts of a line depend on."""
        from pointeuse.collector.valuation.counts.reading import read

        chosen, assumptions = self._snapshot.preferences, self._snapshot.kept.assumptions
        counts = counts_of(line.rows, chosen, assumptions, self._snapshot.observed)
        reading = read(counts, assumptions.edition)
        priced = [method for method, amount in line.amounts.items() if amount is not None]
        return self._numbered(name for method in priced for name in used(method, reading, self._known))

    def of_wage(self) -> list[int]:
        """Return the number of the statutory wage; nothing for a wage that was typed or is not known."""
        from pointeuse.collector.valuation.counts.reading import read
        from pointeuse.collector.valuation.formulas.labour_time import hourly_wage
        from pointeuse.collector.valuation.parameters.figures import Figures

        person = counts_of((), self._snapshot.preferences, self._snapshot.kept.assumptions, 1)
        figures = Figures(self._known, "value", person.currency, person.fx)
        hourly_wage(read(person, self._known.edition), figures)
        return self._numbered(figures.used)

    def as_rows(self) -> list[dict]:
        """Return every footnote asked for, then those that they are made of, by number."""
        for name in with_origins(list(self._numbers), self._source):
            self._number(name)
        return [self._row(name) for name in self._numbers]

    def currencies(self) -> set[str]:
        """Return the currencies that the figures of the footnotes are in."""
        return {self._known[name].currency for name in self._numbers} - {""}

    def _row(self, name: str) -> dict:
        origins = with_origins([name], self._source)[1:]
        row = {column: getattr(self._known[name], column) for column in COLUMNS}
        return {"number": self._number(name), **row, "made_of": sorted(map(self._number, origins))}

    def _numbered(self, names: Iterable[str]) -> list[int]:
        return sorted({self._number(name) for name in sorted(names)})

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers) + 1)


def used(method: str, reading: "Reading", known: "Parameters") -> set[str]:
    """Return the ids of the figures without which the amount of a method would be another."""
    asked: set[str] = set()
    amount = _amount(method, reading, known, {}, asked)
    return {
        name
        for name in asked
        if _amount(method, reading, known, {name: 1 + 2 * known[name].at(BOUNDS[method])}, set()) != amount
    }


def _amount(
    method: str, reading: "Reading", known: "Parameters", drawn: dict[str, float], asked: set[str]
) -> float | None:
    from pointeuse.collector.valuation.models import functions_of
    from pointeuse.collector.valuation.parameters.figures import Figures

    function = functions_of(known.edition)[method]
    person = reading.counts
    return function(
        reading, Figures(known, BOUNDS[method], person.currency, person.fx, drawn=drawn, used=asked)
    )
