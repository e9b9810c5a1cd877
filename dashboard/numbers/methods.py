"""What sums are worth, as columns: the three methods with their ranges, and the share that has no figure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pointeuse.collector.catalogue import AD, ATTENTION, NO_ACTS, TASK_TIME, UNASKED
from pointeuse.collector.store.sums.rollups import Total

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Estimate

METHODS = ("piece_price", "captured", "time_at_wage")
MS_AN_HOUR = 3_600_000


def by_method(found: "Estimate", rows: Sequence[Total]) -> dict:
    """Return `methods` as columns and the shares that no method values, for the estimate of these sums.

    None is "not computable", never zero. `amount` is the figure that a method is quoted by: the piece price
    at low prices, the others at their centre. `without_figure` is a share of the acts, `without_time` of the
    time.
    """
    triples = [found.methods[name] for name in METHODS]
    return {
        "methods": {
            "method": list(METHODS),
            "amount": [getattr(found, name) for name in METHODS],
            **{part: [_part(triple, part) for triple in triples] for part in ("low", "central", "high")},
        },
        "without_figure": _acts_without(found, rows),
        "without_time": _time_without(found, rows),
    }


def acts_and_time(rows: Sequence[Total]) -> dict[str, int]:
    """Return the acts, net of undone ones, what passed unasked, the advertisements seen, and the
    milliseconds of attention and of paid tasks, each apart."""
    return {
        "acts": sum(row.n for row in rows if row.kind not in NO_ACTS),
        "unasked": sum(row.n for row in rows if row.kind == UNASKED),
        "ads": sum(row.n for row in rows if row.kind == AD),
        "ms": sum(row.ms for row in rows if row.kind == ATTENTION),
        "task_ms": sum(row.ms for row in rows if row.kind == TASK_TIME),
    }


def _part(triple: object, part: str) -> float | None:
    return None if triple is None else getattr(triple, part)


def _acts_without(found: "Estimate", rows: Sequence[Total]) -> float:
    acts = sum(max(row.n, 0) for row in rows if row.kind not in NO_ACTS)
    return _share(sum(row.n for row in found.without_figure), acts)


def _time_without(found: "Estimate", rows: Sequence[Total]) -> float:
    hours = sum(row.ms for row in rows if row.kind == ATTENTION) / MS_AN_HOUR
    return _share(sum(row.hours for row in found.without_figure), hours)


def _share(without: float, all_: float) -> float:
    return min(1.0, without / all_) if all_ else 0.0
