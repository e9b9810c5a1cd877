"""What is copied from the catalogue is the catalogue: for the background, and for the settings."""

import json
import shutil

import pytest

from pointeuse.collector.catalogue import CATALOGUE
from tests.extension.catalogue_module import MODULE, UNCOUNTED, module_text, uncounted_text
from tests.rules.birdhouse import BIRDHOUSE, catalogue, written


@pytest.mark.parametrize(("copy", "text"), [(MODULE, module_text), (UNCOUNTED, uncounted_text)])
def test_copy_of_the_catalogue_is_up_to_date(copy, text):
    assert copy.read_text("utf-8") == text(), "run: make catalogue"


@pytest.fixture
def folder(tmp_path):
    file = catalogue(tmp_path / "catalogue")
    shutil.copy(CATALOGUE / "version.json", tmp_path / "catalogue")
    again = {**BIRDHOUSE["uncounted"][1], "kinds": ["data"], "evidence": ["other pages"]}
    first, second, third = BIRDHOUSE["uncounted"]
    kept = {**second, "kinds": [kind for kind in second["kinds"] if kind != "data"]}
    written(file, {**BIRDHOUSE, "uncounted": [first, kept, third, again]})
    return tmp_path / "catalogue"


def test_the_background_does_not_read_what_only_the_settings_show(folder):
    text = module_text(folder)
    assert '"id":"birdhouse"' in text and '"dedupe":' in text
    for key in ("uncounted", "looked_on", "evidence", "pitfalls", "checked_on"):
        assert f'"{key}":' not in text


def test_the_settings_have_each_kind_that_no_rule_counts_once(folder):
    found = json.loads(uncounted_text(folder))
    assert found["neighbour"] == []
    kinds = [kind for reason in found["birdhouse"] for kind in reason["kinds"]]
    written_there = [kind for entry in BIRDHOUSE["uncounted"] for kind in entry["kinds"]]
    assert sorted(kinds) == sorted(written_there) and len(set(kinds)) == len(kinds)


def test_reasons_that_read_the_same_are_one(folder):
    found = json.loads(uncounted_text(folder))["birdhouse"]
    assert sorted(reason["why"] for reason in found) == ["does-not-exist", "not-known", "not-possible"]
    (impossible,) = (reason for reason in found if reason["why"] == "not-possible")
    assert impossible == {
        **{"kinds": ["message"], "why": "not-possible", "looked_on": "2026-08-15"},
        "because": BIRDHOUSE["uncounted"][0]["because"],
    }
