"""Rows of bars over time, stacked by series, as the page makes them. No chart by itself."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pointeuse.collector.sums.period import DAY_MS, date_of, day_number, weekday

OWN_COLOUR = 7
"""At most so many series have a colour of their own; the rest share the next one."""

HALF = {"day": 0.44, "week": 3.1, "month": 13}
"""How far a bar reaches to both sides of its middle, in days."""

MIDDLE = {
    "day": lambda day: day,
    "week": lambda day: day - weekday(day) + 3,
    "month": lambda day: day_number(date_of(day).replace(day=1)),
}


def ranks_of(codes: Sequence[int], amounts: Sequence[float]) -> dict[int, float]:
    """Return the sum of each series by its code, the largest first."""
    sums: Counter[int] = Counter()
    for code, amount in zip(codes, amounts, strict=True):
        sums[code] += amount
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def slot_of(rank: int) -> int:
    """Return the place in the colours of the series with this rank."""
    return min(rank, OWN_COLOUR)


def stacked_rows(
    buckets: dict[str, list[int]],
    step: str,
    pieces: tuple[Sequence[int], Sequence[int], Sequence[float]],
    order: Sequence[int],
    amount: str,
) -> list[dict[str, Any]]:
    """Return a row for each bucket and colour with anything: `start` and `end` in UTC ms, `slot`, the amount.

    `pieces` are columns of bucket, code and amount; `order` holds the codes, the first in the first colour.
    """
    slots = {code: slot_of(rank) for rank, code in enumerate(order)}
    merged: Counter[tuple[int, int]] = Counter()
    for index, code, much in zip(*pieces, strict=True):
        merged[index, slots[code]] += much
    return [
        {**place_of(buckets["start"][index], step), "slot": slot, amount: much}
        for (index, slot), much in sorted(merged.items())
    ]


def place_of(day: int, step: str) -> dict[str, float]:
    """Return where a bar stands: on its day, in the middle of its week, on the first of its month."""
    middle, half = MIDDLE[step](day) * DAY_MS, HALF[step] * DAY_MS
    return {"start": middle - half, "end": middle + half}
