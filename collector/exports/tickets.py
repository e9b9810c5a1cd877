"""Tickets for downloads: one use, a minute, and what they are good for. In memory, as hashes only."""

import time
from collections.abc import Callable
from hashlib import sha256

from msgspec import Struct

from pointeuse.collector.errors import NotFound
from pointeuse.collector.signing import new_nonce
from pointeuse.collector.store.acts.selection import Selection

SECONDS = 60
MOST = 32


class Wanted(Struct, frozen=True):
    """The acts of `selection` in the form called `form`, as a file called `name`, until the clock says so.

    For the session that asked for it, and for no other.
    """

    session: str
    selection: Selection
    form: str
    name: str
    until: float


class Downloads:
    """The tickets that are out; the oldest ends when there are more than 32."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._wanted: dict[bytes, Wanted] = {}

    def issue(self, session: str, selection: Selection, form: str, name: str) -> str:
        """Return a new ticket of 22 characters."""
        ticket = new_nonce()
        self._wanted[_hash(ticket)] = Wanted(session, selection, form, name, self._clock() + SECONDS)
        for oldest in list(self._wanted)[:-MOST]:
            del self._wanted[oldest]
        return ticket

    def redeem(self, session: str, ticket: str) -> Wanted:
        """Use up a ticket. Raises NotFound for one that was used, is too old, or is another session's."""
        wanted = self._wanted.get(_hash(ticket))
        if wanted is not None and wanted.session == session:
            del self._wanted[_hash(ticket)]
        if wanted is None or wanted.session != session or self._clock() >= wanted.until:
            raise NotFound("This download is no longer there; ask for it again on the dashboard.", "ticket")
        return wanted


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "replace")).digest()
