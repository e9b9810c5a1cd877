"""What `captured` is the sum of."""

from typing import TYPE_CHECKING

from pointeuse.dashboard.numbers.ranges import columns

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Estimate


def pieces(found: "Estimate") -> dict[str, list]:
    """Return "revenue", "tasks" and "text" with their ranges; None is "not computable", never zero."""
    return {"piece": list(found.pieces), **columns(found.pieces.values())}
