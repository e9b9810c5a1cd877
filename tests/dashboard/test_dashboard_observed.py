"""What is priced by the year is priced for the days that were observed, not for those that were asked for."""

import pytest

from pointeuse.collector.sums.extent import ENDS, observed_days
from pointeuse.collector.worth.estimate import period_estimate
from tests.dashboard.seeded import act, fill

DAY_MS = 86_400_000
NOON_MS = 43_200_000
YEARLY = {"F6": 12 * 48 / 1.12998, "F7": 0.5 * 23.63 / 1.12998, "F8": 12 * 5.99}


@pytest.fixture
async def two_days(served, today):
    """Somebody who installed yesterday."""
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    days = (today - 1, today)
    await fill(
        served.store,
        [
            act(seq, day * DAY_MS + NOON_MS, "like", "facebook", "facebook.like")
            for seq, day in enumerate(days, 1)
        ],
    )
    return served


@pytest.mark.parametrize("period", ["year", "month", "week", "all"])
async def test_who_installed_yesterday_has_two_days_of_every_yearly_price(two_days, period):
    answer = await (await two_days.get(f"/v1/view/overview?period={period}")).json()
    for name, yearly in YEARLY.items():
        assert answer["panels"][name]["central"] == pytest.approx(yearly * 2 / 365), name


async def test_the_command_line_and_the_slip_price_the_same_days(two_days, today):
    found = await two_days.store.read(lambda conn: period_estimate(conn, today - 364, today))
    assert found.days == 2
    assert pytest.approx(YEARLY["F8"] * 2 / 365) == found.F8


@pytest.mark.parametrize(
    ("first", "last", "days"), [(-364, 0, 2), (0, 0, 1), (-1, 30, 2), (-9, -5, 1), (3, 9, 1)]
)
async def test_days_before_the_log_and_after_today_were_not_observed(two_days, today, first, last, days):
    assert await two_days.store.read(lambda c: observed_days(c, today + first, today + last)) == days


async def test_the_first_and_the_last_day_are_found_without_reading_the_days_between(two_days):
    steps = await two_days.store.read(lambda conn: conn.execute(f"EXPLAIN QUERY PLAN {ENDS}").fetchall())
    read = [step[3] for step in steps if "day_rollup" in step[3]]
    assert read and all(step.startswith("SEARCH") for step in read), read
