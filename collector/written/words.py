"""The few words that stand around a figure, in each language, and the signs of currencies."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LOCALES = {"en": "en_GB", "fr": "fr_FR"}
HARD = "\u00a0"
"""A space that breaks no line."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "none": "no figure",
        "under": "less than {amount}",
        "range": "{low} to {high}",
        "up to": "up to {high}",
        "seconds": f"{{seconds}}{HARD}s",
        "minutes": f"{{minutes}}{HARD}min",
        "hours": f"{{hours}}{HARD}h{HARD}{{minutes}}",
        "within": "{first}–{last}",
        "across": "{first} – {last}",
        "1st": "1",
    },
    "fr": {
        "none": "aucun chiffre",
        "under": "moins de {amount}",
        "range": "de {low} à {high}",
        "up to": "jusqu’à {high}",
        "seconds": f"{{seconds}}{HARD}s",
        "minutes": f"{{minutes}}{HARD}min",
        "hours": f"{{hours}}{HARD}h{HARD}{{minutes}}",
        "within": "du {first} au {last}",
        "across": "du {first} au {last}",
        "1st": "1er",
    },
}


@cache
def symbols() -> Mapping[str, str]:
    """Return the narrow signs of currencies, as "$", where Babel knows the wide ones only, as "US$"."""
    return json.loads(Path(__file__).with_name("symbols.json").read_text("utf-8"))
