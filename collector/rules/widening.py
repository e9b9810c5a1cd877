"""Slips that the format allows and that would count more, or nothing at all."""

import re
from collections.abc import Iterator

from pointeuse.collector.rules.draft import Draft, Problem, entries, mapping, requests, texts
from pointeuse.collector.rules.globs import any_meet, hosts_meet

BODY_LESS = {"GET": "a GET has no body", **dict.fromkeys(("PATCH", "DELETE"), "Chromium shows no body of it")}
SHORTEST_MS = 100
STARS = re.compile(r"\*+")


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield every slip."""
    for name, act in draft.acts:
        yield from _window(f"{name}: dedupe/windowMs", mapping(act.get("dedupe")).get("windowMs"))
        yield from _variants(name, act)
        for where, request in requests(act):
            place = f"{name}: {where}"
            yield from _operation(place, mapping(request.get("op")))
            yield from _query(place, request)
            yield from _body(place, request, _asks_body(act, where))
            yield from _repeated(place, request)
            yield from _stars(place, request)
        yield from _controls(draft, name, act)
    yield from _task_paths(draft)


def _window(place: str, window: object) -> Iterator[Problem]:
    if isinstance(window, int) and window < SHORTEST_MS:
        said = "too short, so a request tried twice would count twice; write 700 for a click, 3000 for a text"
        yield Problem(place, f"{window} ms are {said}")


def _variants(name: str, act: dict) -> Iterator[Problem]:
    if "unsure" in act and not act.get("variants"):
        yield Problem(f"{name}: unsure", "without variants there is nothing to be unsure of; remove it")
    seen: list[object] = []
    for index, variant in enumerate(map(mapping, entries(act.get("variants")))):
        place = f"{name}: variants/{index}"
        if variant.get("when") in seen:
            yield Problem(place, "an earlier variant has the same condition, so this never counts; remove it")
        seen.append(variant.get("when"))
        if variant.get("when") and variant.get("when") == mapping(act.get("undo")).get("when"):
            yield Problem(place, "the undo has the same condition, so this never counts; correct one")
        if variant.get("kind") == act.get("kind") and len(entries(act.get("variants"))) == 1:
            yield Problem(place, "this is the kind that the rule has already; remove the variant")


def _stars(place: str, request: dict) -> Iterator[Problem]:
    fewest = min((len(STARS.findall(path)) for path in texts(request.get("path"))), default=0)
    for index, name in enumerate(map(mapping, entries(request.get("thing")))):
        star = name.get("star")
        if isinstance(star, int) and star > fewest:
            said = f"a path has {fewest} of them; count them from 1 in the path that has fewest"
            yield Problem(f"{place}/thing/{index}", f"star {star} is not there: {said}")


def _operation(place: str, op: dict) -> Iterator[Problem]:
    if op.get("batch") and "json" not in op:
        yield Problem(f"{place}/op/batch", 'a batch is read from JSON; add "json", or remove "batch"')
    for name in texts(op.get("names")):
        if not name.strip("*"):
            yield Problem(f"{place}/op/names", f'"{name}" fits every operation; name those that count')


def _query(place: str, request: dict) -> Iterator[Problem]:
    wanted = {*mapping(request.get("query")), *texts(mapping(request.get("op")).get("query"))}
    for field in texts(request.get("without")):
        if field in wanted:
            said = "is asked for and forbidden at once, so nothing counts; remove it from one of the two"
            yield Problem(f"{place}/without", f'"{field}" {said}')


def _asks_body(act: dict, where: str) -> str | None:
    """Name what looks into the body of a rule's requests beside the request itself."""
    if not where.startswith("request"):
        return None
    undo = mapping(act.get("undo"))
    if where == "request" and undo.get("sameRequest"):
        return "undo/when"
    return "variants" if act.get("variants") else None


def _body(place: str, request: dict, beside: str | None) -> Iterator[Problem]:
    """A condition on a body that no browser shows never holds, except that nothing is then taken back."""
    op = mapping(request.get("op"))
    own = [key for key in ("form", "match") if key in request]
    if not ("header" in op or "query" in op):
        own += [f"op/{key}" for key in ("form", "json") if key in op]
    bodyless = {"GET"} if "undo" in place else BODY_LESS.keys()
    for method in texts(request.get("method")):
        if method in bodyless and (own or beside):
            what = own[0] if own else beside
            said = f'"{what}" asks about the body, but {BODY_LESS[method]}'
            yield Problem(f"{place}/method", f"{said}; tell {method} requests apart by their address")


def _repeated(place: str, request: dict) -> Iterator[Problem]:
    own = {key: value for key, value in request.items() if key != "alt"}
    for index, other in enumerate(map(mapping, entries(request.get("alt")))):
        here = f"{place}/alt/{index}"
        if {key: value for key, value in other.items() if key != "alt"} == own:
            yield Problem(here, "this says the same as the request itself; remove it")
        elif other and all(own.get(key) == value for key, value in other.items() if key != "alt"):
            extra = ", ".join(f'"{key}"' for key in own if key not in other)
            yield Problem(here, f"this makes {extra} of the request useless; add it here, or remove this")


def _controls(draft: Draft, name: str, act: dict) -> Iterator[Problem]:
    if draft.data.get("openHosts"):
        return
    hosts = texts(draft.data.get("hosts"))
    for index, control in enumerate(map(mapping, entries(act.get("dom")))):
        for host in texts(control.get("host")):
            if not any(hosts_meet(host, known) for known in hosts):
                said = "is not among the hosts of the platform, so no page is looked at; add it there"
                yield Problem(f"{name}: dom/{index}/host", f'"{host}" {said}')


def _task_paths(draft: Draft) -> Iterator[Problem]:
    scope, tasks = texts(draft.data.get("pathScope")), texts(draft.data.get("taskPaths"))
    if scope and tasks and not any_meet(tasks, [each for s in scope for each in (s, f"{s.rstrip('/')}/**")]):
        yield Problem("taskPaths", 'none of these lies below "pathScope"; correct one of the two')
