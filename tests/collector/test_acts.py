"""Every way in which a batch can be wrong, each with its code: nothing is coerced, neighbours are kept."""

import json
import time

import pytest

from pointeuse.collector.acts import decode
from pointeuse.collector.errors import Malformed
from tests.collector.batches import AT, CATALOGUE, DEVICE, NOW, act, attention, body, captcha, envelope

DAY_MS = 86_400_000
INTEGERS = ("seq", "at", "offset_min", "ms", "n")
NAMES = ("kind", "platform", "rule")
NOT_INTEGERS = ["1.0", "1e3", "1E0", "0.5", "1e400", "true", "false", "null", "NaN", "Infinity", "-Infinity"]
NOT_INTEGERS += ["[]", "{}", "[1]", '"5"', '""']
NOT_NAMES = [
    "5",
    "1.5",
    "null",
    "true",
    "[]",
    "{}",
    '""',
    '" "',
    '"Like"',
    '"li ke"',
    '"like\\n"',
    '"li\\u0000ke"',
]
NOT_NAMES += [
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"é"',
    '"<script>"',
    '"https://example.org/?q=1"',
    '"' + "l" * 65 + '"',
]
BIG = "9" * 30
OUT_OF_RANGE = {
    "seq": ["0", "-1", str(2**53), str(2**64), BIG, "9" * 5000],
    "offset_min": ["-841", "841", BIG, "-" + BIG],
    "ms": ["-1", str(DAY_MS + 1), BIG],
    "n": ["0", "-2", "1001", BIG],
}
NOT_TIMES = ["0", "-1", "946684799999", str(NOW + DAY_MS + 1), str(2**53), BIG, "9" * 5000]


def with_raw(field: str, text: str, source: dict | None = None) -> str:
    """Return the JSON of an act in which the value of one field is `text`, whatever that is."""
    made = json.dumps({**(source or act(2)), field: "central"})
    return made.replace('"central"', text)


ACTS = [
    *[(f"{field}={text}", with_raw(field, text), "shape") for field in INTEGERS for text in NOT_INTEGERS],
    *[(f"{field}={text[:24]}", with_raw(field, text), "shape") for field in NAMES for text in NOT_NAMES],
    *[
        (f"{field}={text[:40]}", with_raw(field, text), "range")
        for field, texts in OUT_OF_RANGE.items()
        for text in texts
    ],
    *[(f"at={text[:40]}", with_raw("at", text), "clock") for text in NOT_TIMES],
    *[
        (f"no-{field}", json.dumps({k: v for k, v in act(2).items() if k != field}), "shape")
        for field in act()
    ],
    *[(f"twice-{field}", json.dumps(act(2))[:-1] + f',"{field}":1}}', "duplicate-key") for field in act()],
    ("twice-escaped", json.dumps(act(2))[:-1] + ',"\\u006es":1,"n\\u0073":1}', "duplicate-key"),
    ("twice-spaced", json.dumps(act(2))[:-1] + ',"n" : 1}', "duplicate-key"),
    ("twice-in-detail", with_raw("detail", '{"labels":1,"labels":1}', captcha(2)), "duplicate-key"),
    ("unknown-key", json.dumps(act(2, url="x")), "unknown-key"),
    ("empty-key", json.dumps(act(2, **{"": 1})), "unknown-key"),
    ("proto", json.dumps(act(2, __proto__={})), "unknown-key"),
    ("an-integer", "2", "shape"),
    ("a-text", '"act"', "shape"),
    ("null", "null", "shape"),
    ("a-list", "[2]", "shape"),
    ("an-empty-object", "{}", "shape"),
    ("a-deep-list", "[" * 400 + "]" * 400, "shape"),
    ("undo-of-attention", json.dumps(attention(2, n=-1)), "undo"),
    ("undo-of-prompt", json.dumps(act(2, kind="prompt", n=-1)), "undo"),
    ("attention-without-time", json.dumps(attention(2, ms=0)), "range"),
    ("attention-over-a-minute", json.dumps(attention(2, ms=60_001)), "range"),
    ("merged-attention-too-long", json.dumps(attention(2, n=2, ms=120_001)), "range"),
    ("undo-of-task-time", json.dumps(attention(2, kind="task-time", n=-1)), "undo"),
    ("task-time-without-time", json.dumps(attention(2, kind="task-time", ms=0)), "range"),
    ("task-time-over-a-minute", json.dumps(attention(2, kind="task-time", ms=60_001)), "range"),
    *[
        (f"detail={text[:30]}", with_raw("detail", text, captcha(2)), code)
        for text, code in {
            "null": "shape",
            "[]": "shape",
            '"solved"': "shape",
            '{"labels":1.0}': "shape",
            '{"labels":true}': "shape",
            '{"labels":null}': "shape",
            '{"labels":NaN}': "shape",
            '{"labels":{}}': "shape",
            '{"labels":[1]}': "shape",
            '{"outcome":"Solved it, see https://example.org"}': "shape",
            '{"Labels":1}': "shape",
            '{"":1}': "shape",
            '{"labels":' + BIG + "}": "range",
            "{" + ",".join(f'"f{i}":1' for i in range(17)) + "}": "range",
            '{"labels":-1}': "detail",
            '{"labels":10001}': "detail",
            '{"labels":"3"}': "detail",
            '{"labels":"solved"}': "detail",
            '{"outcome":0}': "detail",
            '{"outcome":"great"}': "detail",
            '{"title":1}': "detail",
        }.items()
    ],
    ("detail-of-a-like", json.dumps(act(2, detail={"labels": 1})), "detail"),
    ("text-in-an-unknown-kind", json.dumps(act(2, kind="hologram", detail={"title": "secret"})), "detail"),
]

GOOD = body(act(1)).decode()
ENVELOPES = [
    *[
        (f"schema={text}", GOOD.replace('"schema":1', f'"schema":{text}'))
        for text in ("0", "2", "1.0", "true", '"1"')
    ],
    *[
        (f"device={text}", GOOD.replace(f'"{DEVICE}"', text))
        for text in ('""', "5", "null", '"A"', f'"{"é" * 22}"')
    ],
    *[
        (f"line-feed-{text}", GOOD.replace(f'{text}"', f'{text}\\n"'))
        for text in (DEVICE, "0.1.0", "2026.11.1")
    ],
    *[
        (f"extension={text}", GOOD.replace('"0.1.0"', text))
        for text in ('""', "1", "null", '"0 1"', f'"{"1" * 33}"')
    ],
    *[(f"catalogue={text}", GOOD.replace('"2026.11.1"', text)) for text in ('""', "1", "[]", '"<b>"')],
    *[
        (f"acts={text}", json.dumps(envelope()).replace("[]", text))
        for text in ("[]", "{}", "null", '"[]"', "1")
    ],
    *[
        (f"no-{key}", json.dumps({k: v for k, v in envelope(act()).items() if k != key}))
        for key in envelope()
    ],
    *[(f"twice-{key}", GOOD[:-1] + f',"{key}":{json.dumps(value)}}}') for key, value in envelope().items()],
    ("unknown-key", GOOD[:-1] + ',"user":"me"}'),
    ("a-thousand-and-one", json.dumps(envelope(*[act(i + 1) for i in range(1001)]))),
    ("nothing", ""),
    ("white-space", " \n\t "),
    ("null", "null"),
    ("a-number", "1"),
    ("a-list-of-acts", json.dumps([act(1)])),
    ("cut-short", GOOD[:-2]),
    ("one-brace-more", GOOD + "}"),
    ("two-documents", GOOD + GOOD),
    ("trailing-comma", GOOD[:-1] + ",}"),
    ("trailing-comma-in-act", GOOD.replace('"n":1', '"n":1,')),
    ("single-quotes", GOOD.replace('"', "'")),
    ("comment", GOOD + "/* */"),
    ("leading-zero", GOOD.replace('"n":1', '"n":01')),
    ("leading-plus", GOOD.replace('"n":1', '"n":+1')),
    ("hexadecimal", GOOD.replace('"n":1', '"n":0x1')),
    ("bare-point", GOOD.replace('"n":1', '"n":1.')),
    ("line-feed-in-text", GOOD.replace("youtube.like", "youtube\n.like")),
    ("wrong-escape", GOOD.replace("youtube.like", "youtube\\q.like")),
    ("deep-list", "[" * 200_000),
    ("deep-object", '{"acts":' * 100_000),
    ("deep-act", GOOD.replace("[{", "[" * 100_000)),
    ("objects-only", GOOD.replace("[{", "[" + "{}," * 100_000 + "{")),
    ("lists-only", GOOD.replace("[{", "[" + "[]," * 100_000 + "{")),
    ("byte-order-mark", "\ufeff" + GOOD),
    ("form", "schema=1&acts=1"),
]
BYTES = [
    ("utf-16", GOOD.encode("utf-16")),
    ("utf-32", GOOD.encode("utf-32")),
    ("bad-utf-8", GOOD.encode().replace(b"youtube.like", b"youtube.\xff")),
    ("overlong", GOOD.encode().replace(b"youtube.like", b"youtube.\xc0\xaf")),
    ("surrogate-in-utf-8", GOOD.encode().replace(b"youtube.like", b"youtube.\xed\xa0\x80")),
    ("nul", GOOD.encode() + b"\0"),
    ("gzip", b"\x1f\x8b\x08\x00" + bytes(20)),
]


def read(raw: bytes):
    return decode(raw, NOW, CATALOGUE)


def test_the_tables_are_as_long_as_promised():
    assert len(ACTS) + len(ENVELOPES) + len(BYTES) >= 80


@pytest.mark.parametrize(("raw", "code"), [case[1:] for case in ACTS], ids=[case[0] for case in ACTS])
def test_bad_act_is_rejected_and_its_neighbours_are_kept(raw, code):
    text = body(act(1), "central", act(3)).decode().replace('"central"', raw)
    found = read(text.encode())
    assert [act.seq for act in found.acts] == [1, 3]
    assert [(row.index, row.code) for row in found.rejected] == [(1, code)]
    assert found.rejected[0].seq in (2, None)


@pytest.mark.parametrize("raw", [case[1] for case in ENVELOPES], ids=[case[0] for case in ENVELOPES])
def test_bad_envelope_is_malformed(raw):
    with pytest.raises(Malformed):
        read(raw.encode())


@pytest.mark.parametrize("raw", [case[1] for case in BYTES], ids=[case[0] for case in BYTES])
def test_bad_bytes_are_malformed(raw):
    with pytest.raises(Malformed):
        read(raw)


def test_refusal_does_not_repeat_what_was_sent():
    with pytest.raises(Malformed) as refused:
        read(GOOD.replace(DEVICE, "canary-canary-canary").encode())
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"at": 946_684_800_000},
        {"at": NOW + DAY_MS},
        {"offset_min": -840},
        {"offset_min": 840},
        {"ms": DAY_MS},
        {"n": 1000},
        {"n": -1},
        {"seq": 2**53 - 1},
        {"kind": "k" * 32},
        {"platform": "9" + "p" * 31},
        {"rule": "r" * 64},
        {"kind": "hologram", "n": -1},
        {"kind": "hologram", "detail": {"layers": 2**53 - 1}},
        {"kind": "captcha.audio", "detail": {}},
        {"kind": "attention", "n": 1000, "ms": 60_000_000},
        {"kind": "task-time", "n": 2, "ms": 120_000},
    ],
    ids=str,
)
def test_edge_of_every_bound_is_accepted(fields):
    found = read(body({**act(1), **fields}))
    assert found.rejected == []
    assert {name: getattr(found.acts[0], name) for name in fields} == fields


def test_minus_zero_is_the_integer_zero():
    assert read(with_raw("acts", f"[{with_raw('ms', '-0')}]", envelope()).encode()).acts[0].ms == 0


def test_white_space_means_nothing():
    loose = json.dumps(envelope(act(1), captcha(2)), indent=3).replace('":', '"\t: ')
    assert read(loose.encode()) == read(body(act(1), captcha(2)))


def test_codes_name_the_first_thing_wrong():
    assert read(body(act(1, at=AT + 2 * DAY_MS, n=5000))).rejected[0].code == "clock"


@pytest.mark.parametrize(
    "piece", ["{},", "[],", "1,", '{"a":1,"a":1},', '"\\u0041",', "1e9,", "[[[[[[[[1]]]]]]]],"]
)
def test_body_of_a_mebibyte_does_not_hold_up_the_others(piece):
    """Measured in CPU, beside what the bare parser takes for a mebibyte of numbers."""
    raw = GOOD.replace("[{", "[" + piece * ((1 << 20) // len(piece)) + "{")[: 1 << 20].encode()
    numbers = f"[{'1,' * (1 << 19)}1]"

    def refused():
        with pytest.raises(Malformed):
            read(raw)

    assert least_cpu(refused) < 15 * least_cpu(lambda: json.loads(numbers))


def least_cpu(work) -> float:
    def once() -> float:
        began = time.thread_time()
        work()
        return time.thread_time() - began

    return min(once() for _ in range(3))
