"""The panels beside the three methods: other questions, each with a range of its own, never added."""

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from pointeuse.collector.worth.estimate import counts_of
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Estimate, Parameters

LANGUAGES = ("en", "fr")
SHOWN = ("F4", "F5", "F6", "F7", "F8")
WEAKEST_FIRST = ("UNSURE", "RECALLED", "CONVENTION", "VERIFIED")
SOBER = "LECHO_10"


def panels(found: "Estimate", known: "Parameters") -> dict[str, dict | None]:
    """Return low, central and high by model, and the weakest confidence among the figures behind them.

    None is "not computable", never zero; `confidence` is None where nothing called for a figure.
    """
    return {name: _panel(name, found, known) for name in SHOWN}


def _panel(name: str, found: "Estimate", known: "Parameters") -> dict | None:
    amount = found.panels[name]
    if amount is None:
        return None
    levels = {known[row].confidence for row in _read_by(name, found)}
    weakest = next((level for level in WEAKEST_FIRST if level in levels), None)
    return {"low": amount.low, "central": amount.central, "high": amount.high, "confidence": weakest}


def _read_by(name: str, found: "Estimate") -> list[str]:
    from pointeuse.collector.valuation.models import MODELS

    patterns = next(model.parameters for model in MODELS if model.id == name)
    return [row for row in found.parameters if any(fnmatchcase(row, pattern) for pattern in patterns)]


def scenario(snapshot: Snapshot, known: "Parameters") -> dict:
    """Return what a levy of the whole profit would pay a year, by who shares it; the page scales it.

    `levy` is the rate that F7 assumes, `sober` money a month: what revenue, not profit, would come to.
    """
    from pointeuse.collector.valuation.formulas.scenario import SHARERS, dividend_at
    from pointeuse.collector.valuation.parameters.figures import Figures

    assumptions = snapshot.kept.assumptions
    counts = counts_of((), snapshot.preferences, assumptions, snapshot.period.days)
    figures = Figures(known, "value", counts.currency, counts.fx)
    return {
        "levy": figures.number("TAU_DIVIDEND"),
        "sharers": list(SHARERS),
        "labels": {language: [row.label[language] for row in SHARERS.values()] for language in LANGUAGES},
        "yearly": [dividend_at(1.0, name, figures) for name in SHARERS],
        "sober": figures.money(SOBER) if figures.has(SOBER) else None,
    }
