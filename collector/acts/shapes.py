"""The shape of a batch and of its acts, with every bound that does not depend on the kind."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

MAX_SEQ = 2**53 - 1
MAX_ACTS = 1000
FIRST_AT = 946_684_800_000  # 2000-01-01 UTC
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
CHUNK_MS = 60_000

# Patterns end in \Z: a bare $ would let one trailing line feed through.
DeviceId = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_-]{22}\Z")]
Version = Annotated[str, Meta(pattern=r"^[0-9A-Za-z.+-]{1,32}\Z")]
KindId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9.-]{0,31}\Z")]
PlatformId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}\Z")]
RuleId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9.-]{0,63}\Z")]
FieldId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,31}\Z")]
Word = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9.-]{0,31}\Z")]
Number = Annotated[int, Meta(ge=-MAX_SEQ, le=MAX_SEQ)]


class Act(Struct, forbid_unknown_fields=True, frozen=True, gc=False):
    """One finished piece of unpaid labour: times in milliseconds, `at` UTC, `n` −1 for an undo."""

    seq: Annotated[int, Meta(ge=1, le=MAX_SEQ)]
    kind: str
    platform: str
    rule: str
    at: Annotated[int, Meta(ge=FIRST_AT, le=MAX_SEQ)]
    offset_min: Annotated[int, Meta(ge=-840, le=840)]
    ms: Annotated[int, Meta(ge=0, le=DAY_MS)]
    n: Annotated[int, Meta(ge=-1, le=1000)]
    detail: Annotated[dict[FieldId, Number | Word], Meta(max_length=16)] | UnsetType = UNSET


class Rejection(Struct, frozen=True):
    """Why the act at `index` of the batch was refused; `seq` is None where it could not be read."""

    seq: int | None
    index: int
    code: str


class Batch(Struct, frozen=True):
    """What one device sent: the acts that can be stored, in its order, and the rejections of the others.

    `rules` names the rule of each act, as (kind, platform, rule); it is made once, for who looks them up.
    """

    device: str
    extension: str
    catalogue: str
    received_at: int
    acts: list[Act]
    rules: list[tuple[str, str, str]]
    rejected: list[Rejection] = []


class Heading(Struct, forbid_unknown_fields=True, gc=False):
    """What stands above the acts: who sends, and with what."""

    schema: Literal[1]
    device: DeviceId
    extension: Version
    catalogue: Version


class Envelope(Heading):
    """What is posted: one to a thousand acts under their heading."""

    acts: Annotated[list[Act], Meta(min_length=1, max_length=MAX_ACTS)]
