"""Hosts and paths of a file: well formed, not wider than meant, and nobody's own."""

import re
from collections.abc import Iterator

from pointeuse.collector.rules.draft import Draft, Problem, entries, mapping, requests, texts, within

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
GENERIC = {
    *("ac", "asso", "co", "com", "edu", "gob", "gouv", "gov", "go", "ltd", "mil", "ne", "net", "nom"),
    *("or", "org", "plc", "sch"),
}
"""What stands before a country's two letters where anybody may take a name below it."""
SHARED = {
    *("appspot.com", "amazonaws.com", "azurewebsites.net", "cloudfront.net", "firebaseapp.com"),
    *("github.io", "gitlab.io", "herokuapp.com", "netlify.app", "pages.dev", "vercel.app", "web.app"),
    *("workers.dev", "fly.dev", "onrender.com", "fastly.net", "akamaized.net"),
}
"""Where unrelated people put their pages side by side."""

ONE_PERSON = re.compile(r"\d{7,}|[0-9a-f]{24,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{18,}", re.I)
EVERYTHING = re.compile(r"[/*]*\*[/*]*")
TELLING = ("op", "query", "form", "match")

HOST_FAULTS = (
    (r".*://", "write the host alone, without https://"),
    (r".*/", 'write the host alone; a path goes to "path" or "pathScope"'),
    (r".*:", "write the host without its port; ports play no part"),
    (r".*[A-Z]", "write the host in lower case"),
    (r".*\s", "remove the space"),
    (r"\*$|(\*\.)?[^.]+$", "a host has at least two parts with a dot between; write it out"),
    (
        r"(\*\.)?.*[^.]\*|.+\.\*|\*[^.]",
        'a star stands only at the start and before a dot, as in "*.example.org"',
    ),
)

PATH_FAULTS = (
    (r"(?!/)", 'a path starts with "/"; put one before it'),
    (r".*\?", 'a path has no "?"; end it before, what follows is for "query"'),
    (r".*#", 'a path has no "#": servers never see what follows it; remove it'),
    (r".*//", 'a path has no "//"; remove one, or write "/*/" for one segment'),
    (r".*\*\*\*", 'three stars mean nothing; write "*" for one segment, "**" for any number'),
    (r".*\s", "a path has no spaces; remove it"),
    (
        r".*%(?!2[fF])[0-9a-fA-F]{2}",
        'paths are compared decoded; write the sign itself, or "*"',
    ),
    (r".*(\\|/\.[*+]|\[.*\]|\|)", 'this looks like a regular expression; write a glob with "*" and "**"'),
    (r".*(/:[a-z]|\{)", 'this looks like a place-holder; write "*" for one segment'),
)


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with any host and any path of the file."""
    for place, host in _hosts(draft):
        yield from (Problem(place, f'"{host}": {fault}') for fault in host_faults(host))
    for place, path in _paths(draft):
        yield from (Problem(place, f'"{path}": {fault}') for fault in path_faults(path))
    for name, act in draft.acts:
        for where, request in requests(act):
            yield from _too_wide(f"{name}: {where}/path", request)


def host_faults(host: str) -> list[str]:
    """Return what is wrong with a host, the plainest fault only."""
    for pattern, fault in HOST_FAULTS:
        if re.match(pattern, host):
            return [fault]
    labels = host.removeprefix("*.").split(".")
    if not all(LABEL.fullmatch(label) for label in labels):
        return ["a host holds letters, digits, hyphens and dots; write it as the browser shows it"]
    if is_public(labels):
        return ["everybody may have a name below this; write the platform's own name before it"]
    return []


def is_public(labels: list[str]) -> bool:
    """Return whether unrelated people have names directly below this one."""
    name = ".".join(labels)
    return name in SHARED or (len(labels) == 2 and labels[0] in GENERIC and len(labels[1]) == 2)


def path_faults(path: str) -> list[str]:
    """Return everything that is wrong with a path."""
    faults = [fault for pattern, fault in PATH_FAULTS if re.match(pattern, path)]
    if ONE_PERSON.search(path):
        faults.append('this holds the number of one person or thing; write "*" in its place')
    return faults


def _too_wide(place: str, request: dict) -> Iterator[Problem]:
    if any(key in request for key in TELLING):
        return
    for path in texts(request.get("path")):
        if EVERYTHING.fullmatch(path):
            said = 'this fits every address; name a part of the path, or tell requests apart with "op"'
            yield Problem(place, f'"{path}": {said}, "query", "form" or "match"')


def _hosts(draft: Draft) -> Iterator[tuple[str, str]]:
    yield from (("hosts", host) for host in texts(draft.data.get("hosts")))
    for name, act in draft.acts:
        for where, request in requests(act):
            yield from ((f"{name}: {where}/hosts", host) for host in texts(request.get("hosts")))
        for index, control in enumerate(map(mapping, entries(act.get("dom")))):
            yield from ((f"{name}: dom/{index}/host", host) for host in texts(control.get("host")))
    yield from within(draft.data.get("captcha"), "captcha", {"hosts"})


def _paths(draft: Draft) -> Iterator[tuple[str, str]]:
    for key in ("pathScope", "taskPaths"):
        yield from ((key, path) for path in texts(draft.data.get(key)))
    for name, act in draft.acts:
        for where, request in requests(act):
            yield from ((f"{name}: {where}/path", path) for path in texts(request.get("path")))
        for index, control in enumerate(map(mapping, entries(act.get("dom")))):
            yield from ((f"{name}: dom/{index}/path", path) for path in texts(control.get("path")))
    yield from within(draft.data.get("captcha"), "captcha", {"path"})
