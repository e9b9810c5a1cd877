"""Which acts are meant: days, platforms and kinds, in any combination, and where in the table they lie.

There is no index on time: the span of a day bounds the ids of its acts, and the sums say which days have any.
"""

import sqlite3

from msgspec import Struct

from pointeuse.collector.catalogue import AD, UNASKED
from pointeuse.collector.store.engine.ranges import Range, join
from pointeuse.collector.store.sums.horizon import horizon_of
from pointeuse.collector.store.sums.rollups import LOCAL_DAY

FAR = 2_000_000
"""A local day after every act."""


class Selection(Struct, frozen=True):
    """Local days since 1970-01-01, both included; names of platforms and kinds, None takes every one."""

    first_day: int = 0
    last_day: int = FAR
    platforms: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None

    @property
    def names_nothing(self) -> bool:
        """Whether it is days only, so that it can be remembered without a name of what was done."""
        return self.platforms is None and self.kinds is None

    def of_acts(self, conn: sqlite3.Connection) -> str:
        """Return the condition that its rows of `act` fulfil: whole numbers only, no names."""
        days = f"{LOCAL_DAY} BETWEEN {self.first_day} AND {self.last_day}"
        if self.names_nothing:
            return days
        rules = conn.execute(f"SELECT id FROM rule WHERE {self._of_names(conn)}")
        return f"{days} AND rule IN ({_numbers(rules)})"

    def of_days(self, conn: sqlite3.Connection) -> str:
        """Return the condition that its rows of `day_rollup` fulfil."""
        return f"day BETWEEN {self.first_day} AND {self.last_day} AND {self._of_names(conn)}"

    def places(self, conn: sqlite3.Connection) -> list[Range]:
        """Return ranges of ids, ascending and apart, outside of which none of its acts lies."""
        spans = conn.execute(
            "SELECT first, last FROM day_span WHERE day IN"
            f" (SELECT day FROM day_rollup WHERE {self.of_days(conn)})"
        )
        return join(spans)

    def count(self, conn: sqlite3.Connection) -> int:
        """Return how many single acts it holds."""
        return self._sum(conn, f"day >= {horizon_of(conn)}")

    def count_unasked(self, conn: sqlite3.Connection) -> int:
        """Return how many of them are checks that passed without asking for anything: no acts."""
        return self._count_of(conn, UNASKED)

    def count_ads(self, conn: sqlite3.Connection) -> int:
        """Return how many of them are advertisements seen: no acts either."""
        return self._count_of(conn, AD)

    def count_summed(self, conn: sqlite3.Connection) -> int:
        """Return how many acts it holds of which only the sums are kept."""
        return self._sum(conn, f"day < {horizon_of(conn)}")

    def _count_of(self, conn: sqlite3.Connection, kind: str) -> int:
        named = f"kind IN (SELECT id FROM kind WHERE name = '{kind}')"
        return self._sum(conn, f"day >= {horizon_of(conn)} AND {named}")

    def _sum(self, conn: sqlite3.Connection, days: str) -> int:
        query = f"SELECT coalesce(sum(acts), 0) FROM day_rollup WHERE {self.of_days(conn)} AND {days}"
        return conn.execute(query).fetchone()[0]

    def _of_names(self, conn: sqlite3.Connection) -> str:
        named = {"platform": self.platforms, "kind": self.kinds}
        return " AND ".join(_among(conn, table, names) for table, names in named.items())


EVERYTHING = Selection()


def _among(conn: sqlite3.Connection, table: str, names: tuple[str, ...] | None) -> str:
    if names is None:
        return "true"
    marks = ",".join("?" * len(names))
    return f"{table} IN ({_numbers(conn.execute(f'SELECT id FROM {table} WHERE name IN ({marks})', names))})"


def _numbers(rows: sqlite3.Cursor) -> str:
    return ",".join(str(id_) for (id_,) in rows)
