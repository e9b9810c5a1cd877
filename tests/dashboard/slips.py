"""Slips for tests: a store with a month of acts, and its slip as data and in words."""

from datetime import date, timedelta

from pointeuse.collector.catalogue import load
from pointeuse.collector.store import Store
from pointeuse.collector.sums.period import day_number
from pointeuse.dashboard.payslip.months import month_of
from pointeuse.dashboard.web.payslip import slip_of
from pointeuse.dashboard.web.twice import Memory, in_time
from tests.dashboard.seeded import acts_of, fill

METHODS = ("piece_price", "captured", "time_at_wage")
CATALOGUE = load()
TODAY = date(2026, 11, 12)
OCTOBER = range(day_number(date(2026, 10, 1)), day_number(date(2026, 11, 1)))
LAST_MONTH_ENDS = date.today().replace(day=1) - timedelta(days=1)
LAST_MONTH = f"{LAST_MONTH_ENDS:%Y-%m}"


def days_of_last_month() -> range:
    """Return the local days of the month that a slip is of when none is named."""
    return range(day_number(LAST_MONTH_ENDS.replace(day=1)), day_number(LAST_MONTH_ENDS) + 1)


async def slip(store: Store, month: str | None = "2026-10", today: date = TODAY) -> dict:
    """Return the slip of a month, as it is made on a day."""
    period = month_of(month, today)
    twice = await in_time(store, period, Memory(), 60.0)
    return await store.read(lambda conn: slip_of(conn, period, None, CATALOGUE, today, twice))


async def october(store: Store) -> dict:
    """Fill the store with a month of acts and return its slip."""
    await fill(store, acts_of(OCTOBER))
    return await slip(store)


def lines(of: dict) -> list[dict]:
    """Return every line of a slip."""
    return [
        line
        for employer in of["employers"]
        for platform in employer["platforms"]
        for line in platform["lines"]
    ]
