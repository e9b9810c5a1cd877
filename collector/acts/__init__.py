"""From the bytes of a batch to acts that everything below may trust, or to a code for each act that may not.

Two ways lead there. The first decodes a whole batch into bounded structs, faster than a plain JSON parser; it
is taken by everything that our own extension sends. Whatever it refuses is read again act by act, so that one
bad act is rejected with a code while its neighbours are stored. Nothing is coerced on either way.
"""

import msgspec
from msgspec import UNSET, Struct

from pointeuse.collector.acts.judging import codes_of
from pointeuse.collector.acts.one_by_one import converted, decode_each
from pointeuse.collector.acts.shapes import Act, Batch, Envelope, KindId, PlatformId, Rejection, RuleId
from pointeuse.collector.catalogue import Catalogue

__all__ = ["Act", "Batch", "Rejection", "decode"]


class Names(Struct):
    """The names in an act, with their patterns."""

    kind: KindId
    platform: PlatformId
    rule: RuleId


_decoder = msgspec.json.Decoder(Envelope)
_REQUIRED = len(Act.__struct_fields__) - 1
_ENVELOPE = len(Envelope.__struct_fields__)

# Names that passed their patterns before. The patterns of three names cost as much as the rest of an act, and
# a device sends the same few again and again.
_passed: set[tuple[str, str, str]] = set()
_MOST_PASSED = 10_000


def decode(body: bytes, received_at_ms: int, catalogue: Catalogue) -> Batch:
    """Return the batch that `body` holds. Raises Malformed when the envelope cannot be read."""
    try:
        envelope = _decoder.decode(body)
    except (ValueError, RecursionError):
        return decode_each(body, received_at_ms, catalogue)
    rules = [(act.kind, act.platform, act.rule) for act in envelope.acts]
    # No string that passed its pattern holds a colon, so each colon stands behind a key.
    if not _are_names(set(rules)) or body.count(b":") != _count_keys(envelope.acts):
        return decode_each(body, received_at_ms, catalogue)
    acts, rejected = envelope.acts, []
    if codes := codes_of(acts, received_at_ms, catalogue):
        rejected = [Rejection(acts[index].seq, index, code) for index, code in codes.items()]
        acts = [act for index, act in enumerate(acts) if index not in codes]
        rules = [rule for index, rule in enumerate(rules) if index not in codes]
    return Batch(
        envelope.device, envelope.extension, envelope.catalogue, received_at_ms, acts, rules, rejected
    )


def _are_names(rules: set[tuple[str, str, str]]) -> bool:
    new = rules - _passed
    if len(new) + len(_passed) > _MOST_PASSED:
        _passed.clear()
    for kind, platform, rule in new:
        if converted({"kind": kind, "platform": platform, "rule": rule}, Names) is None:
            return False
        _passed.add((kind, platform, rule))
    return True


def _count_keys(acts: list[Act]) -> int:
    details = [act.detail for act in acts if act.detail is not UNSET]
    return _ENVELOPE + _REQUIRED * len(acts) + sum(1 + len(detail) for detail in details)
