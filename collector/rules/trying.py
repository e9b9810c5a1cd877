"""The extension's own engine under Node, run over recorded requests."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.errors import StartupError
from pointeuse.collector.rules.draft import Draft, is_on

SCRIPT = Path(__file__).resolve().with_name("try.mjs")
LONGEST_S = 60
TOO_OLD = 3
NODE = "Node 20.19 or newer runs the rules; install it from nodejs.org, then try again."


@dataclass(frozen=True)
class Tried:
    """What one platform's rules make of requests.

    `acts` are of the rules that are on, `off` of those that are off by default; `unread` says for each rule
    how many requests had bodies that it could not read.
    """

    acts: list[dict]
    off: list[dict]
    unread: dict[str, int]


def attempt(draft: Draft, rows: list[dict], servers: tuple[str, ...] = ()) -> Tried:
    """Return what the platform's rules make of the rows. Raises StartupError when they cannot be run."""
    made = _run(draft, rows, servers)
    acts = [act for act in made["acts"] if act["platform"] == draft.data["id"]]
    on = {name for name, act in draft.acts if is_on(act)}
    return Tried(
        acts=[act for act in acts if act["rule"] in on],
        off=[act for act in acts if act["rule"] not in on],
        unread={name: made["unread"][name] for name, _ in draft.acts if name in made["unread"]},
    )


def by_click(draft: Draft) -> list[str]:
    """Return the rules that no request shows."""
    return [name for name, act in draft.acts if act.get("credit") == "dom"]


def _run(draft: Draft, rows: list[dict], servers: tuple[str, ...]) -> dict:
    node = shutil.which("node")
    if node is None:
        raise StartupError(NODE, "node")
    others = [data for data in draft.around.files if "acts" in data and data["id"] != draft.data["id"]]
    given = {
        "extension": str(EXTENSION),
        "platforms": [draft.data, *others],
        "kinds": draft.around.kinds,
        "servers": dict.fromkeys(servers, draft.data["id"]),
        "rows": rows,
    }
    try:
        done = subprocess.run(
            [node, str(SCRIPT)],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST_S,
            env={**os.environ, "NODE_NO_WARNINGS": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise StartupError(f"The rules took more than {LONGEST_S} s; try fewer requests.", "node") from error
    if done.returncode == TOO_OLD:
        raise StartupError(NODE, "node")
    if done.returncode or done.stderr:
        said = (done.stderr.strip() or f"exit status {done.returncode}").splitlines()[-1]
        raise StartupError(f"The engine stopped ({said}); run `pointeuse rules check {draft.name}`.", "node")
    return json.loads(done.stdout)
