"""Amounts with how far they reach, as columns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Counts, Parameters, Triple
    from pointeuse.collector.valuation.model import Function

PARTS = ("low", "central", "high")


def columns(triples: Iterable["Triple | None"]) -> dict[str, list[float | None]]:
    """Return low, central and high of each; None is "not computable", never zero."""
    found = list(triples)
    return {part: [triple and getattr(triple, part) for triple in found] for part in PARTS}


def reached(
    model: "Function", counts: Iterable["Counts"], known: "Parameters", used: set[str] | None = None
) -> "Triple | None":
    """Return what a model gives for the counts at low, value and high, each with the figures of its bound.

    The ids of those figures are put into `used`.
    """
    from pointeuse.collector.valuation import Triple
    from pointeuse.collector.valuation.counts.reading import read
    from pointeuse.collector.valuation.parameters.figures import Figures
    from pointeuse.collector.valuation.parameters.parameter import BOUNDS

    asked = set() if used is None else used
    amounts = [
        model(read(one, known.edition), Figures(known, bound, one.currency, one.fx, used=asked))
        for bound, one in zip(BOUNDS, counts, strict=True)
    ]
    return None if None in amounts else Triple(*amounts)
