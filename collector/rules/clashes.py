"""Two rules that would count the same request: one act would become two.

A clash is reported when it is sure. Two requests that look at different places of an address or a body may be
told apart by them, so they are left alone.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pointeuse.collector.rules.draft import Draft, Problem, alternatives, mapping, named_acts, texts
from pointeuse.collector.rules.globs import any_meet, hosts_meet

COUNTED = ("request", "either", "navigation")
TYPES = ["main_frame", "sub_frame", "xmlhttprequest", "ping", "beacon", "other"]
OPERATION_PLACES = ("header", "form", "query", "json")


@dataclass(frozen=True)
class Counter:
    """One request that counts, and what tells it apart: by place, the values that it must hold there."""

    rule: str
    place: str
    methods: list[str]
    types: list[str]
    hosts: list[str]
    paths: list[str]
    telling: dict[str, list[str]]
    without: list[str]
    answer: str


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield every request of the draft that another rule counts too."""
    own = counters(draft.data)
    others = [each for data in draft.around.files for each in counters(data)]
    for index, one in enumerate(own):
        for other in [*own[index + 1 :], *others]:
            if other.rule != one.rule and clash(one, other):
                said = f"{other.rule} counts such a request too, so one act would become two"
                yield Problem(f"{one.rule}: {one.place}", f"{said}; tell the two apart")
    yield from _undone(draft)
    yield from _same_pages(draft)


def counters(data: dict) -> list[Counter]:
    """Return the requests of a platform that count as acts; markers and clicks are none."""
    return [
        _counter(data, act, name, place, request)
        for name, act in named_acts(data)
        if act.get("credit") in COUNTED
        for place, request in alternatives("request", act.get("request"))
    ]


def clash(one: Counter, other: Counter) -> bool:
    """Return whether some request is sure to be counted by both."""
    if not any(hosts_meet(a, b) for a in one.hosts for b in other.hosts):
        return False
    if not (set(one.methods) & set(other.methods) and set(one.types) & set(other.types)):
        return False
    if not any_meet(one.paths, other.paths) or {one.answer, other.answer} == {"page", "redirect"}:
        return False
    return _is_wider(one, other) or _is_wider(other, one)


def _is_wider(wide: Counter, narrow: Counter) -> bool:
    """Return whether nothing in `wide` keeps out what `narrow` counts."""
    named = {place.removeprefix("query ") for place in narrow.telling if place.startswith("query ")}
    if named & set(wide.without):
        return False
    return all(
        place in narrow.telling and any_meet(values, narrow.telling[place])
        for place, values in wide.telling.items()
    )


def _counter(data: dict, act: dict, rule: str, place: str, request: dict) -> Counter:
    answer = "redirect" if request.get("redirects") else "any"
    return Counter(
        rule=rule,
        place=place,
        methods=texts(request.get("method")),
        types=texts(request.get("types")) or TYPES,
        hosts=texts(request.get("hosts")) or texts(data.get("hosts")),
        paths=texts(request.get("path")),
        telling=dict(_telling(request)),
        without=texts(request.get("without")),
        answer="page" if act.get("credit") == "navigation" else answer,
    )


def _telling(request: dict) -> Iterator[tuple[str, list[str]]]:
    """Yield each place that a request is told apart by, with the globs of the values that fit there."""
    op = mapping(request.get("op"))
    places = [f"{key} {op[key]}" for key in OPERATION_PLACES if key in op]
    if places:
        yield " or ".join(places), texts(op.get("names"))
    for field, values in mapping(request.get("query")).items():
        yield f"query {field}", texts(values)
    for field, values in mapping(request.get("form")).items():
        yield f"form {field}", texts(values)
    when = mapping(request.get("match"))
    if when:
        where = [f"{key} {when[key]}" for key in ("form", "json", "formJson", "path") if key in when]
        yield " ".join(where), _values(when)


def _values(when: dict) -> list[str]:
    """Return the values that a condition asks for; one that asks for none is told apart by itself only."""
    if "equals" not in when:
        return [json.dumps(when, sort_keys=True)]
    equals = when["equals"]
    return [json.dumps(each).strip('"') for each in (equals if isinstance(equals, list) else [equals])]


def _undone(draft: Draft) -> Iterator[Problem]:
    """A request that does an act and takes it back at once."""
    doing = {each.rule: [] for each in counters(draft.data)}
    for each in counters(draft.data):
        doing[each.rule].append(each)
    for name, act in draft.acts:
        for place, request in alternatives("undo/request", mapping(act.get("undo")).get("request")):
            undo = _counter(draft.data, act, name, place, request)
            if any(clash(undo, each) for each in doing.get(name, [])):
                said = "the rule counts this request as the act itself too"
                yield Problem(f"{name}: {place}", f"{said}; tell the two apart by method, path or body")


def _same_pages(draft: Draft) -> Iterator[Problem]:
    """Time on a page is the time of one platform: the one with the narrower path."""
    for other in filter(_is_whole, draft.around.files if _is_whole(draft.data) else []):
        for host in texts(draft.data.get("hosts")):
            if host in texts(other.get("hosts")):
                said = f'the time on "{host}" belongs to {other.get("id")} already'
                yield Problem("hosts", f'{said}; name the pages that are yours in "pathScope"')


def _is_whole(data: dict) -> bool:
    """Return whether all the time on a platform's hosts is its own."""
    return bool(data.get("trackTime")) and not data.get("pathScope")
