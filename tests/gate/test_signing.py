"""The signing examples that both languages run: the bytes are the contract."""

import json
from pathlib import Path

import pytest

from pointeuse.collector.signing import (
    authorization,
    decode,
    is_proven,
    is_signed,
    parse_authorization,
    proof,
)

VECTORS = Path(__file__).parents[1] / "vectors" / "signing"


def cases(name: str) -> list:
    """Return the cases of a file, each under its name."""
    found = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))["cases"]
    assert {case["valid"] for case in found} == {True, False}
    return [pytest.param(case, id=case["name"]) for case in found]


@pytest.mark.parametrize("case", cases("requests"))
def test_requests(case):
    key, body = decode(case["key"]), case["body"].encode()
    found = parse_authorization(case["authorization"])
    good = found is not None and is_signed(key, found, case["method"], case["path"], body)
    assert good == case["valid"]
    if good:
        parts = (case["cid"], case["method"], case["path"], body, case["nonce"])
        assert authorization(key, *parts) == case["authorization"]


@pytest.mark.parametrize("case", cases("proofs"))
def test_proofs(case):
    key, body = decode(case["key"]), case["body"].encode()
    assert is_proven(key, case["nonce"], case["status"], body, case["proof"]) == case["valid"]
    if case["valid"]:
        assert proof(key, case["nonce"], case["status"], body) == case["proof"]
