"""Everything that can be said about a file of the catalogue without running it."""

from collections.abc import Callable, Iterator

from pointeuse.collector.rules import addresses, clashes, frames, selectors, shape, widening, words
from pointeuse.collector.rules import counted as figures
from pointeuse.collector.rules.draft import SCHEMAS, Draft, Problem, is_on
from pointeuse.collector.rules.table import holes

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    shape.problems,
    words.problems,
    holes.problems,
    addresses.problems,
    selectors.problems,
    frames.problems,
    widening.problems,
    figures.problems,
    clashes.problems,
)


def problems(draft: Draft) -> list[Problem]:
    """Return every problem of a draft, each once: those of the file, then those of each rule in turn."""
    if not draft.data:
        return draft.found
    if is_other(draft):
        said = f'"{draft.data["schema"]}" is neither a platform nor a CAPTCHA; name the file of one'
        return [Problem("schema", said)]
    found = [*draft.found, *(problem for look in CHECKS for problem in look(draft))]
    order = {name: index for index, (name, _) in enumerate(draft.acts)}
    return sorted(dict.fromkeys(found), key=lambda problem: order.get(problem.place.split(":")[0], -1))


def is_other(draft: Draft) -> bool:
    """Return whether the file is one of ours that holds something else."""
    said = str(draft.data.get("schema", "")).partition("/")[0]
    return said.startswith("pointeuse-") and said not in [name.partition("/")[0] for name in SCHEMAS]


def summary(draft: Draft) -> str:
    """Return the one sentence about a file without problems."""
    if draft.form == "captcha":
        return f"{_count(len(draft.data['captcha']['states']), 'state')}, nothing wrong."
    acts = [act for _, act in draft.acts]
    off = [act for act in acts if act["credit"] != "none" and not is_on(act)]
    never = sum(act["credit"] == "none" for act in acts)
    low = " (LOW)" if all(act["confidence"] == "LOW" for act in off) else ""
    more = [f"{len(off)} {_be(len(off))} off until switched on{low}"] if off else []
    more += [f"{never} {_be(never)} never counted"] if never else []
    return "; ".join([f"{_count(len(acts), 'rule')}, nothing wrong", *more]) + "."


def missing(draft: Draft) -> str:
    """Return the sentence about the kinds of which a file says nothing yet, or nothing."""
    kinds = holes.empty(draft)
    if not kinds:
        return ""
    said = f'say in "uncounted" why {"it is" if len(kinds) == 1 else "each is"} not counted'
    return f"No word yet on {_count(len(kinds), 'kind')}: {', '.join(kinds)}; {said}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"
