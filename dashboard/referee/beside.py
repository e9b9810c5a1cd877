"""What stands beside the methods: how far apart they are, what the previous edition gave, other choices.

compared      the doubt between the methods beside that within each
before        the same year under the previous edition
alphas, wages, hours   the choices that a referee would make otherwise
"""

from collections.abc import Mapping
from dataclasses import replace
from math import log

from pointeuse.collector.valuation import Triple
from pointeuse.collector.valuation.models import METHODS, models_of
from pointeuse.collector.valuation.parameters.editions import EDITIONS
from pointeuse.collector.valuation.uncertainty import bands
from pointeuse.dashboard.referee.markdown import WRITTEN, code, listed, table, times
from pointeuse.dashboard.referee.moved import swings_in, title
from pointeuse.dashboard.referee.order import ordered
from pointeuse.dashboard.referee.year import Case

PREVIOUS = list(EDITIONS)[-2]


def compared(case: Case) -> str:
    """Return the table of both doubts, and what follows from it."""
    currency, drawn = case.counts.currency, bands(case.counts, case.table)
    rows = []
    for model in METHODS:
        triple, band = case.found.methods[model], drawn[model]
        low_to_high = WRITTEN.range(triple and triple.low, triple and triple.high, currency)
        in_band = WRITTEN.range(band and band.low, band and band.high, currency)
        rows.append((f"*{title(model)}*", low_to_high, _apart(triple), in_band, _apart(band)))
    head = ("method", "all figures low to high", "factor", "90% of the draws", "factor")
    return f"{table(head, rows)}\n{_verdict(case, drawn)}"


def _apart(triple: Triple | None) -> str:
    return times(_factor(triple))


def _factor(triple: Triple | None) -> float | None:
    return triple.high / triple.low if triple and triple.low else None


def _verdict(case: Case, drawn: dict[str, Triple | None]) -> str:
    amounts = [amount for _, amount in ordered(case)]
    between = amounts[-1] / amounts[0]
    widest = max(METHODS, key=lambda model: _factor(drawn[model]) or 0.0)
    within = _factor(drawn[widest]) or 0.0
    larger = "The choice of the method matters more than all figures together"
    smaller = "The figures of one method matter as much as the choice of the method"
    return (
        f"Between the methods, every figure at its value, lies a factor of {WRITTEN.rate(between)};"
        f" within a method, in 90% of the draws, at most one of {WRITTEN.rate(within)} (*{title(widest)}*)."
        f" {larger if between > within else smaller}. {_held(case, widest)}"
    )


def _held(case: Case, model: str) -> str:
    """Say how much of a method's doubt is that of one figure: the factor once this one is taken as exact."""
    name = swings_in(case, model)[0].row.id
    row = case.table[name]
    known = {**case.table, name: replace(row, low=row.value, high=row.value)}
    left = _factor(bands(case.counts, replace(case.table, rows=known))[model])
    return (
        f"Were {code(name)} known for certain, the factor within *{title(model)}* would be"
        f" {WRITTEN.rate(left)}."
    )


def before(case: Case, earlier: Case) -> str:
    """Return what each model of the previous edition gave for the same year, and what it gives now."""
    order = [*METHODS, *(model.id for model in models_of(earlier.table.edition) if model.id not in METHODS)]
    pairs = {model: (_given(earlier, model), _given(case, model)) for model in order}
    rows = [
        (f"*{title(model)}*", *both(then, case), *both(now, case), _changed_by(then, now))
        for model, (then, now) in pairs.items()
    ]
    head = ("model", f"{PREVIOUS}", "its range", f"{case.table.edition}", "its range", "now against then")
    return f"{table(head, rows)}\n{_most_changed(pairs)}\n"


def _most_changed(pairs: Mapping[str, tuple[Triple | None, Triple | None]]) -> str:
    """Name the model whose amount changed most, and those that one edition alone can compute."""
    factors = {model: factor for model, pair in pairs.items() if (factor := _change(*pair))}
    most = max(factors, key=lambda model: abs(log(factors[model])))
    gone = [f"*{title(model)}*" for model, (then, now) in pairs.items() if then and not now]
    told = f"Of those that both give, *{title(most)}* changed most: {times(factors[most])}."
    return f"{told} No longer computable for this year: {listed(gone)}." if gone else told


def _change(then: Triple | None, now: Triple | None) -> float | None:
    return now.central / then.central if then and now and then.central and now.central else None


def _changed_by(then: Triple | None, now: Triple | None) -> str:
    factor = _change(then, now)
    return times(factor) if factor else ""


def _given(case: Case, model: str) -> Triple | None:
    return {**case.found.panels, **case.found.methods}.get(model)


def both(triple: Triple | None, case: Case) -> tuple[str, str]:
    """Return an amount and its range as two cells of a table."""
    currency = case.counts.currency
    if triple is None:
        return WRITTEN.estimate(None, currency), ""
    return WRITTEN.estimate(triple.central, currency), WRITTEN.range(triple.low, triple.high, currency)
