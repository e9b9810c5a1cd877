"""All models on one person's counts.

    Triple    a low, a central and a high amount
    Revenue   F1: gross, and the share of it that data makes, low to high
    Estimate  every result, in the currency of the counts, for the period observed
    estimate  counts and parameters in, estimate out

None means "not computable" everywhere and is never replaced by 0 (V1).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pointeuse.collector.valuation.counts.counts import Counts
from pointeuse.collector.valuation.counts.reading import merged, read
from pointeuse.collector.valuation.formulas.labour_time import hourly_wage
from pointeuse.collector.valuation.formulas.without_figure import WithoutFigure, without_figure
from pointeuse.collector.valuation.models import METHODS, MODELS, SAME, Function
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.money import rate_of
from pointeuse.collector.valuation.parameters.parameter import BOUNDS, Parameters
from pointeuse.collector.valuation.parameters.tables import PlatformFacts


@dataclass(frozen=True)
class Triple:
    """A model with every parameter at its low, its value and its high (V3)."""

    low: float
    central: float
    high: float


@dataclass(frozen=True)
class Revenue:
    """F1. All four are None together (V7)."""

    gross: float | None
    low: float | None
    central: float | None
    high: float | None


@dataclass(frozen=True)
class Estimate:
    """Amounts of `currency` for `days` observed, unrounded; None is "not computable".

    `methods` holds a Triple or None for "piece_price", "captured" and "time_at_wage"; the numbers of those
    names are the headline ones: the piece price at low prices, the others at the value of every parameter.
    `panels` holds the same for each model by itself, F1_gross to F8; they answer other questions and are
    never added to anything. `wage` is money per hour, None when the country has no statutory wage and none
    was typed (`wage_needed`). `parameters` names the figures that were read, `version` the content of the
    table they are from.
    """

    piece_price: float
    captured: float | None
    time_at_wage: float | None
    F1: Revenue
    F2a: float | None
    F2b: float | None
    F3: Triple
    F4: Triple
    F6: float | None
    F7: float | None
    F8: float | None
    methods: Mapping[str, Triple | None]
    panels: Mapping[str, Triple | None]
    wage: float | None
    wage_needed: bool
    without_figure: tuple[WithoutFigure, ...]
    country: str
    currency: str
    days: float
    parameters: tuple[str, ...]
    version: str

    @property
    def disagree(self) -> bool:
        """Whether the market pays more for the acts than follows from data and work: methods, not bounds."""
        return self.captured is not None and self.piece_price > self.captured


def estimate(
    counts: Counts, parameters: Parameters | None = None, facts: Mapping[str, PlatformFacts] | None = None
) -> Estimate:
    """Return every result for one person and one period.

    `facts` replaces the shipped table of platforms. Raises Malformed when `counts.fx` lacks a currency that
    a figure or the answer needs.
    """
    figures = load_parameters() if parameters is None else parameters
    rate_of(counts.currency, counts.fx)
    reading = read(counts, facts)
    used: set[str] = set()
    low, value, high = (Figures(figures, bound, counts.currency, counts.fx, used=used) for bound in BOUNDS)

    few = merged(reading)

    def triple(model: Function) -> Triple | None:
        amounts = [amount for at in (low, value, high) if (amount := model(few, at)) is not None]
        return Triple(*amounts) if len(amounts) == len(BOUNDS) else None

    found = {model.id: triple(model.function) for model in MODELS if model.id not in SAME}
    found |= {name: found[other] for name, other in SAME.items()}
    methods = {name: found[name] for name in METHODS}
    panels = {name: amounts for name, amounts in found.items() if name not in METHODS}
    wage, revenue = hourly_wage(reading, value), panels["F1"]
    return Estimate(
        piece_price=_always(methods["piece_price"]).low,
        captured=_middle(methods["captured"]),
        time_at_wage=_middle(methods["time_at_wage"]),
        F1=Revenue(
            _middle(panels["F1_gross"]),
            *((revenue.low, revenue.central, revenue.high) if revenue else (None, None, None)),
        ),
        F2a=_middle(panels["F2a"]),
        F2b=_middle(panels["F2b"]),
        F3=_always(panels["F3"]),
        F4=_always(panels["F4"]),
        F6=_middle(panels["F6"]),
        F7=_middle(panels["F7"]),
        F8=_middle(panels["F8"]),
        methods=methods,
        panels=panels,
        wage=wage,
        wage_needed=wage is None,
        without_figure=tuple(without_figure(reading, value, wage)),
        country=counts.country,
        currency=counts.currency,
        days=counts.days,
        parameters=tuple(sorted(used)),
        version=figures.version,
    )


def _always(triple: Triple | None) -> Triple:
    """Return the amounts of a model that always gives a number (V19)."""
    assert triple is not None
    return triple


def _middle(triple: Triple | None) -> float | None:
    return None if triple is None else triple.central
