"""What no sentence says any more, of what the work could be worth: in no text, on no page, in no document."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.valuation.models import MODELS
from pointeuse.collector.wording import SENTENCES
from pointeuse.collector.worth import text
from pointeuse.dashboard.wording import LANGUAGES, texts

ROOT = Path(__file__).resolve().parents[2]
SPACE = r"[\s\u00a0\u202f]+"

# What must not come back, and a sentence that once said it.
GONE = {
    "names that promise an order": (
        r"(?<!federal )\b(floor|ceiling|plancher|plafond)s?\b(?! of human pay)",
        ("Ceiling", "94 € selon le plafond", "{floor} (floor) – {ceiling} (ceiling)"),
    ),
    "a middle that is called the central one": (
        r"(?<!low, )(?<!Banque )\bcentrale?\b(?![ -]banks?)(?! de Venezuela)",
        ("Central", "Estimation centrale", "0.35 (floor), 1.8 (central)"),
    ),
    "a debt": (
        r"(?<!not )\bowed\b|\b(platforms?|firms?|they) owes?\b|\bwhat .{3,30} owes?\b",
        ("What is owed if being there is work?", "what platforms owe", "what the platforms owe you"),
    ),
    "a debt, in French": (
        r"(?<!n’)\b(vous|me) (est|sont) d[uû]e?s?\b|\bce que .{3,30} (me|vous) doi(t|vent)\b"
        r"|\bqu’est-ce qui est dû\b",
        ("ce que les plateformes vous doivent", "cet argent vous est dû", "Qu’est-ce qui est dû ?"),
    ),
    "a firm that gains what is somebody's time": (
        r"gains? most: \{amount\}(?! \(captured\))|gagne le plus : \{amount\}(?! \(capté\))",
        (
            "{operator} gains most: {amount} by the {method}",
            "{operator} gagne le plus : {amount} selon le plafond",
        ),
    ),
    "one person's data that everything hangs on": (
        r"vanish without your data|disparaîtraient sans vos données|thanks to (my|your) data"
        r"|grâce à (mes|vos) données",
        (
            "The advertising income that would vanish without your data",
            "Les revenus publicitaires qui disparaîtraient sans vos données",
            "what does the platform earn thanks to my data",
        ),
    ),
    "a value that is a fact": (
        r"\bwas it worth\b|\bwhat it was worth\b|qu’est-ce que cela valait|ce que cela valait",
        ("What was it worth?", "What it was worth", "Qu’est-ce que cela valait ?", "Ce que cela valait"),
    ),
    "answers that need no doubt": (
        r"defensible answers|réponses défendables",
        ("Three defensible answers", "Trois réponses défendables"),
    ),
    "a market for the same acts": (
        r"cheapest (existing )?market|marché le moins cher|market price of the acts",
        ("What the cheapest market pays for the same acts", "Ce que le marché le moins cher paie"),
    ),
    "data that are left alone": (
        r"leaving (my|your) data alone|laisser (mes|vos) données tranquilles",
        ("Price of leaving my data alone", "Prix pour laisser mes données tranquilles"),
    ),
    "labels that a company would pay for": (
        r"what would a company pay|une entreprise paierait|as paid annotation|labels as annotation",
        ("What would a company pay to have", "Combien une entreprise paierait-elle pour"),
    ),
    "access that is worth an amount to everybody": (
        r"access is worth to|l’accès vaut pour",
        ("What access is worth to me", "Ce que l’accès vaut pour moi"),
    ),
    "dollars that were added to euros": (
        r"sober counterpoint|contrepoint sobre|revenue.{0,40} of Facebook and Google",
        (
            "A sober counterpoint: the whole revenue, not the profit, of Facebook and Google",
            "Contrepoint sobre",
        ),
    ),
    "the old factor": (
        r"\b10 (to|à) 150\b",
        ("it exceeds what platforms take in by a factor of 10 to 150", "dépasse de 10 à 150 fois"),
    ),
    "what an hour stands for": (
        r"hour of yours stands|une heure de vous représente|\bwhat it stands for\b",
        ("An hour of yours stands for", "Une heure de vous représente", "What it stands for"),
    ),
}
# Who may say it, and why.
MAY = {
    ("docs/decisions/0024-one-name-and-rooms.md", "names that promise an order"): "tells what was decided",
    ("docs/decisions/0024-one-name-and-rooms.md", "a middle that is called the central one"): "the same",
    ("wording/en csv.owed", "a debt"): "the heading of a column that holds nothing but no",
}


def sentences() -> Iterator[tuple[str, str]]:
    """Yield every text for people, after the place where it stands."""
    for language in LANGUAGES:
        yield from ((f"wording/{language} {key}", said) for key, said in texts(language).items())
        file = EXTENSION / "_locales" / language / "messages.json"
        messages = json.loads(file.read_text("utf-8"))
        yield from ((f"_locales/{language} {key}", row["message"]) for key, row in messages.items())
        yield from ((f"worth/text.py {language} {key}", said) for key, said in text.WORDS[language].items())
        for model in MODELS:
            parts = (model.title, model.question, model.formula, model.inputs, model.leaves_out)
            yield from ((f"models.json {model.id}", part[language]) for part in parts)
        yield from ((f"wording.py {language} {key}", said) for key, said in SENTENCES[language].items())
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("collector/valuation/data/*.md")]
    yield from ((str(page.relative_to(ROOT)), page.read_text("utf-8")) for page in sorted(pages))


def says(pattern: str, said: str) -> str | None:
    """Return what of a text matches, its spaces being of any kind."""
    found = re.search(pattern, re.sub(SPACE, " ", said), re.IGNORECASE)
    return found and found.group()


@pytest.mark.parametrize("what", GONE)
def test_each_pattern_finds_what_once_stood_there(what):
    pattern, once = GONE[what]
    assert [said for said in once if not says(pattern, said)] == []


@pytest.mark.parametrize("what", GONE)
def test_no_text_says_it_any_more(what):
    pattern, _ = GONE[what]
    found = [
        (place, match)
        for place, said in sentences()
        if (place, what) not in MAY and (match := says(pattern, said))
    ]
    assert found == []


def test_every_kind_of_text_is_read():
    places = " ".join(place for place, _ in sentences())
    for part in (
        "wording/fr value.title",
        "_locales/fr value_label",
        "text.py fr captured",
        "README.md",
        "docs/how-to/notebook.md",
        "models.json captured",
        "wording",
    ):
        assert part in places
