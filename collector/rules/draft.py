"""A file of the catalogue as somebody is writing it, and the catalogue around it.

Nothing here trusts the file: what has the wrong shape reads as empty, so that every check can still run.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pointeuse.collector.catalogue import CATALOGUE

SCHEMAS = {"pointeuse-platform/1": "platform", "pointeuse-captcha/1": "captcha"}


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of a file, and what to do, in one sentence."""

    place: str
    sentence: str


@dataclass(frozen=True)
class Around:
    """The catalogue that a draft is compared with, as read; the draft's own file is not among `files`."""

    kinds: dict
    operators: dict
    files: list[dict]
    schema: dict


@dataclass(frozen=True)
class Draft:
    """`data` is empty when the file is not JSON; `found` is what was wrong already while reading."""

    name: str
    data: dict
    around: Around
    found: list[Problem] = field(default_factory=list)

    @property
    def form(self) -> str:
        """The name of the schema that the file is meant for: what it says, or what it looks like."""
        said = self.data.get("schema")
        known = SCHEMAS.get(said) if isinstance(said, str) else None
        return known or ("captcha" if "captcha" in self.data else "platform")

    @property
    def acts(self) -> list[tuple[str, dict]]:
        """Each act with how to name it."""
        return named_acts(self.data)


def read(path: Path) -> Draft:
    """Read a draft and the catalogue it lies in, else the one installed. Raises OSError and UnicodeError."""
    data, found = parse(path.read_text("utf-8"))
    own = path.resolve().parent.parent
    folder = own if (own / "kinds.json").is_file() else CATALOGUE
    draft = Draft(path.name, data, Around({}, {}, [], {}), found)
    around = Around(
        kinds=_json(folder / "kinds.json")["kinds"],
        operators=_json(folder / "operators.json")["operators"],
        files=[
            _json(other)
            for part in ("platforms", "captchas")
            for other in sorted(folder.glob(f"{part}/*.json"))
            if other.name != path.name
        ],
        schema=_json(CATALOGUE / "schema" / f"{draft.form}.schema.json"),
    )
    return Draft(path.name, data, around, found)


def parse(text: str) -> tuple[dict, list[Problem]]:
    """Return the object that a text holds, empty when it holds none, and what was wrong with it."""
    twice: list[str] = []

    def pairs(items: list[tuple[str, object]]) -> dict:
        keys = [key for key, _ in items]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(items)

    try:
        data = json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        said = f"this is not JSON ({error.msg}); correct it there, or on the line before"
        return {}, [Problem(where, said)]
    found = [Problem("", f'the key "{key}" stands twice in one object; remove one') for key in twice]
    if isinstance(data, dict):
        return data, found
    return {}, [*found, Problem("", "the file must hold one object; begin it with {")]


def _json(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def mapping(value: object) -> dict:
    """Return the value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def entries(value: object) -> list:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """Return the texts of a list, or the one text."""
    return [each for each in ([value] if isinstance(value, str) else entries(value)) if isinstance(each, str)]


def named_acts(data: dict) -> list[tuple[str, dict]]:
    """Return each act with its id, or with its number where it has none."""
    acts = [(index, mapping(act)) for index, act in enumerate(entries(data.get("acts")))]
    return [(act["id"] if texts(act.get("id")) else f"acts/{index}", act) for index, act in acts]


def is_on(act: dict) -> bool:
    """Return whether a rule counts before the person decides otherwise."""
    return act.get("credit") != "none" and bool(act.get("on", act.get("confidence") != "LOW"))


def requests(act: dict) -> Iterator[tuple[str, dict]]:
    """Yield every request of an act with its place: its own, its alternatives, those of its undo."""
    yield from alternatives("request", act.get("request"))
    yield from alternatives("undo/request", mapping(act.get("undo")).get("request"))


def alternatives(place: str, request: object) -> Iterator[tuple[str, dict]]:
    """Yield a request and, one after the other, its alternatives."""
    if not isinstance(request, dict):
        return
    yield place, request
    for index, other in enumerate(entries(request.get("alt"))):
        yield from alternatives(f"{place}/alt/{index}", other)


def within(value: object, place: str, keys: set[str], key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text that stands under one of the keys, however deep, with its place."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from within(each, f"{place}/{name}", keys, name)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from within(each, f"{place}/{index}", keys, key)
    elif isinstance(value, str) and key in keys:
        yield place, value
