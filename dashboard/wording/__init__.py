"""Every text of the dashboard, in `<language>.json` beside this file; templates, pages and charts read it."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("en", "fr")


@cache
def texts(language: str) -> dict[str, str]:
    """Return every text of one language by key. Raises FileNotFoundError for a language we do not speak."""
    return json.loads((FOLDER / f"{language}.json").read_text("utf-8"))


def speaker(language: str) -> Callable[[str], str]:
    """Return `say(key)`, which answers the text of `key`. Raises KeyError for a key without a text."""
    return texts(language).__getitem__


def language_of(asked: str | None, accepted: str) -> str:
    """Return `asked` when we speak it, else the best of an Accept-Language header, else English."""
    if asked in LANGUAGES:
        return asked
    return next((tag for tag in _by_quality(accepted) if tag in LANGUAGES), "en")


def _by_quality(accepted: str) -> list[str]:
    ranked = []
    for part in accepted.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), tag.split("-")[0].lower()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(ranked, key=lambda row: row[0]) if weight < 0]
