"""Every text exists in both languages, is used, and takes the same words in; nothing is written elsewhere."""

import json
import re
from pathlib import Path

import pytest

from pointeuse.collector.catalogue import EXTENSION
from pointeuse.dashboard.wording import LANGUAGES, language_of, texts

HERE = Path(__file__).resolve().parents[2] / "dashboard"
SOURCES = [
    path
    for pattern in ("**/*.html", "**/*.js", "**/*_chart.py", "drawing/making/*.py", "payslip/*.py")
    for path in sorted(HERE.glob(pattern))
]
COUNTED = ("one", "other")


def used():
    """Return every key that a template, a module or a chart asks for."""
    found = set()
    for path in SOURCES:
        text = path.read_text("utf-8")
        found |= set(re.findall(r'\bsay\(\s*"([^"]+)"', text))
        for key in re.findall(r'\bsay(?:Many|_many)\(\s*"([^"]+)"', text):
            found |= {f"{key}.{form}" for form in COUNTED}
    return found


def test_every_text_asked_for_exists_and_every_text_is_asked_for():
    for language in LANGUAGES:
        assert set(texts(language)) == used()


def test_no_key_is_made_up_while_running():
    for path in SOURCES:
        if path.name not in ("wording.js", "formats.py"):
            assert not re.search(r"\bsay(Many|_many)?\(\s*[^\"\s)]", path.read_text("utf-8")), path


def test_both_languages_take_the_same_words_in():
    for key in texts("en"):
        english, french = (set(re.findall(r"\{(\w+)\}", texts(name)[key])) for name in LANGUAGES)
        assert english == french, key
        assert texts("fr")[key].strip(), key


def test_french_keeps_its_spaces():
    for key, text in texts("fr").items():
        assert not re.search(r"\w[!?;»]", text), f"{key}: a space is missing before a sign"
        assert "'" not in text, f"{key}: write the apostrophe as ’"
        assert not re.search(r" [;:!?»%]", text), f"{key}: this space may break the line"


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_of_the_extension_are_called_by_their_names(language):
    file = EXTENSION / "_locales" / language / "messages.json"
    named = {row["message"] for row in json.loads(file.read_text("utf-8")).values()}
    for key in ("page.ended", "open.failed", "pair.connect", "empty.connect.how"):
        (name,) = re.findall(r"[“«]\s?([^”»]+?)\s?[”»]", texts(language)[key])
        assert name in named, key


def test_templates_hold_no_text_of_their_own():
    for path in sorted(HERE.rglob("*.html")):
        text = re.sub(r"\{[{%].*?[%}]\}|<code>.*?</code>|<[^>]*>", " ", path.read_text("utf-8"), flags=re.S)
        words = set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", text))
        assert words <= {"Pointeuse", "English", "Français"}, path.name


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        (None, "", "en"),
        (None, "fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        (None, "de,en;q=0.5,fr;q=0.7", "fr"),
        (None, "de-DE,es", "en"),
        (None, "fr;q=0, en;q=0.1", "en"),
        (None, "fr;q=nonsense,,;q=", "en"),
        ("en", "fr", "en"),
        ("fr", "en", "fr"),
        ("../../etc", "fr", "fr"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_best_accepted(asked, accepted, language):
    assert language_of(asked, accepted) == language
