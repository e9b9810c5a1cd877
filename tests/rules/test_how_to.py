"""The page about adding a platform, followed literally: each file written, each command run and compared."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from pointeuse.collector.catalogue import CATALOGUE
from tests.rules.pages import HOW_TO, blocks, said

PAGE = HOW_TO / "add-a-platform.md"
PLATFORM = "extension/catalogue/platforms/birdhouse.json"
OPERATORS = "extension/catalogue/operators.json"


def place(folder: Path, text: str, before: str) -> None:
    """Do with a JSON block what the paragraph before it says."""
    data = json.loads(text)
    named = re.fullmatch(r"`([\w/.-]+\.json)`:", before)
    if named:
        (folder / named[1]).write_text(text, "utf-8")
    elif isinstance(data, dict) and ("labour" in data or "uncounted" in data):
        whole = json.loads((folder / PLATFORM).read_text("utf-8"))
        kept = [act for act in whole["acts"] if act["id"] != data.get("id")]
        more = data if "uncounted" in data else {"acts": [*kept, data]}
        (folder / PLATFORM).write_text(json.dumps(whole | more), "utf-8")
    else:
        assert f"`{OPERATORS}`" in before, f"nobody is told where this goes: {text}"
        whole = json.loads((folder / OPERATORS).read_text("utf-8"))
        (folder / OPERATORS).write_text(
            json.dumps({**whole, "operators": whole["operators"] | data}), "utf-8"
        )


def follow(page: str, folder: Path) -> list[tuple[str, str]]:
    """Follow the page in a copy of the catalogue; return what it promises beside what came."""
    shutil.copytree(CATALOGUE, folder / "extension" / "catalogue")
    (folder / "bin").mkdir()
    command = folder / "bin" / "pointeuse"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pointeuse.collector "$@"\n')
    command.chmod(0o755)
    shown, pairs = "", []
    for language, text, before in blocks(page):
        if language == "json":
            place(folder, text, before)
        elif language == "sh":
            shown = said(folder, text)
        else:
            pairs.append((text, shown))
    return pairs


def test_the_page_holds_what_it_promises(tmp_path):
    pairs = follow(PAGE.read_text("utf-8"), tmp_path)
    assert [came for _, came in pairs] == [promised for promised, _ in pairs]
    assert sum("nothing wrong" in came for _, came in pairs) == 4


def test_every_command_has_its_output_after_it():
    languages = [language for language, _, _ in blocks(PAGE.read_text("utf-8"))]
    assert set(languages) == {"json", "sh", "text"}
    assert all(languages[n + 1] == "text" for n, language in enumerate(languages) if language == "sh")


def keys(schema: object):
    """Yield every key that a schema lets an author write."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield from schema["properties"]
        for each in schema.values():
            yield from keys(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from keys(each)


@pytest.mark.parametrize(
    "word", ["category", "credit", "event", "dir", "confidence", "types", "method", "why"]
)
def test_the_lists_of_the_page_are_those_of_the_format(word):
    schema = (CATALOGUE / "schema" / "platform.schema.json").read_text("utf-8")
    page = PAGE.read_text("utf-8")
    lists = re.findall(rf'"{word}": \{{[^{{}}]*(?:"items": \{{)?\s*"enum": \[([^\]]*)\]', schema)
    assert lists
    if word != "category":
        for member in re.findall(r'"([^"]+)"', " ".join(lists)):
            assert f"`{member}`" in page or f'"{member}"' in page, member


def test_every_key_of_the_format_is_explained():
    page = PAGE.read_text("utf-8")
    schema = json.loads((CATALOGUE / "schema" / "platform.schema.json").read_text("utf-8"))
    missing = {key for key in keys(schema) if f"`{key}`" not in page and f'"{key}"' not in page}
    assert missing <= {"key", "en", "fr"}


def test_every_key_of_a_recorded_request_is_explained():
    from pointeuse.collector.rules.recording import KEYS

    page = PAGE.read_text("utf-8")
    assert [key for key in KEYS if f"| `{key}` |" not in page] == []
