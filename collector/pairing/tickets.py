"""Tickets: 128 bits that may be used once, within 120 s, for one purpose.

Somebody who reads a ticket may redeem it first. The second redemption shows that, whoever of the two is the
honest one: it is answered 409, and what the first one gained is revoked.
"""

import re
import secrets
import time
from collections.abc import Callable
from hashlib import sha256

from msgspec import Struct

from pointeuse.collector.errors import Conflict, Unauthorised
from pointeuse.collector.signing import new_nonce

TICKET_SECONDS = 120.0
CODE_TRIES = 5
MOST_USED = 256
# No digit or letter that is read as another: 32 of them, so that eight make 40 bits.
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Redemption(Struct):
    """One use of a ticket. `gained` is the client or session it gave, `spoiled` that another use followed."""

    purpose: str
    gained: str | None = None
    spoiled: bool = False


class _Open(Struct):
    redemption: Redemption
    until: float
    code: bytes | None = None
    tries: int = CODE_TRIES


class TicketUsedTwice(Conflict):
    """Somebody else has redeemed this ticket; `first` says what that gained, for the caller to revoke."""

    def __init__(self, first: Redemption):
        super().__init__(
            "This link was used twice, so its first use was cancelled; start again with `pointeuse pair`.",
            "ticket-used",
        )
        self.first = first


class Tickets(Struct):
    """The outstanding ticket of each purpose (`pair`, `open`) and those already redeemed, as hashes only.

    `used(ticket)` is called whenever one is redeemed, whatever comes of it.
    """

    clock: Callable[[], float] = time.monotonic
    used: Callable[[str], None] = lambda ticket: None
    _open: dict[bytes, _Open] = {}
    _used: dict[bytes, Redemption] = {}

    def issue(self, purpose: str) -> str:
        """Return a new ticket of 22 characters, good once within 120 s; it replaces the one before."""
        return self._issue(purpose)[0]

    def issue_with_code(self, purpose: str) -> tuple[str, str]:
        """Return a ticket and the eight characters that may be typed instead; either uses up both."""
        return self._issue(purpose, _new_code())

    def redeem(self, purpose: str, text: str) -> Redemption:
        """Use up a ticket. Raises Unauthorised, or Conflict when it had been redeemed before."""
        key = _hash(text)
        used = self._used.get(key)
        if used is not None and used.purpose == purpose:
            used.spoiled = True
            raise TicketUsedTwice(used)
        entry = self._open.get(key)
        if entry is None or entry.redemption.purpose != purpose or self.clock() >= entry.until:
            raise Unauthorised(
                "That link is no longer valid; ask for a new one with `pointeuse pair`.", "ticket"
            )
        self.used(text)
        return self._spend(key)

    def redeem_code(self, purpose: str, text: str) -> Redemption:
        """Use up the ticket whose code this is. After five wrong ones only the link is good."""
        given = _hash(_plain(text))
        for key, entry in list(self._open.items()):
            if entry.redemption.purpose != purpose or entry.code is None or self.clock() >= entry.until:
                continue
            if secrets.compare_digest(entry.code, given):
                return self._spend(key)
            entry.tries -= 1
            if entry.tries == 0:
                entry.code = None  # any program can try codes; only the person has the link, which stays
        raise Unauthorised("That code is not valid; ask for a new one with `pointeuse pair`.", "code")

    def _issue(self, purpose: str, code: str = "") -> tuple[str, str]:
        self._open = {k: e for k, e in self._open.items() if e.redemption.purpose != purpose}
        ticket = new_nonce()
        until = self.clock() + TICKET_SECONDS
        self._open[_hash(ticket)] = _Open(Redemption(purpose), until, _hash(_plain(code)) if code else None)
        return ticket, code

    def _spend(self, key: bytes) -> Redemption:
        redemption = self._used[key] = self._open.pop(key).redemption
        for oldest in list(self._used)[:-MOST_USED]:
            del self._used[oldest]
        return redemption


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(8))


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).upper()


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "replace")).digest()
