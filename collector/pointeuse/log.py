"""A log that somebody looks into: its acts, its days and what they are worth."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pointeuse.collector.errors import Malformed
from pointeuse.collector.settings import read_settings
from pointeuse.collector.store.acts.browse import page_of_columns
from pointeuse.collector.store.acts.selection import Selection
from pointeuse.collector.sums.daily import PARTS, summed
from pointeuse.collector.sums.extent import days_of_log
from pointeuse.days import Day, day_of, period_called
from pointeuse.reading import read
from pointeuse.value import Value, value_of

if TYPE_CHECKING:
    import pandas

DATABASE = "pointeuse.db"
ROWS = 50_000
"""Acts read at once: some tenths of a second."""

DAYS = 366
"""Days summed at once."""


def open_log(folder: str | os.PathLike[str] | None = None) -> "Log":
    """Return the log in a folder, or the one that `pointeuse` uses on this computer. Raises NotFound.

    It is read only: a collector may run on it, be killed or be started at any time.
    """
    log = Log(read_settings({"data": folder}).data / DATABASE)
    read(log.path, days_of_log)
    return log


class Log:
    """The log at `path`. Every call looks anew, so that what arrives meanwhile is in the next answer."""

    def __init__(self, path: Path):
        self.path = path

    def acts(self, first: Day | None = None, last: Day | None = None) -> "pandas.DataFrame":
        """Return the single acts from one local day to another, both included; all of them without days.

        One row an act, in the order of arrival: `at` is the local time at which it began, `kind`, `platform`,
        `rule` and `device` are categories, `ms` is the time it took, `n` how many (-1: taken back). What an
        act was about is not there, because nobody has recorded it. Raises NotFound, Malformed, Busy.
        """
        from pointeuse.frames import acts_frame

        whole = Selection()
        start = whole.first_day if first is None else day_of(first)
        end = whole.last_day if last is None else day_of(last)
        return acts_frame(self._pages(Selection(start, end)))

    def days(
        self, by: Sequence[str] = (), first: Day | None = None, last: Day | None = None
    ) -> "pandas.DataFrame":
        """Return the sums by local day, and by platform and kind as `by` says.

        `acts` is net of what was taken back, `attention_ms` and `task_ms` are the time given and the time in
        paid tasks, `unasked` are the checks that passed without asking for anything, `ads` the advertisements
        seen: none of that is an act.
        From the sums that are kept: ten years take no second.
        Raises NotFound, Malformed, Busy.
        """
        from pointeuse.frames import days_frame

        wrong = [part for part in by if part not in PARTS]
        if wrong:
            raise Malformed(f"Days can be cut by {' and '.join(PARTS)}, not by {wrong[0]!r}.", "by")
        parts = [part for part in PARTS if part in by]
        known = read(self.path, days_of_log) or (0, -1)
        start = known[0] if first is None else day_of(first)
        end = known[1] if last is None else day_of(last)
        rows: list[tuple] = []
        for day in range(start, end + 1, DAYS):
            until = min(day + DAYS - 1, end)
            rows += self._summed(day, until, parts)
        return days_frame(rows, parts)

    def value(self, period: Day, until: Day | None = None, *, method: str = "captured") -> Value:
        """Return what a period is worth by one method, or one panel, with the figures that it depends on.

        `period` is a day, a month ("2026-10"), a year ("2026"), or the first of the days up to `until`. The
        country, currency, wage and set of assumptions are those in use. Raises NotFound, Malformed, Busy.
        """
        asked = period_called(period, until)
        return read(self.path, lambda conn: value_of(conn, asked, method))

    def _summed(self, first: int, last: int, parts: Sequence[str]) -> list[tuple]:
        return read(self.path, lambda conn: summed(conn, first, last, parts))

    def _pages(self, selection: Selection) -> Iterator[list[tuple]]:
        after = 0
        while True:
            rows = self._page(selection, after)
            yield rows
            if len(rows) < ROWS:
                return
            after = rows[-1][0]

    def _page(self, selection: Selection, after: int) -> list[tuple]:
        return read(self.path, lambda conn: page_of_columns(conn, selection, after, ROWS))
