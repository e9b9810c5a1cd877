"""Who may ask for what: the policy of each route, and (below) the one middleware that enforces it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Handler = TypeVar("Handler", bound=Callable)

PRINCIPALS = ("public-static", "ticket", "extension", "dashboard", "cli")


@dataclass(frozen=True)
class Policy:
    """The principal that a route is for, and where its requests come from: `page` or `extension`."""

    principal: str
    origin: str


def policy(principal: str, origin: str | None = None) -> Callable[[Handler], Handler]:
    """Declare who may call a handler; the collector does not start while one route has no policy.

    `origin` is needed for tickets only, which both a page and an extension redeem. Raises ValueError for an
    unknown principal, at import.
    """
    if principal not in PRINCIPALS:
        raise ValueError(f"{principal!r} is no principal; choose one of {', '.join(PRINCIPALS)}")
    where = origin or ("extension" if principal == "extension" else "page")

    def declare(handler: Handler) -> Handler:
        handler.policy = Policy(principal, where)
        return handler

    return declare
