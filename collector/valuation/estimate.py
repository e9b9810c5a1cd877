"""All models on one person's counts.

    Triple    a low, a central and a high amount
    Revenue   F1: gross, its other readings, and the share of it that data makes, low to high
    Estimate  every result, in the currency of the counts, for the period observed
    estimate  counts and parameters in, estimate out

None means "not computable" everywhere and is never replaced by 0 (V1).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pointeuse.collector.valuation.counts.counts import Counts
from pointeuse.collector.valuation.counts.reading import Reading, merged, read
from pointeuse.collector.valuation.formulas.labour_time import hourly_wage
from pointeuse.collector.valuation.formulas.policy import posted_price
from pointeuse.collector.valuation.formulas.welfare import services
from pointeuse.collector.valuation.formulas.without_figure import WithoutFigure, weak_time, without_figure
from pointeuse.collector.valuation.model import Function
from pointeuse.collector.valuation.models import METHODS, PIECES, SAME, functions_of
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, assumed
from pointeuse.collector.valuation.parameters.countries import check_country
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.money import rate_of
from pointeuse.collector.valuation.parameters.parameter import BOUNDS, Parameters
from pointeuse.collector.valuation.parameters.platforms import PlatformFacts

MINOR = "minor"
"""Why a model has no answer: the law protects people under age."""


@dataclass(frozen=True)
class Triple:
    """A model with every parameter at its low, its value and its high (V3)."""

    low: float
    central: float
    high: float


@dataclass(frozen=True)
class Revenue:
    """F1: `low`, `central` and `high` are None together (V7). `search` is part of `gross`, and apart from F1.

    `net` is after costs, `offsite` a check on Meta's platforms, `friends` a bound for what posts carry.
    """

    gross: float | None
    search: float | None
    net: float | None
    offsite: float | None
    friends: float | None
    low: float | None
    central: float | None
    high: float | None


@dataclass(frozen=True)
class Estimate:
    """Amounts of `currency` for `days` observed, unrounded; None is "not computable".

    `methods` holds a Triple or None for "piece_price", "captured" and "time_at_wage"; the numbers of those
    names are the headline ones: the piece price at low prices, the others at the value of every parameter.
    `pieces` holds what `captured` is the sum of: "revenue", "tasks" and "text". `panels` holds a Triple or
    None for each model by itself, F1_gross to preference_wage; they answer other questions and are never
    added to anything. `services` are the amounts of F6 by category, without a sum. `wage` is money per hour,
    None when the country has no statutory wage and none was typed (`wage_needed`); `wage_age` is the age that
    it is the legal wage for, None for that of adults and for one that was typed. `why_not` says of a model
    that cannot be worked out why, where it is the law: "minor". `weak_time` names the platforms whose time
    only a figure marked UNSURE could price, so that `captured` leaves it out. `parameters` names the figures
    that were read, `version` the content of the tables they are from.
    """

    piece_price: float
    captured: float | None
    time_at_wage: float | None
    F1: Revenue
    F2a: float | None
    F2b: float | None
    F3: Triple
    F4: Triple
    F5: float | None
    F6: float | None
    F7: float | None
    F8: float | None
    methods: Mapping[str, Triple | None]
    pieces: Mapping[str, Triple | None]
    panels: Mapping[str, Triple | None]
    services: Mapping[str, float]
    wage: float | None
    wage_needed: bool
    wage_age: int | None
    why_not: Mapping[str, str]
    without_figure: tuple[WithoutFigure, ...]
    weak_time: tuple[str, ...]
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
    """Return every result for one person and one period, by the formulas of the parameters' edition.

    Without `parameters` they are what ships, and a figure that is marked UNSURE is not read: pass
    `load_parameters()` to read those too. `facts` replaces the shipped table of platforms. Raises Malformed
    for a country that does not exist, and when `counts.fx` lacks a currency that the answer needs.
    """
    check_country(counts.country)
    figures = assumed(Assumptions()) if parameters is None else parameters
    rate_of(counts.currency, counts.fx)
    reading = read(counts, figures.edition, facts)
    used: set[str] = set()
    low, value, high = (Figures(figures, bound, counts.currency, counts.fx, used=used) for bound in BOUNDS)

    few = merged(reading)

    def triple(model: Function) -> Triple | None:
        amounts = [amount for at in (low, value, high) if (amount := model(few, at)) is not None]
        return Triple(*amounts) if len(amounts) == len(BOUNDS) else None

    functions = functions_of(figures.edition)
    found = {name: triple(function) for name, function in functions.items() if name not in SAME}
    found |= {name: found[other] for name, other in SAME.items()}
    methods = {name: found[name] for name in METHODS}
    panels = {name: amounts for name, amounts in found.items() if name not in METHODS}
    wage = hourly_wage(reading, value)
    return Estimate(
        piece_price=_always(methods["piece_price"]).low,
        captured=_middle(methods["captured"]),
        time_at_wage=_middle(methods["time_at_wage"]),
        F1=_revenue(panels),
        F2a=_middle(panels["F2a"]),
        F2b=_middle(panels["F2b"]),
        F3=_always(panels["F3"]),
        F4=_always(panels["F4"]),
        F5=_middle(panels["F5"]),
        F6=_middle(panels["F6"]),
        F7=_middle(panels["F7"]),
        F8=_middle(panels["F8"]),
        methods=methods,
        pieces={piece: panels[model] for piece, model in PIECES.items()},
        panels=panels,
        services=services(reading, value),
        wage=wage,
        wage_needed=wage is None,
        wage_age=reading.legal_wage.age if reading.legal_wage else None,
        why_not=_why_not(reading, value, panels),
        without_figure=tuple(without_figure(reading, value, wage)),
        weak_time=tuple(sorted(weak_time(reading, value))),
        country=counts.country,
        currency=counts.currency,
        days=counts.days,
        parameters=tuple(sorted(used)),
        version=figures.version,
    )


def _revenue(panels: Mapping[str, Triple | None]) -> Revenue:
    share = panels["F1"]
    beside = (_middle(panels.get(f"F1_{name}")) for name in ("gross", "search", "net", "offsite", "friends"))
    return Revenue(*beside, *((share.low, share.central, share.high) if share else (None, None, None)))


def _why_not(reading: Reading, figures: Figures, panels: Mapping[str, Triple | None]) -> dict[str, str]:
    """Return which models have no answer because of an age; an edition may answer all the same."""
    sold = reading.minor and posted_price(reading, figures) is not None
    barred = {"F1": not reading.profiled, "F8": sold}
    return {model: MINOR for model, is_barred in barred.items() if is_barred and panels[model] is None}


def _always(triple: Triple | None) -> Triple:
    """Return the amounts of a model that always gives a number (V19)."""
    assert triple is not None
    return triple


def _middle(triple: Triple | None) -> float | None:
    return None if triple is None else triple.central
