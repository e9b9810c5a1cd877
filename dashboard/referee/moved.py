"""The figures moved one at a time: which the three methods rest on, and how every other model moves.

PICTURED  the models with a picture of their own
swings_in     the swings of one model in a case
swings_table  the same as a table
others_table  all models without a picture
deciding      the sentences on the figures that decide
"""

from collections.abc import Iterable, Iterator, Sequence

from pointeuse.collector.valuation import MODELS, Model
from pointeuse.collector.valuation.models import METHODS, SAME
from pointeuse.collector.valuation.swings import Swing, swings
from pointeuse.collector.valuation.uncertainty import LAW
from pointeuse.dashboard.referee.markdown import WRITTEN, about, code, listed, table, times
from pointeuse.dashboard.referee.year import Case, case_with

PICTURED = (*METHODS, "F1_gross", "F1")
DECIDE = 3
HEAD = ("figure", "low", "value", "high", "at low", "at high", "swing", "factor", "range")


def swings_in(case: Case, model: str) -> tuple[Swing, ...]:
    """Return the swings of a model, the widest first."""
    return swings(case.functions[model], case.ground)


def swings_table(case: Case, model: str) -> str:
    """Return a row for each figure that the model read."""
    return table(HEAD, [_cells(swing, case.counts.currency) for swing in swings_in(case, model)])


def others_table(case: Case) -> str:
    """Return the swings of every model without a picture.

    A method under its other name is left out. What cannot be computed for the year is moved on the model's
    own worked example.
    """
    rest = [model for model in MODELS if model.id not in (*PICTURED, *SAME.values())]
    return table(("model", "amount", *HEAD), [row for model in rest for row in _other(model, case)])


def _other(model: Model, case: Case) -> Iterator[tuple[str, ...]]:
    name, asked = f"{model.id}: {model.title['en']}", case
    if not swings_in(case, model.id):
        name, asked = f"{name} (its worked example)", case_with(model.example.counts, case.table)
    currency = asked.counts.currency
    amount = WRITTEN.estimate(asked.amount(model.id), currency)
    found = swings_in(asked, model.id)
    for place, swing in enumerate(found):
        yield ("" if place else name, "" if place else amount, *_cells(swing, currency))
    if not found:
        yield (name, amount, *[""] * len(HEAD))


def _cells(swing: Swing, currency: str) -> tuple[str, ...]:
    row = swing.row
    ends = [_end(end, swing) for end in sorted((swing.low, swing.high))]
    amounts = [WRITTEN.estimate(amount, currency) for amount in (swing.at_low, swing.at_high, swing.money)]
    figures = (ends[0], WRITTEN.figure(row.value), ends[1])
    return (code(row.id), *figures, *amounts, times(swing.factor), _kind(swing))


def _end(end: float, swing: Swing) -> str:
    """A figure as its source gives it; one that is supposed to three digits."""
    return WRITTEN.figure(float(f"{end:.3g}") if swing.supposed else end)


def _kind(swing: Swing) -> str:
    """Say where the ends come from."""
    row = swing.row
    if not swing.supposed:
        return "of its source" if swing.low != swing.high else "none"
    if row.id.startswith(LAW):
        return "exact: a law"
    return "not moved: a choice" if row.confidence == "CONVENTION" else f"supposed: {row.confidence}"


def deciding(case: Case) -> str:
    """Return which figures move one of the three methods most, in money and as a factor."""
    found = [(model, swing) for model in METHODS for swing in swings_in(case, model)]
    in_money = _most(found, [swing.money for _, swing in found])
    as_factor = _most(found, [swing.factor or 0.0 for _, swing in found])
    currency = case.counts.currency
    both = sorted({swing.row.id for _, swing in in_money} & {swing.row.id for _, swing in as_factor})
    sentences = [
        f"**In money** {_told(in_money, lambda swing: 'by ' + WRITTEN.estimate(swing.money, currency))}.",
        f"**As a factor** {_told(as_factor, lambda swing: 'by a factor of ' + WRITTEN.rate(swing.factor))}.",
        f"In both lists: {listed([code(name) for name in both])}." if both else "No figure is in both.",
    ]
    return "\n\n".join([*sentences, _methods(case)])


def _most(found: Sequence[tuple[str, Swing]], sizes: Sequence[float]) -> list[tuple[str, Swing]]:
    """Return the pairs with the largest size, each figure once and on the method that it moves most."""
    ordered = sorted(zip(sizes, found, strict=True), key=lambda pair: -pair[0])
    first: dict[str, tuple[str, Swing]] = {}
    for _, (model, swing) in ordered:
        first.setdefault(swing.row.id, (model, swing))
    return list(first.values())[:DECIDE]


def _told(found: Iterable[tuple[str, Swing]], size) -> str:
    told = [f"{about(swing.row)}, which moves *{title(model)}* {size(swing)}" for model, swing in found]
    return f"these decide: {'; '.join(told)}"


def _methods(case: Case) -> str:
    lines = []
    for model in METHODS:
        widest = swings_in(case, model)[0]
        lines.append(
            f"- *{title(model)}* rests most on {code(widest.row.id)}: from"
            f" {WRITTEN.estimate(widest.at_low, case.counts.currency)} to"
            f" {WRITTEN.estimate(widest.at_high, case.counts.currency)} by this figure alone."
        )
    return "\n".join(lines)


def title(model: str) -> str:
    """Return the name of a method in a sentence, the id of another model."""
    names = {known.id: known.title["en"].lower() for known in MODELS}
    return names[model] if model in METHODS else model
