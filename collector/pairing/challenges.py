"""Challenges: what makes a signed request fresh, so that one that somebody kept is of no use to anybody."""

import secrets
import time
from collections.abc import Callable
from hmac import compare_digest
from hmac import digest as hmac_digest

from pointeuse.collector.errors import Forbidden
from pointeuse.collector.signing import decode, encode

CHALLENGE_SECONDS = 60
_HEAD = 8  # bytes: until when, and a number


class Challenges:
    """One use, 60 s, for one principal, in one run of the collector.

    A challenge is signed with a secret of the run and kept only once it is used: whoever asks for many takes
    nobody else's away, and none outlives a restart.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._issued = 0
        self._used: dict[str, int] = {}

    def issue(self, cid: str) -> str:
        """Return a challenge of 22 characters for the principal that signs as `cid`."""
        self._issued += 1
        until = int(self._clock()) + CHALLENGE_SECONDS
        head = until.to_bytes(4, "big") + (self._issued % 2**32).to_bytes(4, "big")
        return encode(head + self._mac(head, cid))

    def redeem(self, cid: str, challenge: str) -> None:
        """Use up the challenge. Raises Forbidden when it is not this principal's, used, or too old."""
        now = self._clock()
        self._used = {text: until for text, until in self._used.items() if now < until}
        until = self._until(cid, challenge)
        if challenge in self._used or now >= until:
            raise Forbidden(
                "This request was not made for now; ask again, and if that is no help, update both programs.",
                "challenge",
            )
        self._used[challenge] = until

    def _until(self, cid: str, challenge: str) -> int:
        """Return until when the challenge is good; 0 for one that was not made here for `cid`."""
        try:
            whole = decode(challenge)
        except ValueError:
            return 0
        head, mac = whole[:_HEAD], whole[_HEAD:]
        # Two texts may decode to the same bytes: only the one that we wrote is ours.
        ours = encode(whole) == challenge and compare_digest(mac, self._mac(head, cid))
        return int.from_bytes(head[:4], "big") if ours else 0

    def _mac(self, head: bytes, cid: str) -> bytes:
        return hmac_digest(self._secret, head + cid.encode(), "sha256")[:_HEAD]
