"""What is easily miscounted: stopped answers, forms led elsewhere, things, long bodies, lists, hosts."""

import json
import re

import pytest

from pointeuse.collector.rules import recording
from pointeuse.collector.rules.draft import read
from pointeuse.collector.rules.trying import attempt
from tests.collector.command_line import run
from tests.rules.birdhouse import act, catalogue, post, written

WWW, API, OWN = "https://www.birdhouse.example", "https://api.birdhouse.example", "https://nests.example.org"
DELETE = {"method": ["DELETE"], "path": ["/birds/*/like"]}
SORTS = [
    {"when": {"json": "reply.to", "exists": True, "notNull": True}, "kind": "comment"},
    {"when": {"json": "quoted", "exists": True}, "kind": "quote"},
]
VOTES = [
    {"when": {"json": "up", "equals": True}, "kind": "upvote"},
    {"when": {"json": "up", "equals": False}, "kind": "downvote"},
]
ACTS = [
    act(
        "like",
        "like",
        "engagement",
        request=post("/birds/*/like", thing=[{"star": 1}]),
        undo={"request": DELETE | {"thing": [{"star": 1}]}},
    ),
    act(
        "vote",
        "vote",
        "engagement",
        request=post(
            "/vote", thing=[{"json": "bird"}], match={"json": "up", "exists": True, "notNull": True}
        ),
        variants=VOTES,
        undo={
            "request": post("/vote", thing=[{"json": "bird"}], match={"json": "up", "isNull": True}),
        },
    ),
    act(
        "post",
        "post",
        "content",
        request=post("/posts", thing=[]),
        variants=SORTS,
        unsure="post.unsorted",
        undo={
            "request": {
                "method": ["DELETE"],
                "path": ["/posts"],
                "match": {"json": "deleted", "equals": True},
                "thing": [{"json": "id"}],
            }
        },
    ),
    act(
        "follow",
        "follow",
        "relational",
        request=post(
            "/actions",
            each="actions",
            thing=[{"json": "bird"}],
            op={"json": "do", "names": ["follow", "unfollow"]},
        ),
        undo={"sameRequest": True, "when": {"json": "do", "equals": "unfollow"}},
    ),
    act(
        "tag",
        "curation",
        "curation",
        request=post("/tags", each="tags", thing=[{"json": "."}]),
    ),
    act(
        "watch",
        "follow",
        "relational",
        request=post(
            "/trees/*/watch",
            thing=[{"star": 1}, {"json": "tree"}],
            alt=[
                post("/woods/*/watch", thing=[{"star": 1, "of": "wood"}]),
                post("/woods/watch", thing=[{"json": "wood", "of": "wood"}]),
            ],
        ),
    ),
    act(
        "nest",
        "curation",
        "curation",
        request=post(
            "/shelf",
            each="birds",
            thing=[{"json": "."}],
            op={"json": "do", "names": ["add"], "whole": True},
            match={"json": ".", "equals": "owl:*"},
        ),
        undo={
            "request": post(
                "/shelf",
                each="birds",
                thing=[{"json": "."}],
                op={"json": "do", "names": ["remove"], "whole": True},
                match={"json": ".", "equals": "owl:*"},
            )
        },
    ),
    act("save", "save", "curation", request=post("/nests", thing=[{"header": "x-nest"}])),
    act("share", "share", "circulation", request=post("/shares", thing=[{"form": "bird"}])),
    act("comment", "comment", "content", request=post("/comments")),
    act("edit", "edit", "content", request=post("/edit", redirects=True)),
    act("rate", "rating", "evaluation", request=post("/rate", redirects="too")),
    act("prompt", "prompt", "ai-training", request=post("/ask")),
]
NESTS = {
    **{"schema": "pointeuse-platform/1", "id": "birdhouse", "name": "Birdhouse", "operator": "birdhouse-ltd"},
    **{"category": "social", "hosts": ["www.birdhouse.example", "api.birdhouse.example"], "trackTime": True},
    **{"openHosts": True, "software": ["meta[content=Birdhouse]"], "acts": ACTS},
}


def sent(path: str, body: object = None, method: str = "POST", host: str = WWW, **more) -> dict:
    """One row; the body is JSON, unless it is written as rows have it: {"form": ...}, {"raw": ...}."""
    whole = body if isinstance(body, dict) and body.keys() & {"form", "raw", "unreadable"} else {"json": body}
    return (
        {"method": method, "url": host + path, "initiator": host} | ({"body": whole} if body else {}) | more
    )


def like(bird: str, at: int, **more) -> dict:
    return sent(f"/birds/{bird}/like", at=at, **more)


def unlike(bird: str, at: int, **more) -> dict:
    return like(bird, at, method="DELETE", **more)


def vote(bird: str, up: bool | None, at: int, **more) -> dict:
    return sent("/vote", {"bird": bird, "up": up}, at=at, **more)


LONG = {"x": "x" * 5000, "é": "é" * 2500, '"': '"' * 3000, "a megabyte": "x" * 900_000}
FORM = {"form": {"text": "x"}}
THERE = sent("/birds/7", method="GET", at=5)
DELETED, RESTORED = ({"id": "A", "deleted": gone} for gone in (True, False))
COUNTED = {
    # 1. what was asked is asked, whatever becomes of the answer
    "an answer that is stopped": ([sent("/ask", {"q": "x"}, stopped=True)], "+prompt"),
    "a refusal that is stopped": ([sent("/ask", {"q": "x"}, status=429, stopped=True)], ""),
    "no answer at all": ([sent("/ask", {"q": "x"}, status=0)], ""),
    "a like that is stopped and sent again": ([like("A", 0, stopped=True), like("A", 90)], "+like"),
    # 2. a form that a script sends and that is led elsewhere
    "a form by script": ([sent("/comments", FORM, status=302, at=0), THERE], "+comment"),
    "a form by script, see other": ([sent("/comments", FORM, status=303, at=0), THERE], "+comment"),
    "a form that a rule looks into": ([sent("/shares", {"raw": "bird=A"}, status=303)], "+share"),
    "JSON that a rule looks into": ([sent("/shares", {"bird": "A"}, status=303, at=0), THERE], ""),
    "a rule of redirects, by script": ([sent("/edit", FORM, status=302)], "+edit"),
    "a rule of redirects, by script, shown again": ([sent("/edit", FORM)], ""),
    "a rule of redirects too": (
        [sent("/rate", {"s": 5}, status=303), sent("/rate", {"s": 5})],
        "+rating +rating",
    ),
    "nobody knows what, led nobody knows where": ([sent("/comments", {"text": "x"}, status=302)], ""),
    "a form led to the login": (
        [sent("/comments", FORM, status=302, at=0), sent("/users/sign_in", method="GET", at=5)],
        "",
    ),
    # 3. an act is about a thing
    "A, not A, A": ([like("A", 0), unlike("A", 200), like("A", 400)], "+like -like +like"),
    "A and B": ([like("A", 0), like("B", 200)], "+like +like"),
    "A tried twice": ([like("A", 0), like("A", 200)], "+like"),
    "A, not A in another tab, A": (
        [like("A", 0), unlike("A", 200, tab=2), like("A", 400)],
        "+like -like +like",
    ),
    "A, not A in another tab": ([like("A", 0), unlike("A", 5000, tab=2)], "+like -like"),
    "A, not B": ([like("A", 0), unlike("B", 5000)], "+like"),
    "A, not A, not A": ([like("A", 0), unlike("A", 5000), unlike("A", 9000)], "+like -like"),
    "up on A, down on B, A taken back": (
        [vote("A", True, 0), vote("B", False, 1000), vote("A", None, 2000)],
        "+upvote +downvote -upvote",
    ),
    "down on A, taken back in another tab": (
        [vote("A", False, 0), vote("A", None, 1000, tab=2)],
        "+downvote -downvote",
    ),
    "a tree and a wood of one number": (
        [sent("/trees/A/watch", at=0), sent("/woods/A/watch", at=200)],
        "+follow +follow",
    ),
    "a wood that is named in two places": (
        [sent("/woods/A/watch", at=0), sent("/woods/watch", {"wood": "A"}, at=200)],
        "+follow",
    ),
    "named by a header": (
        [sent("/nests", headers={"X-Nest": nest}, at=at) for at, nest in enumerate("ABA")],
        "+save +save",
    ),
    # 4. what stands behind a long text
    **{
        f"a reply behind {what}": ([sent("/posts", {"text": text, "reply": {"to": "7"}})], "+comment")
        for what, text in LONG.items()
    },
    "a quote behind a long text": ([sent("/posts", {"text": "é" * 4000, "quoted": "7"})], "+quote"),
    "a post with a long text": ([sent("/posts", {"text": "é" * 4000})], "+post"),
    "a post of more than a megabyte": ([sent("/posts", {"text": "x" * 1_100_000})], "+post.unsorted"),
    "a post that cannot be read": ([sent("/posts", {"unreadable": True})], "+post.unsorted"),
    "a vote that cannot be read": ([sent("/vote", {"unreadable": True})], ""),
    # 5. a body says which way
    "deleted, restored": (
        [
            sent("/posts", {"text": "x"}),
            sent("/posts", DELETED, "DELETE"),
            sent("/posts", RESTORED, "DELETE"),
        ],
        "+post -post",
    ),
    "deleted twice": (
        [sent("/posts", {"text": "x"}), sent("/posts", DELETED, "DELETE"), sent("/posts", DELETED, "DELETE")],
        "+post -post",
    ),
    "deleted, nobody knows whether": (
        [sent("/posts", {"text": "x"}), sent("/posts", None, "DELETE")],
        "+post",
    ),
    # 6. several acts in one request
    "a list": (
        [
            sent(
                "/actions",
                {"actions": [{"do": "follow", "bird": "A"}, {"do": "look"}, {"do": "follow", "bird": "B"}]},
            )
        ],
        "+follow +follow",
    ),
    "a list that does and takes back": (
        [
            sent("/actions", {"actions": [{"do": "follow", "bird": "A"}]}),
            sent("/actions", {"actions": [{"do": "unfollow", "bird": "A"}, {"do": "follow", "bird": "B"}]}),
        ],
        "+follow +follow -follow",
    ),
    "a list that says once what is done": (
        [
            sent("/shelf", {"do": "add", "birds": ["owl:A", "wren:A", "owl:B"]}),
            sent("/shelf", {"birds": ["owl:A"], "do": "remove"}),
        ],
        "+curation +curation -curation",
    ),
    "a list that says that nothing is done": ([sent("/shelf", {"do": "look", "birds": ["owl:A"]})], ""),
    "a list of bare names": ([sent("/tags", {"tags": ["owl", "wren"]})], "+curation +curation"),
    "an empty list": ([sent("/tags", {"tags": []})], ""),
}


CASES = list(COUNTED)
BEGIN_MS, CASE_MS = 43_200_000, 20_000


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return written(catalogue(tmp_path_factory.mktemp("counting") / "catalogue"), NESTS)


@pytest.fixture(scope="module")
def draft(file):
    assert run("rules", "check", file).status == 0
    return read(file)


def shown(acts: list[dict]) -> str:
    assert all(each["n"] in (1, -1) for each in acts)
    return " ".join(f"{'+' if each['n'] > 0 else '-'}{each['kind']}" for each in acts)


@pytest.fixture(scope="module")
def outcomes(draft) -> dict[str, list[dict]]:
    """The acts of each case: one run over all of them, each with tabs and things of its own, at noon."""
    whole = [row for case in range(len(CASES)) for row in apart(case)]
    acts = attempt(draft, whole).acts
    return {
        name: [act for act in acts if BEGIN_MS <= act["at"] - case * CASE_MS < BEGIN_MS + CASE_MS]
        for case, name in enumerate(CASES)
    }


def apart(case: int) -> list[dict]:
    rows, _ = COUNTED[CASES[case]]
    begun = BEGIN_MS + case * CASE_MS
    moved = [
        {"tab": 1, "at": 4000 * number} | row | {"at": begun + row.get("at", 4000 * number)}
        for number, row in enumerate(rows)
    ]
    own = [row | {"tab": case * 10 + row["tab"]} for row in moved]
    return json.loads(re.sub(r"\b([AB])\b", rf"\g<1>{case}", json.dumps(own)))


@pytest.mark.parametrize("name", CASES)
def test_it_counts(name, outcomes):
    rows, expected = COUNTED[name]
    assert recording.parse(json.dumps(rows))[1] == []
    assert shown(outcomes[name]) == expected


INTERFACE = sent("/birds/7/like", host="https://api.nests.example.org") | {"initiator": OWN}


@pytest.mark.parametrize(
    "row, servers, expected",
    [
        (INTERFACE, ("nests.example.org",), "+like"),
        (INTERFACE, ("api.nests.example.org",), "+like"),
        (INTERFACE, (), ""),
        (INTERFACE | {"initiator": "https://elsewhere.example.org"}, ("nests.example.org",), ""),
        (INTERFACE | {"initiator": WWW}, (), "+like"),
    ],
    ids=["the page's", "its own", "nobody's", "another page's", "a known page's"],
)
def test_an_interface_on_another_host_belongs_to_the_page(row, servers, expected, draft):
    assert shown(attempt(draft, [row], servers).acts) == expected


def test_servers_number_their_things_by_themselves(draft):
    other = "https://birds.example.net"
    here, there = (sent("/birds/7/like", host=host, at=at) for at, host in ((0, OWN), (100, other)))
    back = sent("/birds/7/like", host=other, method="DELETE", at=5000)
    servers = ("nests.example.org", "birds.example.net")
    assert shown(attempt(draft, [here, there], servers).acts) == "+like +like"
    assert shown(attempt(draft, [here, back], servers).acts) == "+like"


def test_a_list_that_begins_too_late_is_said(draft):
    row = sent("/actions", {"text": "x" * 1_100_000, "actions": [{"do": "follow", "bird": "A"}]})
    tried = attempt(draft, [row])
    assert (tried.acts, tried.unread) == ([], {"birdhouse.follow": 1})


def test_a_body_that_cannot_be_read_is_said(file):
    rows = written(file.parent.parent / "requests.json", [sent("/vote", {"unreadable": True})] * 2)
    done = run("rules", "try", file, rows)
    assert (done.status, done.out) == (0, "[]\n")
    assert done.error == "Not known: birdhouse.vote met 2 bodies that cannot be read.\n"
