"""What the figures and formulas that ship were before, and why they changed."""

from functools import cache


@cache
def changed(edition: str) -> dict | None:
    """Return what was before, for the edition that ships; None for one that was replaced itself.

    `until` is the day on which it was replaced (YYYY-MM-DD), `old` the version of its figures. `reasons` come
    the heaviest first. `figures` and `formulas` hold by id what each was, None for what is new.
    """
    from pointeuse.collector.valuation.changes import BEFORE, differing, lines, title_of
    from pointeuse.collector.valuation.parameters.editions import CURRENT, end_of
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    if edition != CURRENT:
        return None
    return {
        "until": end_of(BEFORE),
        "old": load_parameters(BEFORE).version,
        "reasons": [
            {"ids": list(line.ids), "why": dict(line.why), "titles": dict(title_of(line.ids[0]))}
            for line in lines()
        ],
        "figures": _figures(BEFORE, CURRENT, differing()),
        "formulas": _formulas(BEFORE, CURRENT, differing()),
    }


def _figures(before: str, now: str, changed: set[str]) -> dict[str, dict | None]:
    from pointeuse.collector.valuation.parameters.loading import load_parameters

    was = load_parameters(before)
    return {name: _figure(was.get(name)) for name in {**load_parameters(now), **was} if name in changed}


def _figure(row) -> dict | None:
    return row and {"was": [row.low, row.value, row.high], "confidence": row.confidence}


def _formulas(before: str, now: str, changed: set[str]) -> dict[str, dict | None]:
    from pointeuse.collector.valuation.models import models_of

    was = {model.id: dict(model.formula) for model in models_of(before)}
    names = [*(model.id for model in models_of(now)), *was]
    return {name: was.get(name) for name in names if name in changed}
