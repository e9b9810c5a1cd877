"""Striking single acts, with ten minutes to think better of it.

A struck act is erased like any other, so that no file of ours holds it and a browser that sends it again is
told that it is a duplicate. What an undo needs lies in the memory of this process alone, and goes with it.
The undo takes the seqs out of what is remembered as gone and puts the acts in their old places, whole: their
device, seq and id are what they were, so that a browser that still holds them finds them as it sent them.
"""

import asyncio
import secrets
import sqlite3
from collections.abc import Iterable

import msgspec

from pointeuse.collector.acts import Act
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.errors import NotFound
from pointeuse.collector.store.acts import browse, remembered
from pointeuse.collector.store.acts.browse import Row
from pointeuse.collector.store.acts.contents import detail_of
from pointeuse.collector.store.acts.names import Names
from pointeuse.collector.store.database import Store
from pointeuse.collector.store.engine.ranges import Range
from pointeuse.collector.store.erasing.erase import NEVER
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.adding import Sums

UNDO_SECONDS = 600
Identity = tuple[str, int]
"""The device and the seq of an act."""


class Struck(msgspec.Struct, frozen=True):
    """Single acts, by identity. `earliest` is the UTC ms before which none of them began."""

    acts: tuple[Identity, ...]
    earliest: int
    until = NEVER

    def places(self, conn: sqlite3.Connection) -> list[Range]:
        return [(id_, id_) for id_ in find(conn, self.acts)]

    def of_acts(self, conn: sqlite3.Connection) -> str:
        return "true"

    def sums(self, conn: sqlite3.Connection) -> int:
        return 0

    def take_rest(self, conn: sqlite3.Connection) -> None:
        pass

    def remember(self, conn: sqlite3.Connection) -> None:
        pass


class Strikes:
    """What was struck in this run of the program, by the token that undoes it."""

    def __init__(self, store: Store, catalogue: Catalogue):
        self._store, self._catalogue = store, catalogue
        self._struck: dict[str, list[Row]] = {}

    async def strike(self, acts: Iterable[Identity]) -> tuple[int, str]:
        """Erase the acts; return how many there were, and a token good for an undo within ten minutes."""
        wanted, kinds = tuple(acts), self._catalogue.kinds
        rows = await self._store.read(
            lambda conn: [browse.one(conn, id_, kinds) for id_ in find(conn, wanted)]
        )
        count = await self._store.erase(Struck(wanted, min((row.act["at"] for row in rows), default=0)))
        token = secrets.token_urlsafe(16)
        self._struck[token] = rows
        asyncio.get_running_loop().call_later(UNDO_SECONDS, self._struck.pop, token, None)
        return count, token

    async def undo(self, token: str) -> int:
        """Put the acts back and return how many. Raises NotFound for a token that was used or is too old."""
        rows = self._struck.pop(token, None)
        if rows is None:
            raise NotFound("It is too late to undo this; add what was right by hand.", "undo")
        count = await self._store.write(lambda conn: put_back(conn, Names(self._catalogue), rows))
        await self._store.remind_copies()
        return count

    def clear(self) -> None:
        """Forget what could be undone: another log has taken the place of the one that it was struck from."""
        self._struck.clear()


def find(conn: sqlite3.Connection, acts: Iterable[Identity]) -> list[int]:
    """Return the ids of those of the acts that are stored, in the order of their arrival."""
    query = "SELECT act.id FROM act JOIN device ON device.id = device WHERE name = ? AND seq = ?"
    rows = [conn.execute(query, identity).fetchone() for identity in acts]
    return sorted({row[0] for row in rows if row})


def put_back(conn: sqlite3.Connection, names: Names, rows: list[Row]) -> int:
    """Store acts again that had been struck, in the caller's transaction; return how many were not there."""
    sums, count = Sums(), 0
    for row in rows:
        device = names.device(conn, row.act["device"])
        act = msgspec.convert({name: row.act[name] for name in row.act if name != "device"}, Act)
        remembered.drop_seqs(conn, device.id, [act.seq])
        rule = names.rule(conn, act.kind, act.platform, act.rule)
        id_ = _insert(conn, row.id, (device.id, act.seq, rule, act.at, act.offset_min, act.ms, act.n))
        if id_ is not None:
            details = [(id_, field, value) for field, value in detail_of(conn, names, act).items()]
            conn.executemany("INSERT INTO act_detail(act, field, value) VALUES (?,?,?)", details)
            sums.add([(act, rule)], id_)
            count += 1
    rollups.add(conn, sums)
    return count


def _insert(conn: sqlite3.Connection, id_: int, values: tuple[int, ...]) -> int | None:
    """Insert an act under its old id while nobody has it; return its id, or None where it is stored already.

    Its place tells its day: days are found by ids, and one act far from the others makes a day slow to read.
    """
    taken = conn.execute("SELECT 1 FROM act WHERE id=?", (id_,)).fetchone()
    inserted = conn.execute(
        "INSERT INTO act(id, device, seq, rule, at, offset_min, ms, n) VALUES (?,?,?,?,?,?,?,?)"
        " ON CONFLICT(device, seq) DO NOTHING RETURNING id",
        (None if taken else id_, *values),
    ).fetchone()
    return inserted[0] if inserted else None
