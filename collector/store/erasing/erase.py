"""Erasing acts so that they are gone, part by part, so that browsers can go on sending in between.

Erasure   which acts go, and what has to be remembered of them: Window, OfPlatforms, Stretch, Chosen, Struck
step      erases a part of them, in the caller's transaction
"""

import sqlite3
from typing import Protocol

from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.engine.ranges import Range, ranges_of
from pointeuse.collector.store.sums import rollups

NEVER = -1  # UTC ms, before every act
MOST = 20_000  # acts in one transaction: a second at most, even of old history


class Erasure(Protocol):
    """Which acts go."""

    @property
    def earliest(self) -> int:
        """The UTC ms before which none of them began."""

    @property
    def until(self) -> int:
        """What began by this (UTC ms) is remembered by `remember`; the rest by its seq, act by act."""

    def places(self, conn: sqlite3.Connection) -> list[Range]:
        """Return ranges of ids outside of which there is none of them, ascending and apart."""

    def of_acts(self, conn: sqlite3.Connection) -> str:
        """Return the condition that tells them from the others there."""

    def sums(self, conn: sqlite3.Connection) -> int:
        """Return how many of them are left as sums only."""

    def take_rest(self, conn: sqlite3.Connection) -> None:
        """Erase those sums, and what was refused of them."""

    def remember(self, conn: sqlite3.Connection) -> None:
        """Remember what a browser must not bring back."""


def begin(conn: sqlite3.Connection, erasure: Erasure, is_copy: bool = False) -> list[Range]:
    """Return where the acts lie; what arrives from now on lies behind. Inside the caller's transaction."""
    places = erasure.places(conn)
    erasure.take_rest(conn)
    if not is_copy:
        erasure.remember(conn)
    return places


def holds(conn: sqlite3.Connection, erasure: Erasure) -> bool:
    """Say whether there is anything of it."""
    query = f"SELECT 1 FROM act WHERE id BETWEEN ? AND ? AND {erasure.of_acts(conn)} LIMIT 1"
    return erasure.sums(conn) > 0 or any(
        conn.execute(query, place).fetchone() for place in erasure.places(conn)
    )


def count(conn: sqlite3.Connection, erasure: Erasure) -> int:
    """Return how many single acts it would erase."""
    query = f"SELECT count(*) FROM act WHERE id BETWEEN ? AND ? AND {erasure.of_acts(conn)}"
    return sum(conn.execute(query, place).fetchone()[0] for place in erasure.places(conn))


def step(
    conn: sqlite3.Connection, erasure: Erasure, places: list[Range], is_copy: bool = False
) -> tuple[int, list[Range]]:
    """Erase up to MOST acts; return how many there were, and the places that are left to look through.

    Inside the caller's transaction. A copy remembers what the log does, and nothing of its own.
    """
    left = choose_acts(conn, erasure.of_acts(conn), places)
    if not is_copy:
        note_seqs(conn, erasure.until)
    return take_out(conn), left


def take_out(conn: sqlite3.Connection) -> int:
    """Erase the acts in `to_erase` with their share of every sum, and return how many they were."""
    stale = stale_rules(conn)
    rollups.subtract(conn, "to_erase")
    count = delete(conn)
    refresh_rules(conn, stale)
    forget_names(conn)
    conn.execute("DELETE FROM change")
    return count


def delete(conn: sqlite3.Connection) -> int:
    """Delete the acts in `to_erase` and their details, whatever the sums; empty it; return how many."""
    conn.execute("DELETE FROM act_detail WHERE act IN (SELECT id FROM to_erase)")
    count = conn.execute("DELETE FROM act WHERE id IN (SELECT id FROM to_erase)").rowcount
    conn.execute("DELETE FROM to_erase")
    return count


def forget_names(conn: sqlite3.Connection) -> None:
    """Delete the names that nothing is left of: they would tell that it was met."""
    conn.execute("DELETE FROM rule WHERE acts = 0")
    for table in ("platform", "kind"):
        conn.execute(f"DELETE FROM {table} WHERE id NOT IN (SELECT {table} FROM rule)")
    conn.execute("DELETE FROM field WHERE NOT EXISTS (SELECT 1 FROM act_detail)")


def choose_acts(conn: sqlite3.Connection, condition: str, places: list[Range]) -> list[Range]:
    """Fill `to_erase` with the first MOST acts of the places under the condition; return what is left.

    With MOST 2 and acts 5, 6, 7, 8 in the places (1, 7), (8, 9): 5 and 6 are chosen, (7, 7), (8, 9) are left.
    """
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS to_erase (id INTEGER PRIMARY KEY)")
    conn.execute("DELETE FROM to_erase")
    acts = f"SELECT id FROM act WHERE id BETWEEN ? AND ? AND {condition} ORDER BY id LIMIT ?"
    query = f"INSERT INTO to_erase {acts}"
    room = MOST
    for index, place in enumerate(places):
        room -= conn.execute(query, (*place, room)).rowcount
        if room == 0:
            after = conn.execute("SELECT max(id) FROM to_erase").fetchone()[0] + 1
            return [(after, place[1])] * (after <= place[1]) + places[index + 1 :]
    return []


def note_seqs(conn: sqlite3.Connection, until: int = NEVER) -> None:
    """Remember the seqs of the acts in `to_erase` that began after `until` (UTC ms)."""
    seqs: dict[int, list[int]] = {}
    for device, seq in conn.execute(
        "SELECT device, seq FROM act JOIN to_erase USING (id) WHERE at > ?", (until,)
    ):
        seqs.setdefault(device, []).append(seq)
    for device, numbers in seqs.items():
        remembered.note_seqs(conn, device, ranges_of(numbers))


def stale_rules(conn: sqlite3.Connection) -> list[int]:
    """Return the rules that lose their last act with those in `to_erase`."""
    return [id_ for (id_,) in conn.execute(_STALE)]


def refresh_rules(conn: sqlite3.Connection, stale: list[int]) -> None:
    """Find the last act of each rule again. It reads every act, so only rules that lost theirs are given."""
    if stale:
        rules = ",".join(map(str, stale))
        conn.execute(f"UPDATE rule SET last_at = 0 WHERE id IN ({rules})")
        for source in ("SELECT rule, max(at) AS last_at FROM act", "SELECT rule, last_at FROM retired"):
            conn.execute(
                "UPDATE rule SET last_at = max(rule.last_at, f.last_at)"
                f" FROM ({source} WHERE rule IN ({rules}) GROUP BY rule) f WHERE f.rule = rule.id"
            )


# A rule fired at 9, 10 and 11 o'clock. If 11 is to go it is stale, and its `last_at` becomes 10 o'clock. If
# only 9 is to go it is not, and nobody has to look for its last act.
_STALE = (
    "SELECT rule.id FROM rule"
    " JOIN (SELECT rule, max(at) AS at FROM act JOIN to_erase USING (id) GROUP BY rule) f ON f.rule = rule.id"
    " WHERE f.at >= rule.last_at"
)
