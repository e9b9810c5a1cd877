"""Days, months and periods as a person would write them, and durations."""

from datetime import date, timedelta
from typing import Literal

from babel.dates import get_day_names, get_month_names

from pointeuse.collector.written.numbers import Numbers, exactly, rounded

EPOCH = date(1970, 1, 1)
NEXT_DAY = timedelta(days=1)
SECOND_MS, MINUTE_MS = 1000, 60_000
SECONDS = MINUTES = 60


class Dates(Numbers):
    """Time in one language. Days are counted from 1970-01-01."""

    def time(self, ms: float) -> str:
        """Return seconds where there is no whole minute, else minutes, or hours with minutes."""
        seconds, minutes = (int(rounded(exactly(ms / unit), 0)) for unit in (SECOND_MS, MINUTE_MS))
        if ms > 0 and seconds < SECONDS:
            return self.words["seconds"].format(seconds=max(1, seconds))
        if minutes < MINUTES:
            return self.words["minutes"].format(minutes=minutes)
        hours, rest = divmod(minutes, MINUTES)
        return self.words["hours"].format(hours=self.number(hours), minutes=f"{rest:02}")

    def day(self, day: int) -> str:
        """Return a day with its month and year."""
        return self._day(_date(day))

    def month(self, day: int) -> str:
        """Return the month that a day is in, with its year."""
        return f"{self._month(_date(day))} {_date(day).year}"

    def weekday(self, day: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
        """Return the name of a weekday, 0 for Monday; its short name with "abbreviated"."""
        return get_day_names(width, "stand-alone", self.locale)[day]

    def period(self, first: int, last: int) -> str:
        """Return the days from `first` to `last`: one day, month or year by its name, else the two ends."""
        start, end = _date(first), _date(last)
        if start == end:
            return f"{self.weekday(start.weekday())} {self._day(start)}"
        if start.day == 1 and (end + NEXT_DAY).day == 1 and start.year == end.year:
            if start.month == end.month:
                return self.month(first)
            if (start.month, end.month) == (1, 12):
                return str(start.year)
        return self.days(first, last)

    def title(self, first: int, last: int) -> str:
        """Return the same to stand alone: with a capital."""
        text = self.period(first, last)
        return text[0].upper() + text[1:]

    def days(self, first: int, last: int) -> str:
        """Return both ends, also those of a whole month: month and year once where they are the same."""
        start, end = _date(first), _date(last)
        of_year = start.year == end.year
        within = of_year and start.month == end.month
        day = self._number(start)
        begin = day if within else f"{day} {self._month(start)}" if of_year else self._day(start)
        return self.words["within" if within else "across"].format(first=begin, last=self._day(end))

    def _day(self, when: date) -> str:
        return f"{self._number(when)} {self._month(when)} {when.year}"

    def _number(self, when: date) -> str:
        """The first of a French month has a name of its own, which CLDR leaves out."""
        return self.words["1st"] if when.day == 1 else str(when.day)

    def _month(self, when: date) -> str:
        return get_month_names("wide", "format", self.locale)[when.month]


def _date(day: int) -> date:
    return EPOCH + timedelta(days=day)
