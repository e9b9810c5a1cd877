"""The last minutes, forgotten: of one browser that asks, or of all of them at once.

Both also reach what a browser has recorded and not sent yet: it is answered `duplicate` when it comes.
"""

import sqlite3

from msgspec import Struct

from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.acts.selection import FAR, Selection
from pointeuse.collector.store.engine.ranges import Range, ranges_of
from pointeuse.collector.store.erasing.erase import NEVER

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
        return (
            f"device = {id_of(conn, self.device)} AND seq <= {self.through_seq} AND at + ms >= {self.since}"
        )

    def sums(self, conn: sqlite3.Connection) -> int:
        return 0

    def take_rest(self, conn: sqlite3.Connection) -> None:
        device = id_of(conn, self.device)
        conn.execute("DELETE FROM refusal WHERE device=? AND at>=?", (device, self.since))

    def remember(self, conn: sqlite3.Connection) -> None:
        """A batch that never arrived may still come, so a device that nothing came from gets its row."""
        remembered.note_forgotten(conn, made_id(conn, self.device), self.since, self.through_seq)

    def covers(self, other: object) -> bool:
        """Say whether erasing this erases the other, which is asked for again a little later."""
        if type(other) is not Window:
            return False
        same = (other.device, other.through_seq) == (self.device, self.through_seq)
        return same and self.since <= other.since


class OfPlatforms(Struct, frozen=True):
    """Acts of `device` on some platforms, up to `through_seq`; of days before the horizon nobody can tell."""

    device: str
    platforms: tuple[str, ...]
    through_seq: int
    unsent: tuple[int, ...] = ()
    until = NEVER  # remembered by seq, so that no name of a platform is kept
    earliest = NEVER

    def places(self, conn: sqlite3.Connection) -> list[Range]:
        return self._selection.places(conn)

    def of_acts(self, conn: sqlite3.Connection) -> str:
        ours = f"device = {id_of(conn, self.device)} AND seq <= {self.through_seq}"
        return f"{ours} AND {self._selection.of_acts(conn)}"

    def sums(self, conn: sqlite3.Connection) -> int:
        return 0

    def take_rest(self, conn: sqlite3.Connection) -> None:
        """What was refused does not say where it was done."""

    def remember(self, conn: sqlite3.Connection) -> None:
        """Each act is remembered by its seq, those that never came as well."""
        if self.unsent:
            remembered.note_seqs(conn, made_id(conn, self.device), ranges_of(self.unsent))

    def covers(self, other: object) -> bool:
        """Say whether erasing this erases the other."""
        return self == other

    @property
    def _selection(self) -> Selection:
        return Selection(platforms=self.platforms)


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


def id_of(conn: sqlite3.Connection, device: str) -> int:
    """Return the row of a device; 0 for one that nothing ever came from."""
    row = conn.execute("SELECT id FROM device WHERE name=?", (device,)).fetchone()
    return row[0] if row else 0


def made_id(conn: sqlite3.Connection, device: str) -> int:
    """Return the row of a device, made now where nothing ever came from it."""
    conn.execute("INSERT INTO device(name) VALUES (?) ON CONFLICT DO NOTHING", (device,))
    return id_of(conn, device)


def late_places(conn: sqlite3.Connection, since: int) -> list[Range]:
    """Return ranges of ids outside of which no act ended at `since` (UTC ms) or later."""
    return Selection(first_day=max(0, since // DAY_MS - AHEAD_DAYS)).places(conn)


def sums_within(conn: sqlite3.Connection, condition: str, place: Range) -> list[tuple[str, str, int, int]]:
    """Return (platform, kind, acts, ms) of the acts of a place that fulfil a condition."""
    return conn.execute(_SUMS.format(condition), place).fetchall()


_SUMS = """
SELECT platform.name, kind.name, count(*), sum(ms) FROM act
  JOIN rule r ON r.id = act.rule JOIN platform ON platform.id = r.platform JOIN kind ON kind.id = r.kind
  WHERE act.id BETWEEN ? AND ? AND {} GROUP BY 1, 2
"""
