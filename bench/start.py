"""Starting: CPU until the first answer, beside an aiohttp server that does nothing."""

import tempfile
from pathlib import Path

from .serving import bare, collector

STARTS = 5  # a round: one start takes a third more or less than the next, the least of five is steady


def starts_of(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Return the ratios of goal 13, the least of each round by the other server's least.

    The very first start makes the database, and is not counted.
    """
    with tempfile.TemporaryDirectory(dir=folder) as here:
        data = Path(here) / "data"
        _least_of(1, data)
        pairs = [_least_of(STARTS, data) for _ in range(rounds)]
    return {"start-cpu": [ours / base for base, ours in pairs]}


def _least_of(starts: int, data: Path) -> tuple[float, float]:
    """Return the least CPU of so many starts, of the bare server and of the collector by turns."""
    bases, costs = [], []
    for _ in range(starts):
        with bare() as nothing:
            bases.append(nothing.cpu())
        with collector(data) as server:
            costs.append(server.cpu())
    return min(bases), min(costs)
