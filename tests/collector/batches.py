"""Batches as an extension would send them, made by hand for the tests of decoding and storing."""

import json
from pathlib import Path

from pointeuse.collector.acts import Batch, decode
from pointeuse.collector.catalogue import load
from pointeuse.collector.store.kept.clients import Client

NOW = 1795339000000  # 2026-11-22 in the morning, UTC
AT = NOW - 3_600_000
DEVICE = "A" * 22
OTHER_DEVICE = "B" * 22
CATALOGUE = load()
VECTORS = Path(__file__).parents[1] / "vectors" / "wire"


def act(seq: int = 1, **fields: object) -> dict:
    """Return a like; `fields` replace or add to its own."""
    like = {"kind": "like", "platform": "youtube", "rule": "youtube.like"}
    return {"seq": seq, **like, "at": AT + seq * 1000, "offset_min": 60, "ms": 0, "n": 1, **fields}


def attention(seq: int = 1, **fields: object) -> dict:
    return act(seq, **{"kind": "attention", "rule": "youtube.attention", "ms": 60_000, **fields})


def captcha(seq: int = 1, **fields: object) -> dict:
    detail = {"outcome": "solved", "labels": 3, "judgements": 9, "rounds": 1}
    place = {"kind": "captcha.image", "platform": "recaptcha-v2", "rule": "recaptcha-v2"}
    return act(seq, **{**place, "ms": 9400, "detail": detail, **fields})


def envelope(*acts: object, **fields: object) -> dict:
    head = {"schema": 1, "device": DEVICE, "extension": "0.1.0", "catalogue": "2026.11.1"}
    return {**head, "acts": list(acts), **fields}


def body(*acts: object, **fields: object) -> bytes:
    return json.dumps(envelope(*acts, **fields), separators=(",", ":")).encode()


def batch(*acts: object, **fields: object) -> Batch:
    return decode(body(*acts, **fields), NOW, CATALOGUE)


def client(device: str = DEVICE) -> Client:
    return Client("C" * 22, bytes(32), device, "chrome-extension://x", "Chromium", "here", NOW)
