"""The method page: each model and what it gives for a period, each figure and which models read it there."""

from dataclasses import asdict
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.worth.estimate import counts_of, figures_of
from pointeuse.dashboard.numbers.changed import changed
from pointeuse.dashboard.numbers.methods import MS_AN_HOUR
from pointeuse.dashboard.numbers.origins import COLUMNS, with_origins
from pointeuse.dashboard.numbers.snapshot import Snapshot
from pointeuse.dashboard.numbers.uses import Use, uses

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Counts, Model, Parameters, Triple

TEXTS = ("title", "question", "formula", "inputs", "unit", "leaves_out")
LANGUAGES = ("en", "fr")
BOUNDS = ("low", "value", "high")


class Given(Struct, frozen=True):
    """What one model gives for one person and period, and the ids of the figures that it read."""

    model: "Model"
    amount: "Triple | None"
    read: frozenset[str]


def method(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return as columns every model with its amount in the period, and every parameter there is.

    In `models`, `figures` are the rows of `parameters` that the model read, each followed by those it is
    made of; `may_read` are those it reads for other countries, kinds and platforms. In `parameters`,
    `read_by` are rows of `models`; `acts` and `ms` are what a figure was used for; `shipped` holds low, value
    and high as they ship. `changes` is what was before these figures, as `changed` says.
    """
    from pointeuse.collector.valuation import load_parameters

    assumptions = snapshot.kept.assumptions
    known, shipped = figures_of(assumptions), load_parameters(assumptions.edition)
    counts = counts_of(snapshot.totals, snapshot.preferences, assumptions, snapshot.observed)
    found = given_by_models(counts, known)
    return {
        "period": {"first": snapshot.period.first, "last": snapshot.period.last},
        "currency": counts.currency,
        "version": known.version,
        "models": _models(found, known),
        "parameters": _parameters(found, known, shipped) | _uses(uses(counts, known), known),
        "changes": changed(known.edition),
    }


def given_by_models(counts: "Counts", known: "Parameters") -> list[Given]:
    """Return what each model gives, with all its figures at low, value and high (V3)."""
    from pointeuse.collector.valuation.counts.reading import read
    from pointeuse.collector.valuation.models import models_of
    from pointeuse.collector.valuation.parameters.figures import Figures

    reading, found = read(counts, known.edition), []
    for model in models_of(known.edition):
        used: set[str] = set()
        amounts = [
            model.function(reading, Figures(known, bound, counts.currency, counts.fx, used=used))
            for bound in BOUNDS
        ]
        found.append(Given(model, _triple(amounts), frozenset(used)))
    return found


def _triple(amounts: list[float | None]) -> "Triple | None":
    from pointeuse.collector.valuation import Triple

    return None if None in amounts else Triple(*amounts)


def _models(found: list[Given], known: "Parameters") -> dict:
    places, source = {name: row for row, name in enumerate(known)}, _source(known)

    def rows(names: list[str]) -> list[int]:
        return [places[name] for name in with_origins(names, source)]

    return {
        "id": [given.model.id for given in found],
        **{text: _in_languages(found, text) for text in TEXTS},
        "example": [_example(given.model) for given in found],
        **{part: [_part(given, part) for given in found] for part in ("low", "central", "high")},
        "figures": [rows(sorted(given.read)) for given in found],
        "may_read": [rows(_may_read(given, known)) for given in found],
    }


def _may_read(given: Given, known: "Parameters") -> list[str]:
    patterns = given.model.parameters
    return [name for name in known if any(fnmatchcase(name, pattern) for pattern in patterns)]


def _in_languages(found: list[Given], text: str) -> dict[str, list[str]]:
    return {language: [getattr(given.model, text)[language] for given in found] for language in LANGUAGES}


def _example(model: "Model") -> dict:
    """Return the counts of the worked example as a counts file has them, and what must come out."""
    example = model.example
    counts = asdict(example.counts)
    acts = [{key: value for key, value in act.items() if value is not None} for act in counts["counts"]]
    head = {key: counts[key] for key in ("country", "days", "currency", "hours")}
    return {**head, "counts": acts, "bound": example.bound, "expected": example.expected}


def _part(given: Given, part: str) -> float | None:
    return given.amount and getattr(given.amount, part)


def _parameters(found: list[Given], known: "Parameters", shipped: "Parameters") -> dict[str, list]:
    return {
        **{column: [getattr(row, column) for row in known.values()] for column in (*COLUMNS, "note")},
        "shipped": [[row.low, row.value, row.high] for row in shipped.values()],
        "was": [row.confidence for row in shipped.values()],
        "origins": [with_origins([name], _source(known))[1:] for name in known],
        "read_by": [[at for at, given in enumerate(found) if name in given.read] for name in known],
    }


def _uses(found: dict[str, Use], known: "Parameters") -> dict[str, list[int]]:
    rows = [found.get(name, Use()) for name in known]
    return {"acts": [round(use.acts) for use in rows], "ms": [round(use.hours * MS_AN_HOUR) for use in rows]}


def _source(known: "Parameters") -> dict[str, str]:
    return {name: row.source for name, row in known.items()}
