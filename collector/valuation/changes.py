"""What changed between the edition before and the one that ships, and why.

    BEFORE     the edition before
    title_of   what is changed, in words
    differing  the ids of figures and formulas that are not the same in both
    reasons    why each changed, by id, the heaviest first

The reasons are the lines of data/changes.csv; what was before and what is now, the two editions say.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pointeuse.collector.valuation.models import models_of
from pointeuse.collector.valuation.parameters.editions import CURRENT, EDITIONS
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.money import exchange_rates
from pointeuse.collector.valuation.parameters.parameter import DATA

BEFORE = list(EDITIONS)[-2]
RATES = "FX"
"""The id of the exchange rates, which are no parameters."""


@dataclass(frozen=True)
class Reason:
    """Why all of `ids` changed, in one sentence by language."""

    ids: tuple[str, ...]
    why: Mapping[str, str]


@cache
def lines() -> tuple[Reason, ...]:
    """Return every reason, the heaviest first."""
    rows = csv.DictReader((DATA / "changes.csv").read_text(encoding="utf-8").splitlines())
    return tuple(Reason(tuple(row["ids"].split()), {"en": row["en"], "fr": row["fr"]}) for row in rows)


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """Return why each figure or formula changed, by its id and the language."""
    return {name: line.why for line in lines() for name in line.ids}


def title_of(name: str) -> Mapping[str, str]:
    """Return what an id of `reasons` stands for, by language; figures have English words alone."""
    if name == RATES:
        return {"en": "Exchange rates", "fr": "Taux de change"}
    models = {model.id: model for edition in (BEFORE, CURRENT) for model in models_of(edition)}
    if name in models:
        return models[name].title
    row = load_parameters().get(name) or load_parameters(BEFORE)[name]
    place = ", ".join(word for word in (row.platform, row.region) if word not in ("", "any"))
    title = f"{row.quantity} ({place})" if place else row.quantity
    return {"en": title, "fr": title}


def differing() -> set[str]:
    """Return the ids of all that changed, is new or is gone: figures, formulas, and `RATES`."""
    rates = {RATES} if exchange_rates(BEFORE) != exchange_rates(CURRENT) else set()
    return _figures() | _formulas() | rates


def _figures() -> set[str]:
    before, now = load_parameters(BEFORE).rows, load_parameters().rows
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _formulas() -> set[str]:
    before, now = (
        {model.id: (model.function, model.formula) for model in models_of(edition)}
        for edition in (BEFORE, CURRENT)
    )
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
