"""Which days a slip covers: a calendar month, or from one day to another."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from pointeuse.collector.errors import Malformed
from pointeuse.collector.sums.period import (
    Period,
    day_number,
    next_month,
    period_between,
    read_since,
    read_until,
)


def month_of(text: str | None, today: date) -> Period:
    """Return the days of the month written YYYY-MM, or of the last whole one when nothing is written.

    The period is called as the month is. Raises Malformed for what is no month and for one not yet begun.
    """
    start = _start(text) if text else (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    if start > today:
        raise Malformed(f"The month {text} has not begun; choose {today:%Y-%m} or an earlier one.", "month")
    first = day_number(start)
    return Period(f"{start:%Y-%m}", first, next_month(first) - 1, "day")


def asked_period(given: Mapping[str, str], today: date) -> Period:
    """Return the days that are given as `month`, or as `from` and `until`. Raises Malformed."""
    month, since, until = (given.get(name) for name in ("month", "from", "until"))
    if month and (since or until) or until and not since:
        raise Malformed("A payslip is of a month, or of the days from one to another; name either.", "month")
    if not since:
        return month_of(month, today)
    last = read_until(until, today)
    return period_between(day_number(read_since(since, last)), day_number(last))


def _start(text: str) -> date:
    found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    year, month = map(int, found.groups()) if found else (0, 0)
    if year < 1970 or not 1 <= month <= 12:
        raise Malformed("Write the month as YYYY-MM, such as 2026-10.", "month")
    return date(year, month, 1)
