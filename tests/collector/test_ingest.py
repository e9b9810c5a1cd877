"""POST /v1/ingest on a running collector: its answers, each of them proven, and the limits of a body."""

import json

import jsonschema
import pytest

from pointeuse.collector.catalogue import EXTENSION
from tests.fault.running import Browser, Collector, act

MIB = 1 << 20
VERDICTS = json.loads((EXTENSION / "contract" / "verdicts.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A browser paired with one collector for all tests here; each counts its acts from a seq of its own."""
    data = tmp_path_factory.mktemp("ingest") / "data"
    data.mkdir(mode=0o700)
    collector = Collector(data)
    yield Browser(data)
    collector.stop()


def test_verdicts_fit_their_schema(browser):
    answer = browser.send([act(seq) for seq in (1, 2, 5)] + [{**act(6), "at": 0}])
    assert answer.status == 200
    jsonschema.Draft202012Validator(VERDICTS).validate(answer.body)
    assert (answer.body["stored"], answer.body["rejected"][0]["code"]) == ([[1, 2], [5, 5]], "clock")


def test_act_that_is_sent_twice_is_a_duplicate(browser):
    assert browser.send([act(11), act(12)]).body["stored"] == [[11, 12]]
    assert browser.send([act(12), act(13)]).body == {
        **{"schema": 1, "stored": [[13, 13]], "duplicate": [[12, 12]], "conflict": [], "rejected": []}
    }


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "malformed"),
        ({"schema": 2}, 400, "malformed"),
        ({"acts": []}, 400, "malformed"),
        ({"acts": [{"seq": 1}] * 1001}, 400, "malformed"),
        ({"device": "Z" * 22}, 403, "device"),
    ],
    ids=["nothing", "schema", "no-acts", "too-many", "device"],
)
def test_refused_batch_has_a_proven_answer_with_a_code(browser, body, status, code):
    head = {"schema": 1, "device": browser.device, "extension": "1", "catalogue": "1", "acts": [act(20)]}
    answer = browser.post("/v1/ingest", {**head, **body} if body else {})
    assert (answer.status, answer.body["error"]["code"]) == (status, code)
    assert answer.body["error"].keys() == {"code", "message", "request_id"}
    assert browser.send([act(20)]).body["conflict"] == []


def test_largest_batch_is_stored(browser):
    acts = [{**act(seq), "rule": "r" * 64} for seq in range(100_001, 101_001)]
    assert browser.send(acts).body["stored"] == [[100_001, 101_000]]


def test_body_over_a_mebibyte_is_too_large_before_it_is_read(browser):
    status, proof, answer = browser.request("/v1/ingest", {"pad": "x" * MIB}, {})
    assert (status, json.loads(answer)["error"]["code"]) == (413, "too-large")
    assert proof == "", "what was not read cannot have been signed"
