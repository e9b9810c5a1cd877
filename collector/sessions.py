"""Dashboard sessions: two halves, a cookie and a page key, of which only the hashes are kept, in memory.

Browsers send a cookie of 127.0.0.1 to every port there, so the cookie alone is no credential; the page key is
kept per port. Whoever stole both while another program sat on our port has nothing: a restart ends them all.
"""

import time
from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest

from msgspec import Struct

from pointeuse.collector.errors import Forbidden
from pointeuse.collector.signing import new_nonce

MOST_SESSIONS = 32
ACTION_SECONDS = 60.0


class _Action(Struct, frozen=True):
    purpose: str
    token: bytes
    until: float


class Sessions:
    """The open sessions of one run on `port`; the oldest ends when there are more than 32."""

    def __init__(self, port: int, clock: Callable[[], float] = time.monotonic):
        self.port = port
        self._clock = clock
        self._page_keys: dict[str, bytes] = {}
        self._actions: dict[str, _Action] = {}

    def open(self) -> tuple[str, str, str]:
        """Open a session and return its name, its cookie and its page key; the latter two are not kept."""
        cookie, page_key = new_nonce() + new_nonce(), new_nonce() + new_nonce()
        session = _name(cookie)
        self._page_keys[session] = _hash(page_key)
        for oldest in list(self._page_keys)[:-MOST_SESSIONS]:
            self.end(oldest)
        return session, cookie, page_key

    def find(self, cookie: str, page_key: str) -> str | None:
        """Return the name of the session that has both halves."""
        session = _name(cookie)
        known = self._page_keys.get(session, b"")
        return session if compare_digest(known, _hash(page_key)) else None

    def named(self, cookie: str) -> str | None:
        """Return the name of the session whose cookie this is; enough for what holds nothing by itself."""
        session = _name(cookie)
        return session if session in self._page_keys else None

    def end(self, session: str) -> None:
        """End the session, if it is open."""
        self._page_keys.pop(session, None)
        self._actions.pop(session, None)

    def ask(self, session: str, purpose: str) -> str:
        """Return a token for one destructive call within 60 s, such as `unpair <client>`; one at a time."""
        token = new_nonce()
        self._actions[session] = _Action(purpose, _hash(token), self._clock() + ACTION_SECONDS)
        return token

    def confirm(self, session: str, purpose: str, token: str) -> None:
        """Use up the token. Raises Forbidden when it was made for something else, used, or is too old."""
        action = self._actions.pop(session, None)
        fresh = action is not None and action.purpose == purpose and self._clock() < action.until
        if not fresh or not compare_digest(action.token, _hash(token)):
            raise Forbidden("That confirmation is no longer valid; ask for it again.", "action")


def _name(cookie: str) -> str:
    return sha256(cookie.encode("utf-8", "replace")).hexdigest()


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "replace")).digest()
