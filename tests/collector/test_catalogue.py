"""The catalogue as Python reads it."""

import json
import shutil

import pytest

from pointeuse.collector import catalogue
from pointeuse.collector.errors import CatalogueError


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(catalogue.CATALOGUE, tmp_path / "catalogue")
    return tmp_path / "catalogue"


def change(path, edit):
    document = json.loads(path.read_text("utf-8"))
    edit(document)
    path.write_text(json.dumps(document), "utf-8")


def test_the_shipped_catalogue_loads():
    found = catalogue.load()
    assert found.version == "2026.11.4"
    assert found.kinds["like"].undo and not found.kinds["attention"].undo
    assert found.kinds["captcha.image"].detail["outcome"][0] == "solved"
    assert found.kinds["captcha.image"].detail["labels"] == (0, 10000)
    assert found.operators["meta"] == "Meta Platforms"


def test_every_kind_has_both_languages_and_known_words():
    found = catalogue.load()
    for kind in found.kinds.values():
        assert kind.label.en and kind.label.fr
        assert kind.labour_type in found.labour_types
        assert set(kind.value_forms) <= set(found.value_forms)
        assert set(kind.ai_roles) <= set(found.ai_roles)


def test_every_kind_fits_the_wire():
    for kind in catalogue.load().kinds:
        assert len(kind) <= 32
        assert kind[0].isalpha() and all(c.islower() or c.isdigit() or c in ".-" for c in kind)


def broken_kinds(document):
    document["kinds"]["like"]["labour_type"] = "leisure"


WRONG = {
    "unknown word": ("kinds.json", broken_kinds, "like/labour_type"),
    "missing key": ("kinds.json", lambda d: d["kinds"]["like"].pop("undo"), "undo"),
    "missing table": ("operators.json", lambda d: d.pop("operators"), "operators"),
    "no version": ("version.json", lambda d: d.clear(), "version"),
    "third language": ("kinds.json", lambda d: d["kinds"]["like"]["label"].update(de="Mögen"), "de"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_named_with_its_file_and_key(folder, case):
    name, edit, key = WRONG[case]
    change(folder / name, edit)
    with pytest.raises(CatalogueError) as caught:
        catalogue.load(folder)
    assert name in caught.value.message and key in caught.value.message


def test_a_file_that_is_not_json_is_named(folder):
    (folder / "operators.json").write_text("{", "utf-8")
    with pytest.raises(CatalogueError, match="operators.json"):
        catalogue.load(folder)


def test_a_missing_file_is_named(folder):
    (folder / "version.json").unlink()
    with pytest.raises(CatalogueError, match="version.json"):
        catalogue.load(folder)
