"""The exchange rates that ship are the means of the European Central Bank's own, to the last digit."""

import pytest
from rates_of_ecb import FILE, YEAR, daily_rates, last_whole_month, mean, table

from pointeuse.collector.valuation.parameters.money import exchange_rates

RATES = {code: rate for code, rate in exchange_rates().items() if code != "EUR"}
DAYS = daily_rates()


@pytest.mark.parametrize("code", RATES)
def test_a_rate_is_the_mean_of_its_year_and_the_latest_that_of_its_month(code):
    """A newer package has the same days in it, and more."""
    rate = RATES[code]
    assert (rate.date, f"{rate.per_eur:.6g}") == (YEAR, mean(DAYS, YEAR, code))
    assert f"{rate.latest:.6g}" == mean(DAYS, rate.month, code)


def test_there_is_a_whole_year_of_days_and_all_who_still_have_a_rate():
    assert len([day for day in DAYS if day.startswith(YEAR)]) == 255
    assert set(RATES) == set(DAYS[max(DAYS)]) and len(RATES) > 25


def test_the_file_is_what_is_written_again():
    """With a newer package only what is of the latest month differs."""
    columns = [line.split(",") for line in FILE.read_text("utf-8").splitlines()]
    again = [line.split(",") for line in table().splitlines()]
    assert [(row[0], row[1]) for row in columns] == [(row[0], row[1]) for row in again]


@pytest.mark.parametrize(
    ("last", "month"),
    [
        ("2026-10-30", "2026-10"),
        ("2026-10-29", "2026-09"),
        ("2026-12-31", "2026-12"),
        ("2026-01-05", "2025-12"),
    ],
)
def test_a_month_is_whole_once_its_last_working_day_is_there(last, month):
    assert last_whole_month({last: {}, "2025-12-31": {}}) == month
