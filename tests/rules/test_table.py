"""The table, platform × kind: every cell has one word, and a hole or a second word is seen."""

import json
from dataclasses import replace

import pytest

from pointeuse.collector.catalogue import CATALOGUE
from pointeuse.collector.rules.draft import named_acts, read
from pointeuse.collector.rules.table.cells import cells, columns, kinds_of
from pointeuse.collector.rules.table.holes import empty, problems
from tests.rules.birdhouse import BIRDHOUSE, catalogue

SHIPPED = sorted(CATALOGUE.glob("platforms/*.json"))
KINDS = list(json.loads((CATALOGUE / "kinds.json").read_text("utf-8"))["kinds"])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_cell_of_the_catalogue_has_one_word(path):
    draft = read(path)
    assert [problem.sentence for problem in problems(draft)] == []
    assert empty(draft) == [], "say in `uncounted` why each of these is not counted"


@pytest.fixture
def draft(tmp_path):
    return read(catalogue(tmp_path / "catalogue"))


def without(platform: dict, kind: str) -> dict:
    """Return a platform's file that says nothing of a kind."""
    whole = json.loads(json.dumps(platform))
    for entry in whole["uncounted"]:
        entry["kinds"] = [each for each in entry["kinds"] if each != kind]
    whole["acts"] = [act for _, act in named_acts(whole) if kind not in kinds_of(act)]
    return whole


@pytest.mark.parametrize("kind", columns(KINDS))
def test_a_hole_is_seen_wherever_it_is(draft, kind):
    assert empty(draft) == []
    assert kind in empty(replace(draft, data=without(BIRDHOUSE, kind)))


@pytest.mark.parametrize("kind", columns(KINDS))
def test_a_second_word_is_seen_wherever_it_is(draft, kind):
    unknown = {"kinds": [kind], "why": "not-known", "looked_on": "2026-08-15"}
    data = {**BIRDHOUSE, "uncounted": [*BIRDHOUSE["uncounted"], unknown]}
    assert [each.sentence.split('"')[1] for each in problems(replace(draft, data=data))] == [kind]


def test_no_captcha_and_no_time_has_a_cell():
    left = set(KINDS) - set(columns(KINDS))
    assert {kind for kind in left if not kind.startswith("captcha.")} == {"attention", "task-time"}
    assert {kind for kind in KINDS if kind.startswith("captcha.")} < left


def test_a_cell_says_what_is_known_best():
    row = cells(BIRDHOUSE, KINDS)
    sorts = {kind: row[kind].sort for kind in ("like", "upvote", "flag", "message", "post", "click", "share")}
    assert sorts == {
        **{"like": "rule", "upvote": "rule", "flag": "off", "message": "not-possible"},
        **{"post": "does-not-exist", "click": "not-known", "share": "rule"},
    }
    assert row["share"].on == ("birdhouse.share",) and row["share"].reasons[0].rule == "birdhouse.list"
    assert cells({**BIRDHOUSE, "uncounted": []}, KINDS)["click"].sort == "empty"


PARTS = {
    "its own": {"kind": "like"},
    "of a variant": {"kind": "vote", "variants": [{"when": {"form": "a", "equals": "1"}, "kind": "like"}]},
    "of a control": {"kind": "vote", "dom": [{"event": "click", "kind": "like"}, {"event": "click"}]},
    "in doubt": {"kind": "vote", "unsure": "like"},
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_every_kind_that_a_rule_may_count_is_counted(part):
    act = {"id": "a.b", "credit": "request", "confidence": "HIGH", **part}
    assert cells({"acts": [act]}, KINDS)["like"].on == ("a.b",)
    assert cells({"acts": [act | {"confidence": "LOW"}]}, KINDS)["like"].off == ("a.b",)


def test_a_captcha_has_no_row():
    draft = read(CATALOGUE / "captchas" / "recaptcha-v2.json")
    assert (list(problems(draft)), empty(draft)) == ([], [])
