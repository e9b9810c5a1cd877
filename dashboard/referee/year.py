"""The year that the page is about: that of the person whom `pointeuse demo` shows when nothing else is asked.

PERSON      who it is
SEED, LAST  which of their years, and its last day
case_of     the year with the figures and formulas of an edition
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.teach.acts import acts_of
from pointeuse.collector.teach.personas import persona_named
from pointeuse.collector.valuation import Counts, Estimate, counts_from_totals, estimate
from pointeuse.collector.valuation.model import Function
from pointeuse.collector.valuation.models import functions_of
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, assumed
from pointeuse.collector.valuation.parameters.parameter import Parameters
from pointeuse.collector.valuation.swings import Ground, ground_of

PERSON = persona_named("teenager")
SEED = 1
DAYS = 365
LAST = datetime.date(2025, 12, 31)
OFFSET_MIN = 60


@dataclass(frozen=True)
class Case:
    """One year under one edition: the counts, the figures, the models by id, and what they give."""

    counts: Counts
    table: Parameters
    functions: Mapping[str, Function]
    ground: Ground
    found: Estimate

    def amount(self, model: str) -> float | None:
        """Return what a model gives with every figure at its value."""
        return self.ground.amount(self.functions[model])


@cache
def case_of(edition: str) -> Case:
    """Return the year as an edition values it, figures that are marked UNSURE left out as on every page."""
    assumptions = Assumptions(edition=edition)
    counts = counts_from_totals(
        sums_of(DAYS), PERSON.country, PERSON.currency, assumptions.fx(), wage=None, days=DAYS
    )
    return case_with(counts, assumed(assumptions))


def case_with(counts: Counts, table: Parameters) -> Case:
    """Return the same for any counts."""
    functions = functions_of(table.edition)
    return Case(counts, table, functions, ground_of(counts, table), estimate(counts, table))


@cache
def sums_of(days: int, offset_min: int = OFFSET_MIN) -> tuple[Total, ...]:
    """Return the sums of the last `days` of the year, as the store keeps them."""
    n: Counter[tuple[str, str]] = Counter()
    ms: Counter[tuple[str, str]] = Counter()
    rows: Counter[tuple[str, str]] = Counter()
    for act in acts_of(PERSON, days, SEED, LAST, offset_min):
        pair = act.platform, act.kind
        n[pair] += act.n
        ms[pair] += act.ms
        rows[pair] += 1
    return tuple(Total(*pair, n[pair], ms[pair], rows[pair]) for pair in sorted(rows))
