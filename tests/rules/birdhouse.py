"""An invented platform that shows its acts in every way that the format knows, and a catalogue around it."""

import json
import shutil
from pathlib import Path

from pointeuse.collector.catalogue import CATALOGUE

SEEN = {"evidence": ["network panel, own account"], "checked_on": "2026-08", "confidence": "HIGH"}
ONCE = {"dedupe": {"key": ["rule", "tab"], "windowMs": 700}}


def act(name: str, kind: str, labour: str, **more) -> dict:
    return (
        {"id": f"birdhouse.{name}", "kind": kind, "labour": labour, "credit": "request"} | ONCE | SEEN | more
    )


def post(*paths: str, **more) -> dict:
    return {"method": ["POST"], "path": list(paths)} | more


GRAPH = "/graphql"
ELSEWHERE = [
    *(
        "dislike",
        "reaction",
        "post",
        "quote",
        "post.unsorted",
        "photo",
        "video",
        "curation",
        "review",
        "data",
    ),
    *("prompt-edit", "regenerate", "thumb-up", "thumb-down", "preference", "survey", "engagement-other"),
    *("task-accept", "task-submit", "task-return", "ad"),
]
BIRDHOUSE = {
    "schema": "pointeuse-platform/1",
    "id": "birdhouse",
    "name": "Birdhouse",
    "operator": "birdhouse-ltd",
    "category": "social",
    "hosts": ["www.birdhouse.example", "api.birdhouse.example"],
    "trackTime": True,
    "uncounted": [
        {
            "kinds": ["message"],
            "why": "not-possible",
            "because": {"en": "Birds talk over a socket.", "fr": "Les oiseaux parlent par un socket."},
            "evidence": ["network panel, own account"],
            "looked_on": "2026-08-15",
        },
        {"kinds": ELSEWHERE, "why": "does-not-exist", "evidence": ["help pages"], "looked_on": "2026-08-15"},
        {"kinds": ["moderation", "click", "location"], "why": "not-known", "looked_on": "2026-08-15"},
    ],
    "acts": [
        act(
            "like",
            "like",
            "engagement",
            request=post("/api/birds/*/like"),
            undo={"request": {"method": ["DELETE"], "path": ["/api/birds/*/like"]}},
        ),
        act(
            "follow",
            "follow",
            "relational",
            request=post("/api/act", query={"do": "follow"}, without=["draft"]),
        ),
        act(
            "comment",
            "comment",
            "content",
            request=post(GRAPH, op={"header": "x-operation", "names": ["AddComment*"]}),
            dedupe={"key": ["rule", "tab"], "windowMs": 3000},
        ),
        act(
            "vote",
            "vote",
            "evaluation",
            request=post("/api/vote", form={"dir": ["1", "-1"]}),
            variants=[
                {"when": {"form": "dir", "equals": "1"}, "kind": "upvote"},
                {"when": {"form": "dir", "equals": "-1"}, "kind": "downvote"},
            ],
            undo={
                "sameRequest": True,
                "when": {"form": "dir", "equals": "0"},
                "alt": [{"form": {"dir": ["0"]}}],
            },
        ),
        act("save", "save", "curation", request=post(GRAPH, op={"json": "operation", "names": ["SaveBird"]})),
        act(
            "share",
            "share",
            "circulation",
            request=post("/api/batch", op={"json": "name", "batch": True, "names": ["share"]}),
        ),
        act(
            "search",
            "query",
            "data",
            credit="navigation",
            request={
                "method": ["GET"],
                "path": ["/search"],
                "types": ["main_frame"],
                "query": {"q": "*"},
                "without": ["page"],
            },
            dedupe={"key": ["rule", "tab"], "windowMs": 600000},
        ),
        act("ping", "feedback", "evaluation", request=post("/api/feedback")),
        act("prompt", "prompt", "ai-training", request=post("/api/ask"), requireGestureMs=5000),
        act("report", "flag", "moderation", request=post("/api/report"), confidence="LOW"),
        act(
            "star",
            "rating",
            "evaluation",
            credit="dom",
            dom=[{"event": "click", "selector": "button.star", "dir": "rate"}],
        ),
        act("edit", "edit", "content", request=post("/edit/*", types=["main_frame"], redirects=True)),
        act("list", "share", "circulation", credit="none", request=post("/api/share-list"), confidence="LOW"),
    ],
}
NEIGHBOUR = {
    **{"schema": "pointeuse-platform/1", "id": "neighbour", "name": "Neighbour", "operator": "birdhouse-ltd"},
    **{"category": "social", "hosts": ["*.neighbour.example"], "trackTime": True},
    "acts": [{**act("like", "like", "engagement", request=post("/api/*/like")), "id": "neighbour.like"}],
}


def catalogue(folder: Path) -> Path:
    """Write a catalogue with these two platforms, and return the file of the first."""
    platforms = folder / "platforms"
    platforms.mkdir(parents=True)
    shutil.copy(CATALOGUE / "kinds.json", folder)
    operators = {
        "schema": "pointeuse-operators/1",
        "operators": {"birdhouse-ltd": {"name": "Birdhouse Ltd."}},
    }
    (folder / "operators.json").write_text(json.dumps(operators))
    (platforms / "neighbour.json").write_text(json.dumps(NEIGHBOUR))
    return written(platforms / "birdhouse.json", BIRDHOUSE)


def written(file: Path, data: object) -> Path:
    file.write_text(json.dumps(data, indent=1))
    return file


def changed(whole: dict, path: str, value: object) -> dict:
    """Return a file with one thing changed; `...` as the value takes it away."""
    whole = json.loads(json.dumps(whole))
    *above, last = [int(part) if part.isdecimal() else part for part in path.split("/")]
    place = whole
    for part in above:
        place = place[part]
    if value is ...:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return whole
