"""What the small requests look like. Batches of acts have a decoder of their own, in `collector.acts`."""

from typing import Annotated, Literal, TypeVar

import msgspec
from aiohttp import web
from msgspec import Meta

from pointeuse.collector.errors import Malformed
from pointeuse.collector.store.kept.pauses import UNTIL_RESUMED

Shape = TypeVar("Shape", bound=msgspec.Struct)
Token = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}$")]
Code = Annotated[str, Meta(pattern=r"^[A-Za-z0-9 -]{8,12}$")]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._+-]{0,39}$")]
VERSION = r"^[0-9a-f]{12}$"
LAST_DAY = 2_000_000
Moment = Annotated[int, Meta(ge=0, le=8_640_000_000_000_000)]  # UTC ms, to the last that JS can tell
End = Annotated[int, Meta(ge=0, le=UNTIL_RESUMED)]
Version = Annotated[str, Meta(pattern=VERSION)]
Day = Annotated[int, Meta(ge=0, le=LAST_DAY)]


LONGEST_FORGET = 14 * 24 * 60


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request's body: the fields named, no others."""


class Pair(Body):
    device: Token
    browser: Name
    extension: Name
    ticket: Token | None = None
    code: Code | None = None


class Obeyed(Body):
    """What a browser does: nothing before `until` (UTC ms, 0: it records), as wished `at` (UTC ms)."""

    until: End
    at: Moment


class Hello(Body):
    """`last_seq`: the highest that the browser has given to an act so far."""

    device: Token
    pause: Obeyed | None = None
    last_seq: Annotated[int, Meta(ge=0, le=2**53 - 1)] | None = None


class Pause(Body):
    """For how long; None is until the person resumes."""

    minutes: Literal[15, 60, 1440] | None


class Forget(Body):
    """The person asks for the last hour; it is further back by the time the collector was away since."""

    minutes: Annotated[int, Meta(ge=1, le=LONGEST_FORGET)]
    through_seq: Annotated[int, Meta(ge=0, le=2**53 - 1)]


Unasked = Literal["google-search", "googlemaps"]
"""What earlier versions counted in Firefox without being asked: a browser may erase no other history."""


class ForgetPlatforms(Body):
    """Acts of the asking browser on such platforms, up to a seq: erased if `sure`, else counted.

    `unsent`: seqs of those that it had not sent, or not heard of again; somebody else may have caught them.
    """

    platforms: Annotated[list[Unasked], Meta(min_length=1, max_length=2)]
    through_seq: Annotated[int, Meta(ge=0, le=2**53 - 1)]
    sure: bool
    unsent: Annotated[list[Annotated[int, Meta(ge=1, le=2**53 - 1)]], Meta(max_length=20_000)] = []


class Ticket(Body):
    ticket: Token


class Unpair(Body):
    client_id: Token
    action_token: Token | None = None


class Empty(Body):
    pass


class Period(Body):
    """Local days since 1970-01-01, both included; None means as far as the log goes."""

    first_day: Day | None = None
    last_day: Day | None = None


class Valued(Period):
    """A period, and the set of assumptions to value it under; None means the one in use."""

    set: Version | None = None


async def read_body(request: web.Request, shape: type[Shape]) -> Shape:
    """Return the body as `shape`. Raises Malformed, which repeats nothing of what it held."""
    try:
        return msgspec.json.decode(await request.read(), type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(
            "The body does not have the fields of this request; see the documentation."
        ) from error
