"""The panels beside the three methods: other questions, each with a range of its own, never added."""

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from pointeuse.collector.worth.estimate import counts_of
from pointeuse.dashboard.numbers.ranges import PARTS
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Counts, Estimate, Parameter, Parameters

LANGUAGES = ("en", "fr")
SHOWN = ("F4", "F5", "F6", "F7", "F8")
WEAKEST_FIRST = ("UNSURE", "RECALLED", "CONVENTION", "VERIFIED")
SOBER = {"europe": "META_MONTH_EUROPE_2025", "world": "META_MONTH_WORLD_2025"}
CAP = "WELFARE_TEN_GOODS"


def panels(found: "Estimate", known: "Parameters") -> dict[str, dict | None]:
    """Return low, central and high by model, and the weakest confidence among the figures behind them.

    None is "not computable", never zero; `confidence` is None where nothing called for a figure.
    """
    return {name: _panel(name, found, known) for name in SHOWN}


def _panel(name: str, found: "Estimate", known: "Parameters") -> dict | None:
    amount = found.panels[name]
    if amount is None:
        return None
    sure = _weakest(name, found, known)
    return {"low": amount.low, "central": amount.central, "high": amount.high, "confidence": sure}


def services(found: "Estimate", counts: "Counts", known: "Parameters") -> dict:
    """Return as columns each category of F6 used that has a figure, with its range; they have no sum.

    `cap` is what none of them exceeds, None where these figures have no such bound.
    """
    from pointeuse.collector.valuation.counts.reading import read
    from pointeuse.collector.valuation.formulas.welfare import services as asked
    from pointeuse.collector.valuation.parameters.figures import Figures
    from pointeuse.collector.valuation.parameters.parameter import BOUNDS

    reading = read(counts, known.edition)
    figures = [Figures(known, bound, counts.currency, counts.fx) for bound in BOUNDS]
    each = [asked(reading, at) for at in figures]
    value = figures[BOUNDS.index("value")]
    year = value.number("DAYS_PER_YEAR")
    return {
        "category": list(found.services),
        **{part: [one[name] for name in found.services] for part, one in zip(PARTS, each, strict=True)},
        "cap": value.money(CAP) * counts.days / year if value.has(CAP) else None,
        "confidence": _weakest("F6", found, known),
    }


def _weakest(name: str, found: "Estimate", known: "Parameters") -> str | None:
    levels = {known[row].confidence for row in _read_by(name, found, known)}
    return next((level for level in WEAKEST_FIRST if level in levels), None)


def _read_by(name: str, found: "Estimate", known: "Parameters") -> list[str]:
    from pointeuse.collector.valuation.models import models_of

    patterns = next(model.parameters for model in models_of(known.edition) if model.id == name)
    return [row for row in found.parameters if any(fnmatchcase(row, pattern) for pattern in patterns)]


def scenario(snapshot: Snapshot, known: "Parameters") -> dict:
    """Return what a levy of the whole profit would pay a year, by who shares it; the page scales it.

    `levy` is the rate that F7 assumes, `sober` what one firm's revenue, not profit, comes to a month for each
    of its users, in the money of its accounts: empty where these figures do not have it.
    """
    from pointeuse.collector.valuation.formulas.scenario import SHARERS, dividend_at
    from pointeuse.collector.valuation.parameters.figures import Figures

    assumptions = snapshot.kept.assumptions
    counts = counts_of((), snapshot.preferences, assumptions, snapshot.observed)
    figures = Figures(known, "value", counts.currency, counts.fx)
    return {
        "levy": figures.number("TAU_DIVIDEND"),
        "sharers": list(SHARERS),
        "labels": {language: [row.label[language] for row in SHARERS.values()] for language in LANGUAGES},
        "yearly": [dividend_at(1.0, name, figures) for name in SHARERS],
        "sober": {place: _as_given(known[row]) for place, row in SOBER.items() if row in known},
    }


def _as_given(row: "Parameter") -> dict[str, str | float | None]:
    return {"id": row.id, "value": row.value, "currency": row.currency}
