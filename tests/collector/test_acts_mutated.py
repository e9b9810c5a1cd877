"""Bodies that nobody would write: mutated JSON never gets past the decoder unread."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pointeuse.collector.acts import decode
from pointeuse.collector.acts.one_by_one import decode_each
from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.errors import Malformed
from tests.collector.batches import CATALOGUE, NOW, act, attention, body, captcha, envelope
from tests.suite.long_run import draws

SCHEMA = json.loads((EXTENSION / "contract" / "batch.schema.json").read_text("utf-8"))
ACT = jsonschema.Draft202012Validator({**SCHEMA["$defs"]["act"], "$defs": SCHEMA["$defs"]})
BODY = body(act(1), captcha(2), attention(3))

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
FIELDS = st.sampled_from([*act(), "detail", "url", ""])
PIECES = st.sampled_from(
    [b'"', b":", b",", b"{", b"}", b"[", b"]", b"-", b"0", b"1e9", b"null", b"\\u0000", b"\xff"]
)


@st.composite
def mutated_bytes(draw):
    """Cut, double or replace a stretch of a good body."""
    made = BODY
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(made)))
        end = draw(st.integers(start, min(len(made), start + 12)))
        made = made[:start] + draw(PIECES | st.just(made[start:end] * 2) | st.binary(max_size=3)) + made[end:]
    return made


@st.composite
def mutated_json(draw):
    """Give a good batch fields and values that it must not have."""
    acts = [act(1), captcha(2), attention(3)]
    for changed in draw(st.lists(st.sampled_from(acts), min_size=1)):
        changed[draw(FIELDS)] = draw(VALUES)
    fields = draw(st.dictionaries(st.sampled_from([*envelope(), "user"]), VALUES, max_size=1))
    return json.dumps({**envelope(*acts), **fields}).encode()


def outcome(read, raw):
    try:
        return read(raw, NOW, CATALOGUE)
    except Malformed:
        return None


@pytest.mark.drawn
@settings(max_examples=draws(600), deadline=None)
@given(mutated_bytes() | mutated_json())
def test_both_ways_agree_and_whatever_passes_fits_the_schema(raw):
    found = outcome(decode, raw)
    assert found == outcome(decode_each, raw)
    if found is None:
        return
    for kept in found.acts:
        fields = {name: getattr(kept, name) for name in act()}
        assert all(type(fields[name]) in (int, str) for name in fields)
        ACT.validate(fields)
    indices = sorted(row.index for row in found.rejected)
    assert len(set(indices)) == len(indices)
    assert len(found.acts) + len(indices) == len(json.loads(raw)["acts"])
