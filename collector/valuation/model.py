"""A value model: what it asks, the function that answers, and the parameters that it may read.

Model      one of them, with its words in both languages and a worked example
described  the models of an edition: its functions with the words of its `models.json`
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pointeuse.collector.valuation.counts.counts import Count, Counts
from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.parameters.editions import folder_of
from pointeuse.collector.valuation.parameters.figures import Figures

Text = Mapping[str, str]
Function = Callable[[Reading, Figures], float | None]
Rows = tuple[tuple[str, Function, tuple[str, ...]], ...]
"""Id, function, and the parameters it may read: ids, or patterns with `*`."""


@dataclass(frozen=True)
class Example:
    """Small counts, and the amount that the model gives with its parameters at `bound`, to a cent."""

    counts: Counts
    bound: str
    expected: float


@dataclass(frozen=True)
class Model:
    """`function` gives an amount in the currency of the counts for their period, or None: not computable.

    Each text is by language, "en" and "fr".
    """

    id: str
    function: Function
    parameters: tuple[str, ...]
    title: Text
    question: Text
    formula: Text
    inputs: Text
    unit: Text
    leaves_out: Text
    example: Example


def described(edition: str, rows: Rows) -> tuple[Model, ...]:
    """Return the models of an edition in the order of `rows`."""
    return tuple(_model(edition, *row) for row in rows)


def _model(edition: str, id: str, function: Function, parameters: tuple[str, ...]) -> Model:
    texts = dict(_words(edition)["models"][id])
    example = texts.pop("example")
    counts = _counts(_words(edition)["people"][example["person"]])
    return Model(
        id, function, parameters, example=Example(counts, example["bound"], example["expected"]), **texts
    )


@cache
def _words(edition: str) -> dict[str, Any]:
    return json.loads((folder_of(edition) / "models.json").read_text(encoding="utf-8"))


def _counts(given: Mapping[str, Any]) -> Counts:
    return Counts(**{**given, "counts": tuple(Count(**count) for count in given["counts"])})
