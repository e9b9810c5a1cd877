"""Erasing what a selection takes: single acts, and sums where they are all there is."""

import sqlite3

from msgspec import Struct

from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.acts.selection import Selection
from pointeuse.collector.store.engine.ranges import Range
from pointeuse.collector.store.erasing import frozen
from pointeuse.collector.store.erasing.erase import NEVER


class Chosen(Struct, frozen=True):
    """The acts of `selection`, erased `at` (UTC ms).

    Days alone are remembered as they are, with what a browser still holds of them. A platform or a kind may
    not be: the memory would tell what was erased. Its acts are remembered by seq, which stored ones have.
    """

    selection: Selection
    at: int

    @property
    def until(self) -> int:
        return self.at if self.selection.names_nothing else NEVER

    @property
    def earliest(self) -> int:
        return (self.selection.first_day - 1) * DAY_MS

    def places(self, conn: sqlite3.Connection) -> list[Range]:
        return self.selection.places(conn)

    def of_acts(self, conn: sqlite3.Connection) -> str:
        return self.selection.of_acts(conn)

    def remember(self, conn: sqlite3.Connection) -> None:
        if self.selection.names_nothing:
            remembered.note_stretch(conn, self.selection.first_day, self.selection.last_day, 0, self.at)

    def sums(self, conn: sqlite3.Connection) -> int:
        return self.selection.count_summed(conn)

    def take_rest(self, conn: sqlite3.Connection) -> None:
        """Erase the sums before the horizon; and what was refused: of that only the day is known."""
        if self.selection.names_nothing:
            days = (self.selection.first_day * DAY_MS, (self.selection.last_day + 1) * DAY_MS)
            conn.execute("DELETE FROM refusal WHERE at >= ? AND at < ?", days)
        frozen.take(conn, self.selection)
