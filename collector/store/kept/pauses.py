"""Pauses: the wish of the dashboard, which is for every browser, and what each browser says that it does.

Both are a moment until which nothing is recorded, and the time of the wish; the later wish holds. All of it
is one preference, for it is small, read by its name, and nothing is ever summed over it.
"""

import sqlite3

from msgspec import Struct, field, json
from msgspec.structs import replace

from pointeuse.collector.acts.shapes import DAY_MS

UNTIL_RESUMED = 2**53 - 1
NAME = "pause"


class Wish(Struct, frozen=True):
    """Record nothing before `until` (UTC ms, 0: record), wished `at` (UTC ms, 0: nobody ever did)."""

    until: int = 0
    at: int = 0


class Acknowledged(Struct, frozen=True):
    """The wish that a browser obeys, and when it said so (UTC ms)."""

    wish: Wish
    heard_at: int


class Pauses(Struct, frozen=True):
    """The dashboard's newest wish, and what each browser acknowledged; silent ones are not in it."""

    wish: Wish = Wish()
    acknowledged: dict[str, Acknowledged] = field(default_factory=dict, name="told")

    def known(self, client_id: str) -> Wish:
        """Return the wish that the browser said it obeys."""
        known = self.acknowledged.get(client_id)
        return known.wish if known else Wish()

    def since(self, client_id: str) -> int | None:
        """Return when the browser took note of the newest wish (UTC ms), None when it has not."""
        known = self.acknowledged.get(client_id)
        return known.heard_at if known and known.wish.at >= self.wish.at else None


def left(wish: Wish, now: int) -> int:
    """Return until when (UTC ms) nothing is recorded, as of `now`; 0 for nobody waits.

    One that ends later than it can was wished with a clock that has been set back: a browser begins it again.
    """
    if wish.until <= now or wish.until == UNTIL_RESUMED:
        return wish.until if wish.until > now else 0
    most = min(wish.until - wish.at, DAY_MS) if wish.until > wish.at else DAY_MS
    return min(wish.until, now + most)


def read_pauses(conn: sqlite3.Connection) -> Pauses:
    """Return what was wished and what was acknowledged."""
    row = conn.execute("SELECT value FROM preference WHERE name=?", (NAME,)).fetchone()
    return json.decode(row[0], type=Pauses) if row else Pauses()


def wish_pause(conn: sqlite3.Connection, until: int, now: int) -> Pauses:
    """Keep the dashboard's wish of `now` (UTC ms), which is later than every other whatever the clock did."""
    before = read_pauses(conn)
    times = [before.wish.at, *(known.wish.at for known in before.acknowledged.values())]
    return _keep(conn, replace(before, wish=Wish(until, max(now, max(times) + 1))))


def note_acknowledged(conn: sqlite3.Connection, client_id: str, wish: Wish, now: int) -> Pauses:
    """Keep what a browser says `now` (UTC ms) that it obeys; browsers that are paired no more are dropped."""
    before = read_pauses(conn)
    paired = {row[0] for row in conn.execute("SELECT id FROM client WHERE revoked_at IS NULL")}
    known = before.acknowledged | {client_id: Acknowledged(wish, now)}
    return _keep(conn, replace(before, acknowledged={id_: known[id_] for id_ in known if id_ in paired}))


def _keep(conn: sqlite3.Connection, pauses: Pauses) -> Pauses:
    conn.execute(
        "INSERT INTO preference(name, value) VALUES (?,?)"
        " ON CONFLICT(name) DO UPDATE SET value=excluded.value",
        (NAME, json.encode(pauses).decode()),
    )
    return pauses
