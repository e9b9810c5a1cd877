"""The sections in which a period is looked at for moments counted twice, and what was read of each so far."""

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from pointeuse.collector.store.acts.selection import FAR
from pointeuse.collector.sums.period import DAY_MS, Period

WEEK = 7
# An act lasts a day at most, and its local day may begin a day before that of UTC, or after it.
BEFORE, AFTER = 2, 1
SLICE = 50_000  # ids at a time: some tenths of a second where each of them is attention


class Section(Struct, frozen=True):
    """The days of UTC from `start` up to but without `end`, and what is looked at of the acts in them."""

    start: int
    end: int
    first: int
    last: int
    platforms: frozenset[str] | None

    def local_days(self) -> range:
        """Return the local days that an act which touches this section may be of."""
        return range(max(self.start - BEFORE, self.first), min(self.end - 1 + AFTER, self.last) + 1)


class Reading(Struct, eq=False):
    """The attention of a section whose days hold `held`, as far as it was read: up to the id `next`.

    `chunks` are numbers, three a chunk: device, from, until. `ms` is what was counted twice, None before all
    of it is read.
    """

    section: Section
    held: list
    next: int
    last: int
    chunks: array = field(default_factory=lambda: array("q"))
    ms: int | None = None

    @property
    def is_read(self) -> bool:
        """Whether every act that can touch the section was looked at."""
        return self.next > self.last

    def add(self, device: int, since: int, until: int) -> None:
        """Take a chunk, cut at the ends of the section."""
        start, end = self.section.start * DAY_MS, self.section.end * DAY_MS
        self.chunks.extend((device, max(since, start), min(until, end)))

    def finish(self) -> None:
        """Count what was read; only the sum is kept of it."""
        parts = iter(self.chunks)
        self.ms = counted_twice(sorted(zip(parts, parts, parts, strict=True), key=_begins))
        self.chunks = array("q")


def sections(period: Period, platforms: frozenset[str] | None) -> Iterator[Section]:
    """Yield what a period is looked at in: whole weeks of UTC, and around them what is the period's own.

    What touches a whole week lies in the period, whichever that is, so its sum serves every period.
    """
    start, end = period.first - AFTER, period.last + BEFORE + 1
    inner = range(-(-(period.first + BEFORE) // WEEK) * WEEK, period.last - AFTER - WEEK + 2, WEEK)
    if not inner:
        yield Section(start, end, period.first, period.last, platforms)
        return
    yield Section(start, inner[0], period.first, period.last, platforms)
    for begin in inner:
        yield Section(begin, begin + WEEK, -FAR, FAR, platforms)
    yield Section(inner[-1] + WEEK, end, period.first, period.last, platforms)


def counted_twice(chunks: Iterable[tuple[int, int, int]]) -> int:
    """Return for how long more than one device attended, a device too many once.

    Chunks are (device, from, until), sorted by `from`. What a device itself has twice, its clock having been
    set back, is not meant.
    """
    total = reached = 0
    own: dict[int, int] = {}
    for device, since, until in chunks:
        mine = own.get(device, 0)
        total += max(0, min(until, reached) - since) - max(0, min(until, mine) - since)
        own[device], reached = max(mine, until), max(reached, until)
    return total


def read_on(conn: sqlite3.Connection, readings: list[Reading], rules: Iterable[int]) -> Iterator[None]:
    """Read and count what is missing of the readings, in order of time; yield after every small step.

    The acts are gone through once for all of them: after an import the ids of each week may cover half of
    the table.
    """
    query = _ATTENTION.format(rules=",".join(map(str, rules)))
    left = [reading for reading in readings if reading.ms is None]
    while left:
        for reading in left:
            if reading.is_read:
                reading.finish()
                yield
        left = [reading for reading in left if reading.ms is None]
        if left:
            _read_slice(conn, query, left)
            yield


def _read_slice(conn: sqlite3.Connection, query: str, left: list[Reading]) -> None:
    low = min(reading.next for reading in left)
    start, ends = left[0].section.start * DAY_MS, [reading.section.end * DAY_MS for reading in left]
    rows = conn.execute(query, (low, low + SLICE - 1, ends[-1], start)).fetchall()  # whole, or none is noted
    for row in rows:
        _hand_out(row, left, bisect_right(ends, row[1]))
    for reading in left:
        if reading.next < low + SLICE:
            reading.next = low + SLICE


def _hand_out(row: tuple[int, int, int, int], left: list[Reading], place: int) -> None:
    """Add an act to each section it touches, from that at `place` on. Adding it again changes nothing."""
    device, at, ms, day = row
    for index in range(place, len(left)):
        reading = left[index]
        section = reading.section
        if section.start * DAY_MS >= at + ms:
            return
        if section.first <= day <= section.last:
            reading.add(device, at, at + ms)


def _begins(chunk: tuple[int, int, int]) -> int:
    return chunk[1]


_ATTENTION = """
SELECT device, at, ms, (at + offset_min * 60000) / 86400000 FROM act
WHERE id BETWEEN ? AND ? AND rule IN ({rules}) AND at < ? AND at + ms > ?
"""
