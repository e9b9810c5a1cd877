"""How long the data of a view take out of a full log, beside a young log of the same habits."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec

from pointeuse.collector.catalogue import Catalogue, load
from pointeuse.collector.sums.period import EPOCH, LENGTHS, Period, period_of
from pointeuse.dashboard.numbers import snapshot as figures
from pointeuse.dashboard.views import overview

TIMES = 5
# A window is compared where both logs also hold as many days before it: the view reads those too.
WINDOWS = {name: 2 * LENGTHS[name] for name in ("month", "year")}


@dataclass(frozen=True)
class Log:
    """A database that nobody writes to, with the days that it holds."""

    conn: sqlite3.Connection
    catalogue: Catalogue
    first: int
    until: date

    @property
    def days(self) -> int:
        """How many days it goes back."""
        return self.period("all").days

    def period(self, name: str) -> Period:
        """Return the days that the view of this name looks at."""
        return period_of(name, self.until, self.first)

    def view(self, name: str) -> bytes:
        """Return the overview of a period as it is sent."""
        return msgspec.json.encode(
            overview.overview(figures.read(self.conn, name, self.until), self.catalogue)
        )


@contextmanager
def opened(database: Path) -> Iterator[Log]:
    """Open a database for reading; the views end on its last day."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as conn:
        first, last = conn.execute("SELECT min(day), max(day) FROM day_rollup").fetchone()
        yield Log(conn, load(), first, EPOCH + timedelta(days=last))


def quickest(call: Callable[[], object]) -> float:
    """Return the seconds of the quickest of TIMES calls: the others were disturbed."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return min(taken)


def views_of(full: Path, young: Path, rounds: int) -> dict[str, list[float]]:
    """Return the measures of goal 10: ms of each view of the full log, windows also x the young one."""
    with opened(full) as much, opened(young) as little:
        return {
            **{f"{name}-ms": [_ms(much, name) for _ in range(rounds)] for name in (*WINDOWS, "all")},
            **{
                f"{name}-growth": [_ms(much, name) / _ms(little, name) for _ in range(rounds)]
                for name, days in WINDOWS.items()
                if little.days >= days
            },
        }


def _ms(log: Log, name: str) -> float:
    return quickest(lambda: log.view(name)) * 1000
