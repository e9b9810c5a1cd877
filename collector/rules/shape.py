"""What a schema says of a file, in sentences: each names the key and what to do."""

import difflib
import json
from collections.abc import Iterable, Iterator

import jsonschema
from jsonschema.exceptions import ValidationError

from pointeuse.collector.rules.draft import Draft, Problem

NAMES = {
    **{"object": "an object", "array": "a list", "string": "a text", "integer": "a whole number"},
    **{"boolean": "true or false", "number": "a number", "null": "null"},
}
DATE = "a year, a month or a day, such as 2026, 2026-08 or 2026-08-15"
IDENTIFIER = "lower-case letters, digits and hyphens, at most 32"
PATTERNS = {
    "^[a-z0-9][a-z0-9-]{0,31}$": IDENTIFIER,
    "^[a-z0-9][a-z0-9.-]{0,63}$": "lower-case letters, digits, dots and hyphens, at most 64",
    "^[a-z0-9-]+$": "a header's name in lower case",
    "^20[0-9]{2}(-[0-9]{2})?(-[0-9]{2})?$": DATE,
    "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$": "a day, such as 2026-08-15",
}
MEANT = {
    '["dom", "either"]': 'a rule with "dom" has credit "dom" or "either"; change it, or remove "dom"',
    '"prompt"': 'only a rule of kind "prompt" has "length"; remove it',
    '"attention"': 'credit "time" is for kind "attention" alone; change the one or the other',
    '["main_frame"]': 'a navigation opens a page; write "types": ["main_frame"]',
    '["GET"]': 'a navigation opens a page; write "method": ["GET"]',
}
"""What some of the schema's conditions are about, by the value they ask for."""
SAID_ELSEWHERE = {"^/", "^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+$", "^[a-z][a-z0-9.-]{0,31}$"}
"""Patterns of paths, hosts and kinds: other checks say more precisely what is wrong with those."""
BELONGS = {
    **dict.fromkeys(("equals", "exists", "isNull", "json"), "match"),
    **dict.fromkeys(("header", "names", "batch", "whole", "operation", "headers"), "op"),
    **dict.fromkeys(("selector", "event", "dir"), "dom"),
    **dict.fromkeys(("method", "path", "query", "types", "form", "op", "match"), "request"),
    "windowMs": "dedupe",
    "body": "match",
}
"""Where a key belongs that stands in the wrong place."""


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield everything that the schema refuses."""
    validator = jsonschema.Draft202012Validator(draft.around.schema)
    for error in validator.iter_errors(draft.data):
        for leaf in _leaves(error):
            for sentence in _sentences(leaf, draft.data):
                yield Problem(place_of(draft, leaf.absolute_path), sentence)


def place_of(draft: Draft, path: Iterable[str | int]) -> str:
    """Name a place by the id of its act and the keys below it."""
    parts = list(path)
    if len(parts) > 1 and parts[0] == "acts" and isinstance(parts[1], int):
        name = draft.acts[parts[1]][0]
        return ": ".join(filter(None, [name, "/".join(map(str, parts[2:]))]))
    return "/".join(map(str, parts))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "like"?)` for a word that resembles a known one, else nothing."""
    found = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f' (did you mean "{found[0]}"?)' if found else ""


def _leaves(error: ValidationError) -> list[ValidationError]:
    """Return the errors to speak of: of a choice that failed, those of the choice that was nearly right."""
    if error.validator not in ("anyOf", "oneOf") or _is_choice_of_keys(error) or not error.context:
        return [error]
    if all(each.validator == "type" and not each.path for each in error.context):
        return [error]
    ways: dict[int, list[ValidationError]] = {}
    for each in error.context:
        ways.setdefault(each.schema_path[0], []).append(each)
    wrong_type = [any(e.validator == "type" and not e.path for e in way) for way in ways.values()]
    best = min(zip(ways.values(), wrong_type, strict=True), key=lambda way: (way[1], len(way[0])))
    return [leaf for each in best[0] for leaf in _leaves(each)]


def _is_choice_of_keys(error: ValidationError) -> bool:
    return all(isinstance(way, dict) and set(way) == {"required"} for way in error.validator_value)


def _sentences(error: ValidationError, data: dict) -> list[str]:
    meant = MEANT.get(json.dumps(error.validator_value))
    if meant:
        return [meant]
    if error.validator is None:
        return [_not_here(error, data)]
    say = SAYINGS.get(error.validator)
    said = say(error) if say else f"{error.message}; correct it"
    return said if isinstance(said, list) else [said]


def _not_here(error: ValidationError, data: dict) -> str:
    """Name a key that the other keys forbid; the validator says where it stands, but not which it is."""
    around = data
    for part in error.absolute_path:
        around = around[part]
    key = next(name for name, value in around.items() if value is error.instance)
    beside = next((name for name in ("event", "credit", "why") if name in around), None)
    other = f'{beside} "{around[beside]}"' if beside else "the other keys here"
    return f'"{key}" does not go with {other}; remove it'


def _unknown(error: ValidationError) -> list[str]:
    known = error.schema.get("properties", {})
    said = []
    for key in (key for key in error.instance if key not in known):
        guess = nearest(key, known)
        home = BELONGS.get(key)
        place = f'put it under "{home}"' if home in known and not guess else "correct or remove it"
        said.append(f'the key "{key}" is unknown here{guess}; {place}')
    return said


def _one_of(error: ValidationError) -> str | list[str]:
    if not _is_choice_of_keys(error):
        return f"{_shown(error.instance)} must be {_named(error.validator_value)}; correct it"
    if not isinstance(error.instance, dict):
        return []
    if any(key in error.instance for key in error.schema.get("dependentRequired", {})):
        return []
    ways = ", ".join(" with ".join(way["required"]) for way in error.validator_value)
    has = sum(all(key in error.instance for key in way["required"]) for way in error.validator_value)
    return f"keep only one of these keys: {ways}" if has else f"one of these keys is missing: {ways}; add it"


def _outside(error: ValidationError) -> str:
    known = [each for each in error.validator_value if isinstance(each, str)]
    word = error.instance if isinstance(error.instance, str) else ""
    guess = nearest(word, known)
    return f"{_shown(error.instance)} is not in the list{guess}; choose from {', '.join(known)}"


def _misformed(error: ValidationError) -> list[str]:
    if error.validator_value in SAID_ELSEWHERE:
        return []
    form = PATTERNS.get(error.validator_value, f"of the form {error.validator_value}")
    return [f"{_shown(error.instance)} must be {form}; correct it"]


def _mistyped(error: ValidationError) -> str:
    wanted = _named([{"type": error.validator_value}])
    keys = error.schema.get("required", []) if wanted == "an object" else []
    inside = " with " + ", ".join(f'"{key}"' for key in keys) if keys else ""
    return f"{_shown(error.instance)} must be {wanted}{inside}; correct it"


def _named(ways: list[dict]) -> str:
    """Return in words the types that a value may have."""
    types = [way.get("type") or NAMES.keys() for way in ways]
    names = [name for each in types for name in ([each] if isinstance(each, str) else each)]
    return " or ".join(dict.fromkeys(NAMES[name] for name in names))


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _missing(error: ValidationError) -> str:
    return f'the key "{error.message.split(chr(39))[1]}" is missing; add it'


def _alone(error: ValidationError) -> str:
    _, needed, _, given, _ = error.message.split("'")
    return f'"{given}" needs "{needed}" beside it; add that key'


SAYINGS = {
    "additionalProperties": _unknown,
    "required": _missing,
    "dependentRequired": _alone,
    "anyOf": _one_of,
    "oneOf": _one_of,
    "enum": _outside,
    "const": lambda e: f"{_shown(e.instance)} must be {_shown(e.validator_value)}; correct it",
    "pattern": _misformed,
    "type": _mistyped,
    "minLength": lambda e: "this text is empty; write it, or remove the key",
    "minItems": lambda e: "this list is empty; fill it, or remove the key",
    "minProperties": lambda e: "this object is empty; fill it, or remove the key",
    "uniqueItems": lambda e: "this list holds the same entry twice; remove one",
    "minimum": lambda e: f"{e.instance} is too small; the least is {e.validator_value}",
    "maximum": lambda e: f"{e.instance} is too large; the most is {e.validator_value}",
}
