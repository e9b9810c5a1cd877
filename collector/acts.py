"""From the bytes of a batch to acts that everything below may trust, or to a code for each act that may not.

Two ways lead there. The first decodes a whole batch into bounded structs, faster than a plain JSON parser; it
is taken by everything that our own extension sends. Whatever it refuses is read again act by act, so that one
bad act is rejected with a code while its neighbours are stored. Nothing is coerced on either way.
"""

import json
from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from .catalogue import Catalogue, Kind
from .errors import Malformed

MAX_SEQ = 2**53 - 1
MAX_ACTS = 1000
FIRST_AT = 946_684_800_000  # 2000-01-01 UTC
DAY_MS = 86_400_000
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
    """What one device sent: the acts that can be stored, in its order, and the rejections of the others."""

    device: str
    extension: str
    catalogue: str
    received_at: int
    acts: list[Act]
    rejected: list[Rejection] = []


class _Envelope(Struct, forbid_unknown_fields=True, gc=False):
    schema: Literal[1]
    device: DeviceId
    extension: Version
    catalogue: Version
    acts: Annotated[list[Act], Meta(min_length=1, max_length=MAX_ACTS)]


class _LooseEnvelope(_Envelope):
    acts: Annotated[list[object], Meta(min_length=1, max_length=MAX_ACTS)]


class _LooseAct(Act, frozen=True):
    """An act of the right shape whose numbers may lie out of range."""

    seq: int
    kind: KindId
    platform: PlatformId
    rule: RuleId
    at: int
    offset_min: int
    ms: int
    n: int
    detail: dict[FieldId, int | Word] | UnsetType = UNSET


class _Names(Struct):
    kind: KindId
    platform: PlatformId
    rule: RuleId


class _Doubled(dict):
    """A JSON object in which one key came twice."""


_decoder = msgspec.json.Decoder(_Envelope)
_REQUIRED = len(Act.__struct_fields__) - 1
_ENVELOPE = len(_Envelope.__struct_fields__)

# Names that passed their patterns before. The patterns of three names cost as much as the rest of an act, and
# a device sends the same few again and again.
_passed: set[tuple[str, str, str]] = set()
_MOST_PASSED = 10_000


def decode(body: bytes, received_at_ms: int, catalogue: Catalogue) -> Batch:
    """Return the batch that `body` holds. Raises Malformed when the envelope cannot be read."""
    try:
        envelope = _decoder.decode(body)
    except (ValueError, RecursionError):
        return _decode_each(body, received_at_ms, catalogue)
    # No string that passed its pattern holds a colon, so each colon stands behind a key.
    if not _are_named(envelope.acts) or body.count(b":") != _count_keys(envelope.acts):
        return _decode_each(body, received_at_ms, catalogue)
    return _judged(envelope, received_at_ms, _codes(envelope.acts, received_at_ms, catalogue))


def _are_named(acts: list[Act]) -> bool:
    new = {(act.kind, act.platform, act.rule) for act in acts} - _passed
    if len(new) + len(_passed) > _MOST_PASSED:
        _passed.clear()
    for kind, platform, rule in new:
        if _converted({"kind": kind, "platform": platform, "rule": rule}, _Names) is None:
            return False
        _passed.add((kind, platform, rule))
    return True


def _count_keys(acts: list[Act]) -> int:
    details = [act.detail for act in acts if act.detail is not UNSET]
    return _ENVELOPE + _REQUIRED * len(acts) + sum(1 + len(detail) for detail in details)


def _codes(acts: list[Act], received_at_ms: int, catalogue: Catalogue) -> dict[int, str]:
    """Return the code of each act, by its index, that is well formed and yet not one its kind allows."""
    latest = received_at_ms + DAY_MS
    found = {}
    for index, act in enumerate(acts):
        if (
            act.kind == "attention"
            and act.detail is UNSET
            and 0 < act.ms <= CHUNK_MS * act.n
            and act.at <= latest
        ):
            continue
        code = _code(act, latest, catalogue.kinds.get(act.kind))
        if code:
            found[index] = code
    return found


def _code(act: Act, latest: int, kind: Kind | None) -> str | None:
    if act.at > latest:
        return "clock"
    if act.n == 0:
        return "range"
    if act.n < 0 and kind is not None and not kind.undo:
        return "undo"
    if act.kind == "attention" and not 0 < act.ms <= CHUNK_MS * act.n:
        return "range"
    if act.detail is not UNSET and not _is_allowed(act.detail, kind):
        return "detail"
    return None


def _is_allowed(detail: dict[str, int | str], kind: Kind | None) -> bool:
    if kind is None:  # from a newer extension: kept, but only what cannot hold a text
        return all(isinstance(value, int) for value in detail.values())
    return all(_is_member(value, kind.detail.get(name)) for name, value in detail.items())


def _is_member(value: int | str, allowed: tuple | None) -> bool:
    if allowed is None:
        return False
    if isinstance(allowed[0], str):
        return value in allowed
    return isinstance(value, int) and allowed[0] <= value <= allowed[1]


def _judged(envelope: _Envelope, received_at_ms: int, codes: dict[int, str]) -> Batch:
    acts, rejected = envelope.acts, []
    if codes:
        rejected = [Rejection(acts[index].seq, index, code) for index, code in codes.items()]
        acts = [act for index, act in enumerate(acts) if index not in codes]
    return _batch(envelope, received_at_ms, acts, rejected)


def _batch(envelope: _Envelope, received_at_ms: int, acts: list[Act], rejected: list[Rejection]) -> Batch:
    return Batch(envelope.device, envelope.extension, envelope.catalogue, received_at_ms, acts, rejected)


def _decode_each(body: bytes, received_at_ms: int, catalogue: Catalogue) -> Batch:
    envelope = _parse(body)
    latest = received_at_ms + DAY_MS
    acts, rejected = [], []
    for index, raw in enumerate(envelope.acts):
        act = _read(raw, latest)
        code = act if isinstance(act, str) else _code(act, latest, catalogue.kinds.get(act.kind))
        if code:
            rejected.append(Rejection(_seq(raw), index, code))
        else:
            acts.append(act)
    return _batch(envelope, received_at_ms, acts, rejected)


def _parse(body: bytes) -> _LooseEnvelope:
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_object, parse_int=_integer)
        if isinstance(found, _Doubled):
            raise ValueError("a key came twice")
        return msgspec.convert(found, _LooseEnvelope, strict=True)
    except (ValueError, RecursionError) as error:
        # The cause may quote what was sent; neither it nor its text may reach an answer or a log.
        raise Malformed(
            "The batch is not one that this collector reads. Update the extension and the collector."
        ) from error


def _object(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Doubled(found)


def _integer(text: str) -> int:
    # Python refuses to parse integers of thousands of digits; all of them are out of range anyway.
    return int(text) if len(text) <= 20 else 10**20


def _read(raw: object, latest: int) -> Act | str:
    """Return the act, or the code of the first thing wrong with it."""
    if _holds_doubled(raw):
        return "duplicate-key"
    if not isinstance(raw, dict):
        return "shape"
    if not raw.keys() <= set(Act.__struct_fields__):
        return "unknown-key"
    loose = _converted(raw, _LooseAct)
    if loose is None:
        return "shape"
    if not FIRST_AT <= loose.at <= latest:
        return "clock"
    return _converted(raw, Act) or "range"


def _converted(raw: dict, shape: Callable) -> Act | None:
    try:
        return msgspec.convert(raw, shape, strict=True)
    except (ValueError, RecursionError):
        return None


def _holds_doubled(raw: object) -> bool:
    waiting = [raw]
    while waiting:
        found = waiting.pop()
        if isinstance(found, _Doubled):
            return True
        if isinstance(found, (dict, list)):
            waiting.extend(found.values() if isinstance(found, dict) else found)
    return False


def _seq(raw: object) -> int | None:
    seq = raw.get("seq") if isinstance(raw, dict) and not isinstance(raw, _Doubled) else None
    return seq if type(seq) is int and 1 <= seq <= MAX_SEQ else None
