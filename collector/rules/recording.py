"""REQUESTS.json: recorded requests, one row each, as somebody wrote them down."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from pointeuse.collector.rules.shape import nearest

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
TYPES = (
    "main_frame",
    "sub_frame",
    "xmlhttprequest",
    "ping",
    "beacon",
    "other",
    "image",
    "script",
    "stylesheet",
)


def is_address(value: object) -> bool:
    """Return whether the value is a whole https address."""
    return isinstance(value, str) and value.startswith("https://") and bool(urlsplit(value).hostname)


def is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_body(value: object) -> bool:
    """Return whether the value is one body in one of the four ways to write it."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    fields = value.get("form")
    if "form" in value:
        return isinstance(fields, dict) and all(_is_field(each) for each in fields.values())
    return "json" in value or isinstance(value.get("raw"), str) or value.get("unreadable") is True


def _is_field(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))


KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "method": (lambda v: v in METHODS, f"one of {', '.join(METHODS)}"),
    "url": (is_address, "a whole address that starts with https://"),
    "type": (lambda v: v in TYPES, f"one of {', '.join(TYPES)}"),
    "tab": (lambda v: is_number(v) and v >= -1, "a number from 0, or -1 for a request that no tab sent"),
    "initiator": (is_address, "the https address of the page that sent the request"),
    "headers": (
        lambda v: isinstance(v, dict) and all(isinstance(each, str) for each in v.values()),
        'an object of texts, such as {"x-name": "value"}',
    ),
    "body": (
        is_body,
        'one of {"form": {...}}, {"json": ...}, {"raw": "..."}, {"unreadable": true}, '
        "a form's values being texts",
    ),
    "status": (
        lambda v: is_number(v) and (v == 0 or 100 <= v < 600),
        "a status such as 200, or 0: it failed",
    ),
    "stopped": (lambda v: isinstance(v, bool), "true or false"),
    "at": (lambda v: is_number(v) and v >= 0, "milliseconds, a whole number from 0"),
    "gesture": (lambda v: isinstance(v, bool), "true or false"),
}


def parse(text: str) -> tuple[list[dict], list[str]]:
    """Return the rows that a text holds, and a sentence for everything that is wrong with them."""
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return [], [f"{where}: this is not JSON ({error.msg}); correct it there, or on the line before"]
    if not isinstance(rows, list):
        return [], ["the file must hold a list of requests; begin it with ["]
    return rows, [f"row {n}: {fault}" for n, row in enumerate(rows, 1) for fault in _faults(row)]


def _faults(row: object) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "a request is an object; begin it with {"
        return
    if "url" not in row:
        yield 'the key "url" is missing; add the address of the request'
    for key, value in row.items():
        if key not in KEYS:
            yield f'the key "{key}" is unknown{nearest(key, KEYS)}; use {", ".join(KEYS)}'
        elif not KEYS[key][0](value):
            yield f'"{key}" must be {KEYS[key][1]}; correct it'
