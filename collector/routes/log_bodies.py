"""What the requests look like that read the log act by act, and those that change it."""

from typing import Annotated, Literal

from msgspec import Meta

from pointeuse.collector.acts.shapes import FIRST_AT, MAX_SEQ, DeviceId, KindId, PlatformId
from pointeuse.collector.routes.bodies import LONGEST_FORGET, Body, Moment, Period, Token
from pointeuse.collector.store.acts.selection import FAR, Selection

Seq = Annotated[int, Meta(ge=1, le=MAX_SEQ)]
BackupName = Annotated[str, Meta(pattern=r"^pointeuse-[0-9]{8}T[0-9]{6}Z\.db\Z")]
# No control character, no line or paragraph end, nothing that turns the direction of what follows.
LABEL = "^[^\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*\\Z"
MOST_NAMES = 100


class Chosen(Period):
    """The acts of a period, of some platforms and kinds; None takes every one."""

    platforms: Annotated[tuple[PlatformId, ...], Meta(min_length=1, max_length=MOST_NAMES)] | None = None
    kinds: Annotated[tuple[KindId, ...], Meta(min_length=1, max_length=MOST_NAMES)] | None = None

    def selection(self) -> Selection:
        """Return what is chosen."""
        first = 0 if self.first_day is None else self.first_day
        last = FAR if self.last_day is None else self.last_day
        return Selection(first, last, self.platforms, self.kinds)


class Page(Chosen):
    """One page of an export: the acts whose row comes after `after`."""

    after: Annotated[int, Meta(ge=0)] = 0


class Browse(Chosen):
    """One page of the list: the acts that arrived before `before`, the newest first."""

    before: Annotated[int, Meta(ge=0)] | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class Download(Chosen):
    format: Literal["json", "csv"] = "json"


class Erase(Chosen):
    action_token: Token | None = None


class EraseAtOnce(Chosen):
    """What the terminal erases: without `sure` it is only counted."""

    sure: bool = False


class Identity(Body):
    device: DeviceId
    seq: Seq


class Strike(Body):
    acts: Annotated[tuple[Identity, ...], Meta(min_length=1, max_length=200)]
    action_token: Token | None = None


class Undo(Body):
    undo_token: Token


class Add(Body):
    """An act that the person remembers: when it began, how many, and how long it took."""

    kind: KindId
    platform: PlatformId
    at: Annotated[int, Meta(ge=FIRST_AT, le=MAX_SEQ)]
    offset_min: Annotated[int, Meta(ge=-840, le=840)]
    n: Annotated[int, Meta(ge=1, le=1000)] = 1
    minutes: Annotated[int, Meta(ge=0, le=24 * 60)] = 0


class ForgetAll(Body):
    """The last minutes of every browser. `since` (UTC ms) comes back as the first step said it."""

    minutes: Annotated[int, Meta(ge=1, le=LONGEST_FORGET)]
    since: Moment | None = None
    action_token: Token | None = None


class Restore(Body):
    """Lines of an export from the one numbered `first_line` on; `header` is the first of a CSV file."""

    format: Literal["json", "csv"]
    lines: Annotated[list[str], Meta(min_length=1, max_length=2000)]
    first_line: Annotated[int, Meta(ge=1, le=MAX_SEQ)] = 1
    header: str | None = None
    with_erased: bool = False


class Retention(Body):
    keep_months: Annotated[int, Meta(ge=1, le=120)] | None
    action_token: Token | None = None


class RestoreBackup(Body):
    name: BackupName
    action_token: Token | None = None


class Label(Body):
    client_id: Token
    label: Annotated[str, Meta(max_length=40, pattern=LABEL)]
