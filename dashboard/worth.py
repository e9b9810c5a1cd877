"""What sums are worth, as columns: the three methods with their ranges, and the share that has no figure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collector.catalogue import ATTENTION, TASK_TIME, TIME_KINDS
from collector.store.preferences import Preferences
from collector.store.rollups import Total

if TYPE_CHECKING:
    from collector.valuation import Estimate

METHODS = ("floor", "central", "ceiling")


def worth(rows: Sequence[Total], chosen: Preferences, days: int) -> dict:
    """Return `methods` as columns, `wage_needed` and `without_figure`; None is "not computable", never zero.

    `amount` is the figure that a method is quoted by: the floor at low prices, the others at their centre.
    `without_figure` is the share of the acts that no method values, between 0 and 1.
    """
    found = estimate_of(rows, chosen, days)
    triples = [found.methods[name] for name in METHODS]
    return {
        "methods": {
            "method": list(METHODS),
            "amount": [getattr(found, name) for name in METHODS],
            **{part: [_part(triple, part) for triple in triples] for part in ("low", "central", "high")},
        },
        "wage_needed": found.wage_needed,
        "without_figure": _share(sum(row.n for row in found.without_figure), rows),
    }


def estimate_of(rows: Sequence[Total], chosen: Preferences, days: int) -> "Estimate":
    """Return the estimate for the sums of a period of `days`."""
    from collector.valuation import counts_from_totals, default_fx, estimate

    fx = default_fx()
    return estimate(counts_from_totals(rows, chosen.country, chosen.currency, fx, chosen.wage_per_hour, days))


def acts_and_time(rows: Sequence[Total]) -> dict[str, int]:
    """Return the acts, net of undone ones, and the milliseconds of attention and of paid tasks, apart."""
    return {
        "acts": sum(row.n for row in rows if row.kind not in TIME_KINDS),
        "ms": sum(row.ms for row in rows if row.kind == ATTENTION),
        "task_ms": sum(row.ms for row in rows if row.kind == TASK_TIME),
    }


def _part(triple: object, part: str) -> float | None:
    return None if triple is None else getattr(triple, part)


def _share(without: float, rows: Sequence[Total]) -> float:
    acts = sum(max(row.n, 0) for row in rows if row.kind not in TIME_KINDS)
    return min(1.0, without / acts) if acts else 0.0
