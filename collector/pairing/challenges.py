"""Challenges: what makes a request fresh whose answer would be worth replaying it for."""

import time
from collections.abc import Callable
from hashlib import sha256

from msgspec import Struct

from ..errors import Forbidden
from ..signing import new_nonce

CHALLENGE_SECONDS = 60.0
MOST_CHALLENGES = 64


class Challenges(Struct):
    """What `hello` hands to a client it has proven itself to: one use, 60 s, for that client only."""

    clock: Callable[[], float] = time.monotonic
    _open: dict[bytes, tuple[str, float]] = {}

    def issue(self, client: str) -> str:
        """Return a challenge for this client; the oldest of all goes when there are more than 64."""
        challenge = new_nonce()
        self._open[_hash(challenge)] = (client, self.clock() + CHALLENGE_SECONDS)
        for oldest in list(self._open)[:-MOST_CHALLENGES]:
            del self._open[oldest]
        return challenge

    def redeem(self, client: str, challenge: str) -> None:
        """Use up the challenge. Raises Forbidden when it is not this client's, used, or too old."""
        owner, until = self._open.get(_hash(challenge), ("", 0.0))
        if owner != client or self.clock() >= until:
            raise Forbidden("That challenge is not valid any more; say hello again.", "challenge")
        del self._open[_hash(challenge)]


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "replace")).digest()
