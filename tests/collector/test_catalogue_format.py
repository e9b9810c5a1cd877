"""The files of the catalogue keep to their schemas, and a typing error in any key is seen."""

import copy
import json
import re

import jsonschema
import pytest

from pointeuse.collector import catalogue
from pointeuse.collector.errors import CatalogueError

FOLDER = catalogue.CATALOGUE
FILES = [FOLDER / "kinds.json", *sorted(FOLDER.glob("platforms/*")), *sorted(FOLDER.glob("captchas/*"))]
SCHEMAS = sorted((FOLDER / "schema").glob("*.json"))


def keys_within(value, path=()):
    """Yield the path of every key that the format itself names (not the keys of maps, as form fields are)."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield (*path, key)
            yield from keys_within(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from keys_within(below, (*path, index))


def misspelt(document, path):
    changed = copy.deepcopy(document)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[f"{path[-1]}_"] = place.pop(path[-1])
    return changed


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_file_keeps_to_its_schema(path):
    catalogue.validate(path)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda p: p.name)
def test_schema_is_one_and_closes_every_object(path):
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    text = path.read_text("utf-8")
    assert len(re.findall(r'"type": "object"', text)) == len(re.findall(r'"additionalProperties": ', text))


def open_maps(name, path):
    """Whether the key is a word of the file's author: a kind, a form field, a query field."""
    if name == "kinds.json":
        return len(path) == 2 or (len(path) == 4 and path[2] == "detail")
    return (
        len(path) >= 2
        and path[-2] in ("form", "query", "hash")
        and isinstance(path[-1], str)
        and "op" not in path
    )


def shapes_of(path):
    """The keys of a file that its format names, by the way to them without the numbers in lists."""
    document = json.loads(path.read_text("utf-8"))
    named = [key for key in keys_within(document) if not open_maps(path.name, key)]
    return {tuple(step for step in key if isinstance(step, str)): (path, document, key) for key in named}


def each_key_once():
    """Every key that the formats name, in one of the files that hold it."""
    found = {}
    for path in FILES:
        found |= {(path.parent.name, shape): place for shape, place in shapes_of(path).items()}
    return found


KEYS = each_key_once()


def alone(document, place):
    """The document with the one act that holds the place, which is checked sooner."""
    if place[0] != "acts" or len(place) < 2:
        return document, place
    return {**document, "acts": [document["acts"][place[1]]]}, ("acts", 0, *place[2:])


VALIDATORS = {}


def schema_of(folder, path):
    if folder not in VALIDATORS:
        VALIDATORS[folder] = catalogue.schema_for(path)
    return VALIDATORS[folder]


def test_typing_error_in_any_key_is_an_error():
    for key, (path, document, place) in KEYS.items():
        assert not schema_of(key[0], path).is_valid(misspelt(*alone(document, place))), (path.name, key)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_mistake_is_told_with_the_file(path, tmp_path):
    folder = tmp_path / path.parent.name
    folder.mkdir()
    spoilt = folder / path.name
    _, document, place = next(iter(shapes_of(path).values()))
    spoilt.write_text(json.dumps(misspelt(document, place)), "utf-8")
    with pytest.raises(CatalogueError, match=path.name):
        catalogue.validate(spoilt)


def test_every_file_loads_and_its_rules_belong_to_it():
    found = catalogue.load()
    assert set(found.platforms) == {p.stem for p in FOLDER.glob("platforms/*.json")}
    assert set(found.captchas) == {p.stem for p in FOLDER.glob("captchas/*.json")}
    for platform in found.platforms.values():
        assert platform.rules
        for rule in platform.rules:
            assert rule.id.startswith(f"{platform.id}.")


def test_labours_of_the_files_are_in_the_closed_list():
    labours = json.loads((FOLDER / "kinds.json").read_text("utf-8"))["labours"]
    for path in FILES[1:]:
        document = json.loads(path.read_text("utf-8"))
        acts = document.get("acts") or [document["captcha"]]
        assert {act["labour"] for act in acts} <= set(labours), path.name


# Private messages are nobody's business unless the person says so.
MESSAGES = (
    "discourse.chat discourse.chat-react discourse.chat-edit instagram.message instagram.message-edit "
    "instagram.message-react lemmy.message linkedin.message linkedin.message-react phpbb.message "
    "pinterest.message reddit.message reddit.chat-reaction snapchat.message twitch.whisper x.dm x.dm-react"
)
OFF_THOUGH_SURE = {*MESSAGES.split(), "wikimedia.watch", "dokuwiki.subscribe"}


def test_low_confidence_and_uncounted_rules_are_off():
    for platform in catalogue.load().platforms.values():
        for rule in platform.rules:
            if rule.confidence == "LOW" or rule.credit == "none":
                assert not rule.on_by_default, rule.id
    rules = [rule for platform in catalogue.load().platforms.values() for rule in platform.rules]
    surer = {rule.id for rule in rules if not rule.on_by_default and rule.confidence != "LOW"}
    assert surer == OFF_THOUGH_SURE


OLDEST = {"HIGH": "2024", "MED": "2024", "LOW": "2020"}


def test_rules_name_their_evidence_and_its_date():
    for path in FILES[1:]:
        document = json.loads(path.read_text("utf-8"))
        for each in document.get("acts") or [document]:
            assert each["evidence"] and each["checked_on"] >= OLDEST[each["confidence"]]
