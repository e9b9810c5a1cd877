"""Every rule through what may happen to its request: refused, lost, sent again, redirected, preflighted."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pointeuse.collector.catalogue import CATALOGUE, EXTENSION

pytestmark = pytest.mark.slow

TRY = Path(__file__).parents[2] / "collector" / "rules" / "try.mjs"
REQUESTS = Path(__file__).parents[1] / "extension" / "rules" / "requests"
PLATFORMS = [json.loads(path.read_text("utf-8")) for path in sorted((CATALOGUE / "platforms").glob("*.json"))]
KINDS = json.loads((CATALOGUE / "kinds.json").read_text("utf-8"))["kinds"]
RULES = {act["id"]: act for platform in PLATFORMS for act in platform["acts"]}
STEP_MS = 700_000


def ending(row: dict) -> int:
    """The status of an answer that accepts the request."""
    return 303 if row.get("via") == "form" else 200


def recorded(row: dict, **more: object) -> dict:
    body = {"form": row["form"]} if "form" in row else {"json": row["json"]} if "json" in row else None
    known = {key: row[key] for key in ("url", "headers") if key in row}
    filled = {"method": row.get("method", "POST"), "type": row.get("type", "xmlhttprequest"), **known}
    gesture = {"gesture": True} if "requireGestureMs" in RULES[row["rule"]] else {}
    return {**filled, **({"body": body} if body else {}), **gesture, "status": ending(row), **more}


def again(row: dict) -> list[dict]:
    """Where a 307 leads, and what the page itself sends once more a moment later."""
    if row.get("method") == "GET":
        return [recorded(row), recorded(row, at=60)]
    return [recorded(row, status=307), recorded(row, at=30), recorded(row, at=60)]


def fetched_in_advance(row: dict) -> list[dict]:
    """A page that the browser asks for before anybody opens it; nothing else is ever asked for so."""
    if row.get("method") != "GET" or row.get("type") != "main_frame":
        return []
    return [recorded(row, type="other", headers={"Sec-Purpose": "prefetch"})]


CASES: dict[str, tuple[Callable[[dict], list[dict]], bool]] = {
    "accepted": (lambda row: [recorded(row)], True),
    "refused": (lambda row: [recorded(row, status=500)], False),
    "too many": (lambda row: [recorded(row, status=429)], False),
    "lost on the way": (lambda row: [recorded(row, status=0)], False),
    "prerendered": (
        lambda row: [recorded(row, headers={**row.get("headers", {}), "Purpose": "prefetch;prerender"})],
        False,
    ),
    "prefetched": (fetched_in_advance, False),
    "the extension's own": (lambda row: [recorded(row, initiator="chrome-extension://tried")], False),
    "redirected and sent again": (again, True),
}


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, int], int]:
    """How many acts each case of each row gave: one run of the engine over all of them."""
    rows, places = [], {}
    for case, (make, _) in CASES.items():
        for number, row in enumerate(ROWS):
            begun = (len(places) + 1) * STEP_MS
            places[begun] = (case, number)
            rows += [{"tab": number + 1, **each, "at": begun + each.get("at", 0)} for each in make(row)]
    given = {"extension": str(EXTENSION), "platforms": PLATFORMS, "kinds": KINDS, "servers": {}, "rows": rows}
    ran = subprocess.run(
        ["node", str(TRY)], input=json.dumps(given), capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stderr
    found = Counter()
    for act in json.loads(ran.stdout)["acts"]:
        found[places[act["at"] // STEP_MS * STEP_MS]] += act["n"]
    return found


ROWS = [
    row
    for path in sorted(REQUESTS.glob("*.json"))
    for row in json.loads(path.read_text("utf-8"))
    if (row["counts"] or "").startswith("+") and "body" not in row
]


@pytest.mark.parametrize("case", CASES)
def test_every_rule_counts_what_was_done_and_nothing_else(outcomes, case):
    counts = CASES[case][1]
    wrong = [
        f"{row['rule']}: {row['what']}: {outcomes[case, number]}"
        for number, row in enumerate(ROWS)
        if outcomes[case, number] != (row.get("n", 1) if counts else 0) and not beacon(row, case)
    ]
    assert wrong == []


def beacon(row: dict, case: str) -> bool:
    """Nobody hears how a beacon ended, so it counts when it is sent, whatever came of it."""
    return row.get("type") in ("ping", "beacon") and case in ("refused", "too many", "lost on the way")
