"""Which days a period covers and how it is cut."""

from datetime import date

import pytest

from pointeuse.collector.errors import Malformed
from pointeuse.collector.sums.period import date_of, day_number, next_month, period_of, read_until

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "first", "days", "step", "buckets"),
    [
        ("day", date(2026, 11, 22), 1, "day", 1),
        ("week", date(2026, 11, 16), 7, "day", 7),
        ("month", date(2026, 10, 24), 30, "day", 30),
        ("year", date(2025, 11, 23), 365, "month", 13),
        ("all", date(2024, 2, 10), 1017, "month", 34),
    ],
)
def test_a_period_ends_on_the_day_asked_for(name, first, days, step, buckets):
    period = period_of(name, TODAY, day_number(date(2024, 2, 10)))
    assert (date_of(period.first), period.days, period.step) == (first, days, step)
    assert date_of(period.last) == TODAY
    assert len(period.buckets()) == buckets


@pytest.mark.parametrize("name", ["day", "week", "month", "year", "all"])
def test_buckets_cover_every_day_once(name):
    period = period_of(name, TODAY, day_number(date(2023, 12, 31)))
    days = [day for start, end in period.buckets() for day in range(start, end)]
    assert days == list(range(period.first, period.last + 1))


def test_all_of_an_empty_store_is_one_day():
    assert period_of("all", TODAY, None).days == 1


def test_all_never_starts_after_it_ends():
    assert period_of("all", TODAY, day_number(TODAY) + 5).days == 1


@pytest.mark.parametrize(("when", "then"), [((2026, 12, 31), (2027, 1, 1)), ((2024, 2, 29), (2024, 3, 1))])
def test_the_next_month_begins_on_its_first(when, then):
    assert date_of(next_month(day_number(date(*when)))) == date(*then)


@pytest.mark.parametrize("name", ["", "fortnight", "DAY", "week "])
def test_an_unknown_period_is_refused(name):
    with pytest.raises(Malformed):
        period_of(name, TODAY, None)


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "1969-12-31", "9999-01-01", "2026-11-22T00:00"])
def test_a_day_that_is_none_is_refused(text):
    with pytest.raises(Malformed):
        read_until(text, TODAY)


def test_no_day_means_today():
    assert read_until(None, TODAY) == read_until("", TODAY) == TODAY
    assert read_until("2026-03-01", TODAY) == date(2026, 3, 1)
