"""Who may call a route. A policy sits on the handler itself, so the gate and the router cannot disagree."""

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

Handler = TypeVar("Handler", bound=Callable)

# Where the requests of a principal come from; a ticket is redeemed by a page or by an extension. A visitor is
# what a page of ours asks for without its key, as a download or a script: it shows the cookie of a session.
SENDERS = {
    "public-static": "anywhere",
    "ticket": "page",
    "extension": "extension",
    "dashboard": "page",
    "visitor": "page",
    "cli": "terminal",
}


class Policy(Struct, frozen=True):
    """The principal that a route is for, and its `sender`: anywhere, page, extension or terminal.

    `may_repeat` tells that a signed request which somebody kept does no harm when it comes again.
    """

    principal: str
    sender: str
    may_repeat: bool = False


def policy(
    principal: str, sender: str | None = None, may_repeat: bool = False
) -> Callable[[Handler], Handler]:
    """Declare who may call a handler; the collector does not start while one route has no policy.

    Only a ticket needs `sender`. A signed request must be signed over a challenge, unless it `may_repeat`.
    Raises ValueError, at import, for a principal that does not exist.
    """
    if principal not in SENDERS:
        raise ValueError(f"{principal!r} is no principal; choose one of {', '.join(SENDERS)}")

    def declare(handler: Handler) -> Handler:
        handler.policy = Policy(principal, sender or SENDERS[principal], may_repeat)
        return handler

    return declare
