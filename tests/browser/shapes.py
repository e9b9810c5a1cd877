"""What is tried where, when it is not in both: every rule in Chromium, one of each shape in Firefox.

What the rules say is tried under Node (requests) and in Chromium (requests and controls), row by row.
Firefox differs in how it hands over what was done, not in what a rule says: there it is enough that each way
of writing a rule meets each way of doing it once.
`make test LONG=1` tries the rest in the other one too.
"""

import json
from typing import Any

import pytest

from pointeuse.collector.catalogue import CATALOGUE

RULES = {
    act["id"]: act
    for path in sorted((CATALOGUE / "platforms").glob("*.json"))
    for act in json.loads(path.read_text("utf-8"))["acts"]
}


def in_families(*families: object) -> pytest.MarkDecorator:
    """Run a test in these families only, instead of in each."""
    return pytest.mark.parametrize("family", families, indirect=True, scope="session")


IN_CHROMIUM = in_families("chromium", pytest.param("firefox", marks=pytest.mark.long))
IN_FIREFOX = in_families("firefox", pytest.param("chromium", marks=pytest.mark.long))
ONLY_IN_FIREFOX = in_families("firefox")


def shape_of(rule: Any) -> str:
    """Return which fields a part of a rule uses, without what stands in them."""
    if isinstance(rule, dict):
        return "{" + ",".join(f"{key}:{shape_of(part)}" for key, part in sorted(rule.items())) + "}"
    if isinstance(rule, list):
        return "[" + ",".join(sorted({shape_of(part) for part in rule})) + "]"
    return ""


def shapes_of(row: dict) -> tuple:
    """Return what a recorded row tries: how its rule is written, how it is sent, and whether it counts."""
    rule, sense = RULES.get(row.get("rule"), {}), (row["counts"] or "0")[0]
    how = row.get("via")
    if sense == "0":
        return sense, how, rule.get("credit"), *(name for name, *_ in row.get("do", ()))
    done = {key: rule.get(key) for key in ("request", "dom")}
    return sense, how, rule["credit"], shape_of(rule.get("undo", done) if sense == "-" else done)


def one_of_each_shape(platforms: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Return the first row of each shape, and before an undo the act that it takes back, by platform."""
    seen: set[tuple] = set()
    chosen: dict[str, list[dict]] = {}
    for platform, rows in platforms.items():
        for row in rows:
            if shapes_of(row) in seen:
                continue
            seen.add(shapes_of(row))
            own = chosen.setdefault(platform, [])
            own += [each for each in (done_before(row, rows), row) if each and each not in own]
    return chosen


def done_before(row: dict, rows: list[dict]) -> dict | None:
    """Return the row of the same rule that does what this one takes back."""
    if not (row["counts"] or "").startswith("-"):
        return None
    own = (each for each in rows if each.get("rule") == row["rule"])
    return next(each for each in own if (each["counts"] or "").startswith("+"))
