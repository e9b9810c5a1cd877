"""What an hour of the period makes by each method, beside a microworker's hour and the minimum wage."""

from typing import TYPE_CHECKING

from pointeuse.collector.worth.estimate import counts_of, estimate_of, figures_of
from pointeuse.dashboard.numbers.legal import home_of
from pointeuse.dashboard.numbers.methods import METHODS
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Estimate
    from pointeuse.collector.valuation.parameters.figures import Figures

PARTS = ("low", "central", "high")
LANGUAGES = ("en", "fr")


def your_hour(snapshot: Snapshot) -> dict:
    """Return `hours` (of `time_at_wage`: every second counted, once) and amounts an hour, as columns.

    `methods` divides what each method gives by those hours: None without a figure, or without hours.
    `wages` are what microworkers make in an hour; `own` is the person's wage and `home` the figure it is
    from, as `home_of`. None of the methods is anybody's income.
    """
    from pointeuse.collector.valuation.counts.reading import read
    from pointeuse.collector.valuation.formulas.labour_time import hours_present
    from pointeuse.collector.valuation.parameters.figures import Figures
    from pointeuse.collector.valuation.parameters.parameter import BOUNDS

    chosen, assumptions = snapshot.preferences, snapshot.kept.assumptions
    counts = counts_of(snapshot.totals, chosen, assumptions, snapshot.observed)
    known = figures_of(assumptions)
    low, value, high = (Figures(known, bound, counts.currency, counts.fx) for bound in BOUNDS)
    found = estimate_of(snapshot.totals, chosen, assumptions, snapshot.observed)
    hours = hours_present(read(counts, known.edition), value)
    return {
        "hours": hours,
        "methods": _per_hour(found, hours),
        "wages": _microwork((low, value, high)),
        "own": found.wage,
        **home_of(counts, known.edition),
        "country": counts.country,
    }


def _per_hour(found: "Estimate", hours: float) -> dict[str, list]:
    """Return each method with its range; `amount` is what the method is quoted by."""
    triples = [found.methods[name] for name in METHODS]
    return {
        "method": list(METHODS),
        "amount": [_divided(getattr(found, name), hours) for name in METHODS],
        **{part: [triple and _divided(getattr(triple, part), hours) for triple in triples] for part in PARTS},
    }


def _divided(amount: float | None, hours: float) -> float | None:
    return amount / hours if amount is not None and hours > 0 else None


def _microwork(bounds: tuple["Figures", "Figures", "Figures"]) -> dict[str, list]:
    from pointeuse.collector.valuation.formulas.elsewhere import EARNED, WAGES

    rows = [wage for wage in WAGES if wage.id in EARNED and bounds[1].has(wage.parameter)]
    known = bounds[1].parameters
    return {
        "year": [known[wage.parameter].year for wage in rows],
        "parameter": [wage.parameter for wage in rows],
        **{
            part: [figures.money(wage.parameter) for wage in rows]
            for part, figures in zip(PARTS, bounds, strict=True)
        },
        "place": {language: [wage.place[language] for wage in rows] for language in LANGUAGES},
    }
