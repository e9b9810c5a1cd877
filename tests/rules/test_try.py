"""`pointeuse rules try`: the extension's own engine over recorded requests, rung by rung."""

import json
import os
import shutil
from pathlib import Path

import pytest

from pointeuse.collector.catalogue import CATALOGUE
from pointeuse.collector.rules import recording
from pointeuse.collector.rules.draft import read
from pointeuse.collector.rules.trying import attempt
from tests.collector.command_line import Done, run
from tests.rules.birdhouse import BIRDHOUSE, catalogue, changed, written

WWW, API = "https://www.birdhouse.example", "https://api.birdhouse.example"
LIKE = {"method": "POST", "url": f"{API}/api/birds/7/like", "initiator": WWW}
GRAPH = {"method": "POST", "url": f"{API}/graphql", "initiator": WWW}
VOTE = {"method": "POST", "url": f"{WWW}/api/vote", "initiator": WWW}
SEARCH = {"url": f"{WWW}/search?q=nest"}
BATCH = {"method": "POST", "url": f"{API}/api/batch", "initiator": WWW}
ASK = {"method": "POST", "url": f"{WWW}/api/ask", "initiator": WWW}
EDIT = {"method": "POST", "url": f"{WWW}/edit/7", "type": "main_frame", "initiator": WWW}
PING = {"method": "POST", "url": f"{WWW}/api/feedback", "type": "ping", "initiator": WWW}


def form(**fields) -> dict:
    return {"body": {"form": fields}}


def json_(value: object) -> dict:
    return {"body": {"json": value}}


def named(name: str) -> dict:
    return {"headers": {"X-Operation": name}}


LADDER = {
    "a path": ([LIKE], "+like"),
    "a path that no filter lets through": ([LIKE | {"url": f"{API}/api/birds/7/%6Cike"}], ""),
    "a path with an encoded slash": ([LIKE | {"url": f"{API}/api/birds/7%2F8/like"}], "+like"),
    "another path": ([LIKE | {"url": f"{API}/api/birds/7/8/like"}], ""),
    "another host": ([LIKE | {"url": "https://birdhouse.example/api/birds/7/like"}], ""),
    "another method": ([LIKE | {"method": "PUT"}], ""),
    "an undo": ([LIKE, LIKE | {"method": "DELETE"}], "+like -like"),
    "a query": ([LIKE | {"url": f"{API}/api/act?do=follow"}], "+follow"),
    "a query of another value": ([LIKE | {"url": f"{API}/api/act?do=block"}], ""),
    "a forbidden query": ([LIKE | {"url": f"{API}/api/act?do=follow&draft=1"}], ""),
    "a header": ([GRAPH | named("AddCommentV2")], "+comment"),
    "a header of another name": ([GRAPH | named("ReadComments")], ""),
    "a form": ([VOTE | form(dir="1"), VOTE | form(dir="-1")], "+upvote +downvote"),
    "a form as it was sent": ([VOTE | {"body": {"raw": "id=7&dir=-1"}}], "+downvote"),
    "a form that takes back": ([VOTE | form(dir="1"), VOTE | form(dir="0")], "+upvote -upvote"),
    "a form of several values": ([VOTE | form(dir=["1", "0"])], "+upvote"),
    "a form of another value": ([VOTE | form(dir="2")], ""),
    "JSON": ([GRAPH | json_({"operation": "SaveBird"})], "+save"),
    "JSON of another operation": ([GRAPH | json_({"operation": "ReadBird", "text": "SaveBird"})], ""),
    "no body": ([GRAPH], ""),
    "a batch": ([BATCH | json_([{"name": "share"}, {"name": "read"}, {"name": "share"}])], "+2share"),
    "opening a page": ([SEARCH], "+query"),
    "the same page again": ([SEARCH | {"at": 0}, SEARCH | {"at": 5000, "tab": 2}], "+query"),
    "another page": (
        [SEARCH | {"at": 0}, SEARCH | {"at": 5000, "url": f"{WWW}/search?q=egg"}],
        "+query +query",
    ),
    "a further page": ([SEARCH | {"url": f"{WWW}/search?q=nest&page=2"}], ""),
    "a page asked for by a script": ([SEARCH | {"initiator": WWW, "type": "xmlhttprequest"}], ""),
    "a page fetched in advance": ([SEARCH | {"headers": {"Sec-Purpose": "prefetch"}}], ""),
    "a page drawn in advance": ([SEARCH | {"headers": {"Sec-Purpose": "prefetch;prerender"}}], ""),
    "a page that is elsewhere": ([SEARCH | {"status": 302}], ""),
    "a page and where it is": (
        [SEARCH | {"status": 301}, SEARCH | {"url": f"{WWW}/search?q=nest&l=en"}],
        "+query",
    ),
    "a failure": ([LIKE | {"status": 0}], ""),
    "a refusal": ([LIKE | {"status": 403}], ""),
    "a second try that is answered": ([LIKE | {"at": 0, "status": 503}, LIKE | {"at": 90}], "+like"),
    "two tries that are answered": ([LIKE | {"at": 0}, LIKE | {"at": 300}], "+like"),
    "two likes": ([LIKE | {"at": 0}, LIKE | {"at": 800}], "+like +like"),
    "two tabs": ([LIKE | {"at": 0}, LIKE | {"at": 300, "tab": 2}], "+like +like"),
    "in the order of time": ([LIKE | {"at": 9000}, PING | {"at": 10}], "+feedback +like"),
    "a classic form and where it leads": (
        [LIKE | {"type": "main_frame", "status": 303}, {"url": f"{API}/birds/7"}],
        "+like",
    ),
    "a form that is accepted": ([EDIT | {"status": 302}], "+edit"),
    "a form that is shown again": ([EDIT | {"status": 200}], ""),
    "a request that is elsewhere": ([LIKE | {"status": 302}], ""),
    "sent on with its body": ([LIKE | {"status": 307, "at": 0}, LIKE | {"at": 40}], "+like"),
    "sent on to another address": ([LIKE | {"status": 307, "at": 0}, GRAPH | {"at": 40}], "+like"),
    "sent on and refused": ([LIKE | {"status": 308, "at": 0}, LIKE | {"at": 40, "status": 404}], ""),
    "a beacon": ([PING], "+feedback"),
    "a beacon nobody hears of": ([PING | {"status": 0}], "+feedback"),
    "Firefox's beacon": ([PING | {"type": "beacon"}], "+feedback"),
    "a worker": ([LIKE | {"tab": -1}], "+like"),
    "without a gesture": ([ASK], ""),
    "with a gesture": ([ASK | {"gesture": True}], "+prompt"),
    "with a gesture in years to come": ([ASK | {"gesture": True, "at": 4_102_444_800_000}], "+prompt"),
    "with a gesture in another tab": (
        [ASK | {"at": 0, "gesture": True, "tab": 2}, ASK | {"at": 900}],
        "+prompt",
    ),
    "long after a gesture": ([PING | {"at": 0, "gesture": True}, ASK | {"at": 6000}], "+feedback"),
    "an act that is never counted": ([LIKE | {"url": f"{WWW}/api/share-list"}], ""),
}


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    return read(catalogue(tmp_path_factory.mktemp("rules") / "catalogue"))


def shown(acts: list[dict]) -> str:
    """Write acts as in the table: `+like`, `-like`, `+2share`."""
    count = {1: "+", -1: "-"}
    return " ".join(f"{count.get(act['n'], '+' + str(act['n']))}{act['kind']}" for act in acts)


@pytest.mark.slow
@pytest.mark.parametrize("rows, expected", LADDER.values(), ids=LADDER)
def test_every_rung(rows, expected, draft):
    assert recording.parse(json.dumps(rows))[1] == []
    assert shown(attempt(draft, rows).acts) == expected


@pytest.fixture
def file(tmp_path) -> Path:
    return catalogue(tmp_path / "catalogue")


def tried(file: Path, rows: object, *options: str, **env: str) -> Done:
    requests = written(file.parent.parent / "requests.json", rows)
    return run("rules", "try", file, requests, *options, **env)


def test_acts_are_printed_as_a_json_list(file):
    done = tried(file, [LIKE | {"at": 1500}, GRAPH | json_({"operation": "SaveBird"})])
    assert done.status == 0
    assert json.loads(done.out) == [
        {"rule": "birdhouse.like", "kind": "like", "platform": "birdhouse", "n": 1, "at": 1500},
        {"rule": "birdhouse.save", "kind": "save", "platform": "birdhouse", "n": 1, "at": 701500},
    ]
    assert done.error == "Not tried: birdhouse.star is counted by clicks, which no request shows.\n"


def test_nothing_is_an_empty_list(file):
    assert tried(file, []).out == "[]\n"


def test_what_is_off_is_left_out_and_said(file):
    report = [LIKE | {"url": f"{WWW}/api/report"}]
    done = tried(file, report)
    said = "Left out: birdhouse.report is off until it is switched on; --all shows its acts.\n"
    assert (done.status, done.out) == (0, "[]\n") and said in done.error
    everything = tried(file, report, "--all")
    assert [act["rule"] for act in json.loads(everything.out)] == ["birdhouse.report"]
    assert "Left out" not in everything.error


def test_only_the_platform_of_the_file_is_shown(file):
    neighbour = LIKE | {"url": "https://a.neighbour.example/api/7/like"}
    assert [act["rule"] for act in json.loads(tried(file, [neighbour, LIKE]).out)] == ["birdhouse.like"]


def test_software_counts_on_the_servers_that_are_named(file):
    written(file, changed(changed(BIRDHOUSE, "openHosts", True), "software", ["meta[content=Birdhouse]"]))
    rows = [
        LIKE | {"url": "https://birds.example.org/api/birds/7/like", "initiator": "https://birds.example.org"}
    ]
    assert tried(file, rows).out == "[]\n"
    found = json.loads(tried(file, rows, "--server", "birds.example.org").out)
    assert [act["kind"] for act in found] == ["like"]


ROWS = {
    "unknown": (
        {"url": WWW, "headres": {}},
        'row 1: the key "headres" is unknown (did you mean "headers"?); use method, url, type, tab, '
        "initiator, headers, body, status, stopped, at, gesture",
    ),
    "address": (
        {"url": "/api"},
        'row 1: "url" must be a whole address that starts with https://; correct it',
    ),
    "none": ({"method": "GET"}, 'row 1: the key "url" is missing; add the address of the request'),
    "text": ("GET /", "row 1: a request is an object; begin it with {"),
    "method": (
        {"url": WWW, "method": "post"},
        'row 1: "method" must be one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS; correct it',
    ),
    "status": (
        {"url": WWW, "status": "200"},
        'row 1: "status" must be a status such as 200, or 0: it failed; correct it',
    ),
    "body": (
        {"url": WWW, "body": "dir=1"},
        'row 1: "body" must be one of {"form": {...}}, {"json": ...}, {"raw": "..."}, '
        '{"unreadable": true}, a form\'s values being texts; correct it',
    ),
}


@pytest.mark.parametrize("row, said", ROWS.values(), ids=ROWS)
def test_a_row_that_cannot_be_read_is_named(row, said, file):
    done = tried(file, [row])
    assert (done.status, done.out, done.error) == (1, "", f"requests.json: {said}.\n")


def test_a_file_that_is_broken_is_not_run(file):
    written(file, changed(BIRDHOUSE, "acts/0/request/pth", ["/a"]))
    done = tried(file, [{"address": WWW}])
    assert done.status == 1 and 'birdhouse.like: request: the key "pth" is unknown' in done.error
    assert 'row 1: the key "url" is missing' in done.error


def test_a_file_that_cannot_be_read(file, tmp_path):
    done = run("rules", "try", file, tmp_path / "nothing.json")
    assert done.status == 2 and "nothing.json cannot be read" in done.error
    assert run("rules", "try", tmp_path / "nothing.json", file).status == 2


def test_a_captcha_is_tried_otherwise(file):
    shipped = CATALOGUE / "captchas" / "recaptcha-v2.json"
    done = run("rules", "try", shipped, written(file.parent / "none.json", []))
    assert done.status == 2 and "A CAPTCHA shows in frames, not in requests" in done.error


def test_without_node_the_next_step_is_said(file):
    done = tried(file, [LIKE], PATH=str(file.parent))
    said = "Node 20.19 or newer runs the rules; install it from nodejs.org, then try again.\n"
    assert (done.status, done.out, done.error) == (1, "", said)


def test_an_old_node_is_told_apart(file, tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    real = shutil.which("node")
    preload = "Object.defineProperty(process, 'versions', {value: {node: '18.20.4'}})"
    (old / "preload.cjs").write_text(preload)
    (old / "node").write_text(f'#!/bin/sh\nexec "{real}" --require "{old}/preload.cjs" "$@"\n')
    (old / "node").chmod(0o755)
    done = tried(file, [LIKE], PATH=f"{old}{os.pathsep}{os.environ['PATH']}")
    assert (done.status, done.error.startswith("Node 20.19 or newer")) == (1, True)


def test_a_recording_of_a_thousand_requests_is_quick(file):
    rows = [{"method": "GET", "url": f"{WWW}/feed?{n}", "initiator": WWW} for n in range(1000)]
    done = tried(file, [*rows, LIKE])
    assert [act["kind"] for act in json.loads(done.out)] == ["like"]
