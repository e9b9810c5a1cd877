"""The slow way: each act of a batch on its own, so that one bad act is refused and its neighbours are not."""

import json
from typing import Annotated, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from pointeuse.collector.acts.judging import code_of
from pointeuse.collector.acts.shapes import (
    DAY_MS,
    FIRST_AT,
    MAX_ACTS,
    MAX_SEQ,
    Act,
    Batch,
    FieldId,
    Heading,
    KindId,
    PlatformId,
    Rejection,
    RuleId,
    Word,
)
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.errors import Malformed

Shape = TypeVar("Shape", bound=Struct)

# An act has at most one object within. A mebibyte of brackets would hold up everybody for half a second.
MOST_NESTED = 4 * MAX_ACTS


class LooseEnvelope(Heading):
    """An envelope whose acts have not been looked at."""

    acts: Annotated[list[object], Meta(min_length=1, max_length=MAX_ACTS)]


class LooseAct(Act, frozen=True):
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


class Doubled(dict):
    """A JSON object in which one key came twice."""


def decode_each(body: bytes, received_at_ms: int, catalogue: Catalogue) -> Batch:
    """Return the batch with a rejection for each act that cannot be read. Raises Malformed."""
    envelope = _parse(body)
    latest = received_at_ms + DAY_MS
    acts: list[Act] = []
    rejected: list[Rejection] = []
    for index, raw in enumerate(envelope.acts):
        act = judge(raw, latest, catalogue)
        if isinstance(act, str):
            rejected.append(Rejection(_seq(raw), index, act))
        else:
            acts.append(act)
    rules = [(act.kind, act.platform, act.rule) for act in acts]
    return Batch(
        envelope.device, envelope.extension, envelope.catalogue, received_at_ms, acts, rules, rejected
    )


def judge(raw: object, latest: int, catalogue: Catalogue) -> Act | str:
    """Return the act, or the code of the first thing wrong with it; `latest` is the last `at` allowed."""
    act = _read(raw, latest)
    if isinstance(act, str):
        return act
    return code_of(act, latest, catalogue.kinds.get(act.kind)) or act


def parsed(text: str) -> object:
    """Return what the JSON says, an object with a key twice as `Doubled`. Raises ValueError."""
    return json.loads(text, object_pairs_hook=_object, parse_int=_integer)


def _parse(body: bytes) -> LooseEnvelope:
    try:
        if body.count(b"{") + body.count(b"[") > MOST_NESTED:
            raise ValueError("more objects and lists than a batch has")
        found = parsed(body.decode("utf-8"))
        if isinstance(found, Doubled):
            raise ValueError("a key came twice")
        return msgspec.convert(found, LooseEnvelope, strict=True)
    except (ValueError, RecursionError) as error:
        # The cause may quote what was sent; neither it nor its text may reach an answer or a log.
        raise Malformed(
            "The batch is not one that this collector reads. Update the extension and the collector."
        ) from error


def _object(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Doubled(found)


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
    loose = converted(raw, LooseAct)
    if loose is None:
        return "shape"
    if not FIRST_AT <= loose.at <= latest:
        return "clock"
    return converted(raw, Act) or "range"


def converted(raw: dict, shape: type[Shape]) -> Shape | None:
    """Return `raw` as the struct `shape`, or None; nothing is coerced."""
    try:
        return msgspec.convert(raw, shape, strict=True)
    except (ValueError, RecursionError):
        return None


def _holds_doubled(raw: object) -> bool:
    waiting = [raw]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Doubled):
            return True
        if isinstance(found, (dict, list)):
            waiting.extend(found.values() if isinstance(found, dict) else found)
    return False


def _seq(raw: object) -> int | None:
    seq = raw.get("seq") if isinstance(raw, dict) and not isinstance(raw, Doubled) else None
    return seq if type(seq) is int and 1 <= seq <= MAX_SEQ else None
