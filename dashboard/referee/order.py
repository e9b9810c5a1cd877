"""What would change the order of the three methods: sentences and tables out of the numbers.

ordered      the three methods from the least to the most
order_words  everything the page says of their order
"""

from collections.abc import Sequence
from itertools import pairwise

from pointeuse.collector.valuation.models import METHODS
from pointeuse.collector.valuation.reversals import FARTHEST, HOURS, WAGE, BreakEven, break_evens
from pointeuse.dashboard.referee.markdown import WRITTEN, code, listed, table, times
from pointeuse.dashboard.referee.moved import title
from pointeuse.dashboard.referee.year import Case

NAMES = {WAGE: "the wage, an hour", HOURS: "the hours on all platforms"}
HEAD = ("assumption", "value", "range", "equal at", "against the value", "inside its range")


def ordered(case: Case) -> list[tuple[str, float]]:
    """Return the methods that give an amount, with it, every figure at its value; the least first."""
    amounts = ((model, case.amount(model)) for model in METHODS)
    found = [(model, amount) for model, amount in amounts if amount is not None]
    return sorted(found, key=lambda pair: pair[1])


def order_words(case: Case) -> str:
    """Return the order itself, then for each pair of neighbours what would reverse it."""
    parts = [_order(case), *(_pair(case, one, other) for one, other in pairwise(ordered(case)))]
    return "\n".join(parts)


def _order(case: Case) -> str:
    found, currency = ordered(case), case.counts.currency
    chain = " < ".join(f"*{title(model)}* {WRITTEN.estimate(amount, currency)}" for model, amount in found)
    shown = sorted(((model, getattr(case.found, model)) for model, _ in found), key=lambda pair: pair[1])
    headline = WRITTEN.estimate(case.found.piece_price, currency)
    same = [model for model, _ in shown] == [model for model, _ in found]
    told = "the same" if same else f"another one, {' < '.join(f'*{title(model)}*' for model, _ in shown)}"
    return (
        f"With every figure at its value: {chain}.\n\n"
        f"The pages show the piece price at low prices, {headline}: then the order is {told}.\n"
    )


def _pair(case: Case, one: tuple[str, float], other: tuple[str, float]) -> str:
    (less, least), (more, most) = one, other
    found = break_evens(case.functions[less], case.functions[more], case.ground)
    near, far = _split(found)
    heading = f"### {title(less).capitalize()} against {title(more)}"
    apart = f"Between them lies a factor of {WRITTEN.rate(most / least)}."
    currency = case.counts.currency
    return (
        f"{heading}\n\n{apart} {_reversed(found)} {_nearest(near, currency)}\n\n"
        f"{table(HEAD, [_cells(each, currency) for each in near])}\n{_never(far)}"
    )


def _never(far: Sequence[BreakEven]) -> str:
    if not far:
        return ""
    names = ", ".join(_name(each) for each in far)
    return f"No value within a factor of {FARTHEST:,.0f} makes them equal of: {names}.\n"


def _split(found: Sequence[BreakEven]) -> tuple[list[BreakEven], list[BreakEven]]:
    return [each for each in found if each.at is not None], [each for each in found if each.at is None]


def _reversed(found: Sequence[BreakEven]) -> str:
    inside = [code(each.lever.id) for each in found if each.within]
    if not inside:
        return "**No single figure reverses them inside its range.**"
    return f"**Inside its range, each of these reverses them by itself: {listed(inside)}.**"


def _nearest(near: Sequence[BreakEven], currency: str) -> str:
    """Name what comes nearest to a reversal, by factor."""
    if not near:
        return ""
    lever, at = near[0].lever, near[0].at or 0.0
    where = _figure(near[0], at, currency)
    return f"Nearest to it: {_name(near[0])}, equal at {where} ({times(at / lever.value)})."


def _cells(found: BreakEven, currency: str) -> tuple[str, ...]:
    lever, at = found.lever, found.at or 0.0
    wide = lever.low != lever.high
    span = f"{WRITTEN.figure(lever.low)} – {WRITTEN.figure(lever.high)}" if wide else "none"
    return (
        _name(found),
        _figure(found, lever.value, currency),
        f"{span} (supposed)" if wide and lever.supposed else span,
        _figure(found, at, currency),
        times(at / lever.value),
        ("yes" if found.within else "no") if wide else "",
    )


def _name(found: BreakEven) -> str:
    return NAMES.get(found.lever.id) or code(found.lever.id)


def _figure(found: BreakEven, figure: float, currency: str) -> str:
    """Write a value of the lever; where two models meet is an estimate of two digits."""
    known = figure == found.lever.value
    if found.lever.id == HOURS:
        return "as they are" if known else f"{WRITTEN.rate(figure)} times as many"
    if found.lever.id == WAGE:
        return WRITTEN.price(figure, currency) if known else WRITTEN.estimate(figure, currency)
    return WRITTEN.figure(figure) if known else WRITTEN.rate(figure)
