"""Sets of numbers as ranges: compared with plain sets."""

from hypothesis import given
from hypothesis import strategies as st

from pointeuse.collector.store.engine.ranges import join, ranges_of

NUMBERS = st.lists(st.integers(1, 40))


def numbers_of(ranges):
    return {number for first, last in ranges for number in range(first, last + 1)}


@given(NUMBERS)
def test_ranges_hold_exactly_the_numbers(numbers):
    assert numbers_of(ranges_of(numbers)) == set(numbers)


@given(NUMBERS, NUMBERS)
def test_joined_ranges_hold_the_union_and_never_touch(left, right):
    joined = join(ranges_of(left), ranges_of(right))
    assert numbers_of(joined) == set(left) | set(right)
    assert all(joined[i][1] + 1 < joined[i + 1][0] for i in range(len(joined) - 1))
