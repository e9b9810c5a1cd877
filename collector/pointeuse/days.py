"""Days and periods as a person names them in a notebook."""

import datetime
import re
from calendar import monthrange

from pointeuse.collector.errors import Malformed
from pointeuse.collector.sums.period import Period, day_number, period_between

Day = str | datetime.date
_PARTS = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def day_of(day: Day) -> int:
    """Return a day, such as "2026-10-31", as days since 1970-01-01. Raises Malformed."""
    if isinstance(day, datetime.datetime):
        day = day.date()
    if isinstance(day, str):
        try:
            day = datetime.date.fromisoformat(day)
        except ValueError:
            raise Malformed(f"Write a day as 2026-10-31, not {day!r}.", "day") from None
    return day_number(day)


def period_called(period: Day, until: Day | None = None) -> Period:
    """Return a day, a month ("2026-10") or a year ("2026"), or the days from one to another, both included.

    Raises Malformed.
    """
    if until is not None:
        first, last = day_of(period), day_of(until)
    elif isinstance(period, str):
        first, last = _named(period)
    else:
        first = last = day_of(period)
    if last < first:
        raise Malformed(f"Give the first day first: {until} is before {period}.", "period")
    return period_between(first, last)


def _named(period: str) -> tuple[int, int]:
    found = _PARTS.fullmatch(period)
    year, month, day = (int(part) if part else None for part in found.groups()) if found else (0, None, None)
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        raise Malformed(f"Write a period as 2026, 2026-10 or 2026-10-31, not {period!r}.", "period") from None
    last_month = month or 12
    last = datetime.date(first.year, last_month, day or monthrange(first.year, last_month)[1])
    return day_number(first), day_number(last)
