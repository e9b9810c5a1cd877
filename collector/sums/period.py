"""Which days a view covers, and how it cuts them: days for short periods, months for long ones."""

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from pointeuse.collector.errors import Malformed

EPOCH = date(1970, 1, 1)
LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365, "all": None}
MONTHLY = {"year", "all"}
CUSTOM = "custom"
LONGEST_IN_DAYS = 92
DAY_MS = 86_400_000


class Period(Struct, frozen=True):
    """Days `first` to `last`, both included, counted from 1970-01-01; `step` is `day`, `week` or `month`."""

    name: str
    first: int
    last: int
    step: str

    @property
    def days(self) -> int:
        """How many days the period has."""
        return self.last - self.first + 1

    def buckets(self) -> list[tuple[int, int]]:
        """Return (first day, day after the last) of each step of the period, in order, cut at its edges."""
        found, start, following = [], self.first, NEXT[self.step]
        while start <= self.last:
            end = min(following(start), self.last + 1)
            found.append((start, end))
            start = end
        return found


def day_number(when: date) -> int:
    """Return the days from 1970-01-01 to `when`."""
    return (when - EPOCH).days


def date_of(day: int) -> date:
    """Return the date of a day number."""
    return EPOCH + timedelta(days=day)


def next_month(day: int) -> int:
    """Return the day number of the first day of the month after the one `day` is in."""
    when = date_of(day)
    return day_number(date(when.year + when.month // 12, when.month % 12 + 1, 1))


def next_week(day: int) -> int:
    """Return the Monday after `day`."""
    return day + 7 - weekday(day)


def weekday(day: int) -> int:
    """Return 0 for a Monday to 6 for a Sunday."""
    return (day + 3) % 7  # 1970 began on a Thursday


NEXT = {"day": lambda day: day + 1, "week": next_week, "month": next_month}


def finely(period: Period) -> Period:
    """Return the same days in steps that are told apart at a glance: some thirty days, weeks, else months."""
    return replace(period, step="day" if period.days <= 31 else "week" if period.days <= 366 else "month")


def read_since(text: str | None, until: date) -> date | None:
    """Return the date written YYYY-MM-DD, None when nothing is written. Raises Malformed.

    A first day after the last one is a slip of the hand: `until` takes its place.
    """
    return min(read_until(text, until), until) if text else None


def read_until(text: str | None, today: date) -> date:
    """Return the date written YYYY-MM-DD, or `today` when nothing is written. Raises Malformed."""
    if not text:
        return today
    try:
        until = date.fromisoformat(text)
    except ValueError as error:
        raise Malformed("Write the day as YYYY-MM-DD.", "day") from error
    if not EPOCH <= until <= today + timedelta(days=2):
        raise Malformed("Choose a day between 1970 and today.", "day")
    return until


def period_between(first: int, last: int) -> Period:
    """Return the days from `first` to `last`, cut into months where they are many."""
    return Period(CUSTOM, first, last, "day" if last - first < LONGEST_IN_DAYS else "month")


def before(period: Period) -> Period:
    """Return as many days, up to the one before the period."""
    return replace(period, first=period.first - period.days, last=period.first - 1)


def last_days(length: int, until: date) -> Period:
    """Return the `length` days that end on `until`."""
    return Period("", day_number(until) - length + 1, day_number(until), "day")


def period_of(name: str, until: date, first_known: int | None) -> Period:
    """Return the period called `name` that ends on `until`. Raises Malformed for an unknown name.

    `first_known` is the first day with anything on it; "all" starts there.
    """
    if name not in LENGTHS:
        raise Malformed(f"Choose one of {', '.join(LENGTHS)}.", "period")
    last, length = day_number(until), LENGTHS[name]
    first = last - length + 1 if length else min(first_known if first_known is not None else last, last)
    return Period(name, first, last, "month" if name in MONTHLY else "day")
