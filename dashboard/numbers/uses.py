"""What each figure was used for: the acts and the hours of a period that it priced or timed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Counts, Parameters


class Use(Struct, frozen=True):
    """`acts` that still stand, and `hours` of attention."""

    acts: float = 0.0
    hours: float = 0.0


def uses(counts: "Counts", known: "Parameters") -> dict[str, Use]:
    """Return the use of every figure that some model read for an act or an hour of these counts.

    A figure is used for an act where a model reads it and gives another amount than for nothing at all.
    What several models read for one act counts once.
    """
    nothing = {model: amount for model, amount, _ in _answers(_only(counts), known)}
    found: dict[str, Use] = {}
    for part, use in _parts(counts):
        answers = list(_answers(part, known))
        for name in set().union(*(read for model, amount, read in answers if amount != nothing[model])):
            before = found.get(name, Use())
            found[name] = Use(before.acts + use.acts, before.hours + use.hours)
    return found


def _parts(counts: "Counts") -> Iterator[tuple["Counts", Use]]:
    """Yield each kind of act and each platform's hours by itself."""
    for act in counts.counts:
        yield _only(counts, counts=(act,)), Use(acts=act.n)
    for platform, spent in counts.hours.items():
        yield _only(counts, hours={platform: spent}), Use(hours=spent)


def _only(person: "Counts", **part: object) -> "Counts":
    alone = {"hours": {}, "counts": ()} | part
    return replace(person, **alone)


def _answers(counts: "Counts", known: "Parameters") -> Iterator[tuple[str, float | None, set[str]]]:
    """Yield each model's id, its amount, and the figures that it read for it."""
    from pointeuse.collector.valuation.counts.reading import read
    from pointeuse.collector.valuation.models import SAME, models_of
    from pointeuse.collector.valuation.parameters.figures import Figures

    reading = read(counts, known.edition)
    for model in models_of(known.edition):
        if model.id not in SAME:
            used: set[str] = set()
            figures = Figures(known, "value", counts.currency, counts.fx, used=used)
            yield model.id, model.function(reading, figures), used
