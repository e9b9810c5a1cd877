"""Sets of whole numbers as inclusive ranges, ascending and apart: (1, 3), (5, 5) holds 1, 2, 3 and 5."""

from collections.abc import Iterable

Range = tuple[int, int]


def ranges_of(numbers: Iterable[int]) -> list[Range]:
    """Return the ranges that hold exactly `numbers`, whatever their order."""
    ordered = sorted(set(numbers))
    if ordered and ordered[-1] - ordered[0] == len(ordered) - 1:
        return [(ordered[0], ordered[-1])]
    return join([(number, number) for number in ordered])


def join(*sets: Iterable[Range]) -> list[Range]:
    """Return the union; ranges that touch become one."""
    joined: list[Range] = []
    for first, last in sorted(range_ for ranges in sets for range_ in ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def is_among(ranges: list[Range], number: int | None) -> bool:
    """Say whether one of the ranges holds `number`; None is in none."""
    return number is not None and any(first <= number <= last for first, last in ranges)
