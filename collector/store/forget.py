"""The last minutes, forgotten: of one browser that asks, or of all of them at once.

Both also reach what a browser has recorded and not sent yet: it is answered `duplicate` when it comes.
"""

import sqlite3

from msgspec import Struct

from ..acts.shapes import DAY_MS
from . import remembered
from .ranges import Range
from .selection import FAR, Selection

AHEAD_DAYS = 2  # an act may last a day, and its local day begin before that of UTC
FOR_EVER = 2**53 - 1


class Window(Struct, frozen=True):
    """Acts of `device` up to `through_seq` that ended at `since` (UTC ms) or later."""

    device: str
    since: int
    through_seq: int
    until = FOR_EVER  # all of it is remembered by the window

    @property
    def earliest(self) -> int:
        return self.since - AHEAD_DAYS * DAY_MS

    def places(self, conn: sqlite3.Connection) -> list[Range]:
        return late_places(conn, self.since)

    def of_acts(self, conn: sqlite3.Connection) -> str:
        return f"device = {self._id(conn)} AND seq <= {self.through_seq} AND at + ms >= {self.since}"

    def sums(self, conn: sqlite3.Connection) -> int:
        return 0

    def take_rest(self, conn: sqlite3.Connection) -> None:
        conn.execute("DELETE FROM refusal WHERE device=? AND at>=?", (self._id(conn), self.since))

    def remember(self, conn: sqlite3.Connection) -> None:
        """A device that nothing ever came from has no row, and what it forgets it has in its outbox only."""
        if id_ := self._id(conn):
            remembered.note_forgotten(conn, id_, self.since, self.through_seq)

    def _id(self, conn: sqlite3.Connection) -> int:
        row = conn.execute("SELECT id FROM device WHERE name=?", (self.device,)).fetchone()
        return row[0] if row else 0


class Stretch(Struct, frozen=True):
    """Acts of every browser that ended at `since` or later and that it had recorded by `until` (UTC ms).

    `until` is when the person asked. A browser keeps the same clock as we do, being on the same computer.
    """

    since: int
    until: int

    @property
    def earliest(self) -> int:
        return self.since - AHEAD_DAYS * DAY_MS

    def places(self, conn: sqlite3.Connection) -> list[Range]:
        return late_places(conn, self.since)

    def of_acts(self, conn: sqlite3.Connection) -> str:
        return f"at + ms >= {self.since}"

    def sums(self, conn: sqlite3.Connection) -> int:
        return 0

    def take_rest(self, conn: sqlite3.Connection) -> None:
        conn.execute("DELETE FROM refusal WHERE at>=?", (self.since,))

    def remember(self, conn: sqlite3.Connection) -> None:
        remembered.note_stretch(conn, 0, FAR, self.since, self.until)


def late_places(conn: sqlite3.Connection, since: int) -> list[Range]:
    """Return ranges of ids outside of which no act ended at `since` (UTC ms) or later."""
    return Selection(first_day=max(0, since // DAY_MS - AHEAD_DAYS)).places(conn)
