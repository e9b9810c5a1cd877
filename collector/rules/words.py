"""Ids, kinds and operators of a file: known, of the right sort, and nobody else's."""

import datetime
import re
from collections.abc import Iterator

from pointeuse.collector.rules.draft import Draft, Problem, entries, mapping, texts
from pointeuse.collector.rules.shape import nearest, place_of
from pointeuse.collector.rules.table.cells import kinds_of

DATE = re.compile(r"20\d\d(-\d\d)?(-\d\d)?")
MAIL = re.compile(r"[\w.+-]+@[a-z][\w-]*(\.[a-z][\w-]*)*\.[a-z]{2,}\b", re.I)
SECRET = re.compile(r"\b(eyJ[\w-]{20,}|gh[pousr]_\w{20,}|sk-[\w-]{20,}|Bearer \S{16,})")


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield what the file calls by a wrong name."""
    yield from _identity(draft)
    yield from _operator(draft)
    for place, kind in _kinds(draft):
        yield from _kind(draft, place, kind)
    for name, act in draft.acts:
        yield from _undo(draft, name, act)
        yield from _date(f"{name}: checked_on", act.get("checked_on"))
    yield from _date("checked_on", draft.data.get("checked_on"))
    for index, each in enumerate(map(mapping, entries(draft.data.get("uncounted")))):
        yield from _date(f"uncounted/{index}/looked_on", each.get("looked_on"), "when you last looked")
    for place, text in _texts(draft.data, ()):
        yield from _private(place_of(draft, place), text)


def _identity(draft: Draft) -> Iterator[Problem]:
    own, ids = draft.data.get("id"), [name for name, act in draft.acts if texts(act.get("id"))]
    if isinstance(own, str) and draft.name != f"{own}.json":
        yield Problem("id", f'the id is "{own}"; call the file {own}.json, or change the id')
    if own in [other.get("id") for other in draft.around.files]:
        yield Problem("id", f'"{own}" is already the id of another file of the catalogue; choose another')
    starts = tuple(f"{start}." for start in (own, draft.name.removesuffix(".json")))
    for name in ids:
        if isinstance(own, str) and not name.startswith(starts):
            yield Problem(name, f'the id of a rule starts with that of its platform; begin it with "{own}."')
    for name in dict.fromkeys(name for name in ids if ids.count(name) > 1):
        yield Problem(name, "two rules have this id; give one of them another")


def _operator(draft: Draft) -> Iterator[Problem]:
    for operator in texts(draft.data.get("operator")):
        if operator not in draft.around.operators:
            row = f'"{operator}": {{"name": "..."}}'
            guess = nearest(operator, draft.around.operators)
            yield Problem("operator", f'"{operator}" is not in operators.json{guess}; add {row} there')


def _kinds(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield every kind that the file names, with its place."""
    for name, act in draft.acts:
        for key in ("kind", "unsure"):
            yield from ((f"{name}: {key}", kind) for kind in texts(act.get(key)))
        for key in ("variants", "dom"):
            for index, each in enumerate(map(mapping, entries(act.get(key)))):
                yield from ((f"{name}: {key}/{index}/kind", kind) for kind in texts(each.get("kind")))
    for index, each in enumerate(map(mapping, entries(draft.data.get("uncounted")))):
        yield from ((f"uncounted/{index}/kinds", kind) for kind in texts(each.get("kinds")))
    captcha = mapping(draft.data.get("captcha"))
    for key, kind in mapping(captcha.get("auto")).items():
        yield from ((f"captcha/auto/{key}", each) for each in texts(kind))
    for index, state in enumerate(map(mapping, entries(captcha.get("states")))):
        yield from ((f"captcha/states/{index}/kind", kind) for kind in texts(state.get("kind")))


def _kind(draft: Draft, place: str, kind: str) -> Iterator[Problem]:
    if kind not in draft.around.kinds:
        guess = nearest(kind, draft.around.kinds)
        known = [each for each in draft.around.kinds if each.startswith("captcha.") == _is_of_captcha(draft)]
        yield Problem(place, f'"{kind}" is not a kind of kinds.json{guess}; choose from {", ".join(known)}')


def _is_of_captcha(draft: Draft) -> bool:
    return draft.form == "captcha"


def _undo(draft: Draft, name: str, act: dict) -> Iterator[Problem]:
    """An undo may take back any kind of its rule, so each of them must be one that can be undone."""
    controls = [mapping(each) for each in entries(act.get("dom"))]
    if not act.get("undo") and not any(each.get("dir") in ("undo", "toggle") for each in controls):
        return
    for kind in kinds_of(act):
        if draft.around.kinds.get(kind, {}).get("undo") is False:
            said = f'"{kind}" cannot be undone; remove the undo, or choose another kind'
            yield Problem(f"{name}: undo", said)


def _date(place: str, value: object, meant: str = "when you last saw the rule work") -> Iterator[Problem]:
    today = datetime.date.today().isoformat()
    if isinstance(value, str) and DATE.fullmatch(value) and value > today[: len(value)]:
        yield Problem(place, f'"{value}" is still to come; write {meant}')


def _private(place: str, text: str) -> Iterator[Problem]:
    """A file is public: nobody's address, and nothing that opens an account."""
    if MAIL.search(text):
        yield Problem(place, "this holds an e-mail address; remove it: the file is public")
    if SECRET.search(text):
        yield Problem(place, "this looks like a key to an account; remove it: the file is public")


def _texts(value: object, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text of a file with its place."""
    if isinstance(value, str):
        yield place, value
    inside = value.items() if isinstance(value, dict) else enumerate(entries(value))
    for key, each in inside:
        yield from _texts(each, (*place, key))
