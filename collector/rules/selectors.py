"""CSS selectors of a file: readable by a browser, and about one sort of element."""

import re
import warnings
from collections.abc import Iterator

from pointeuse.collector.rules.draft import Draft, Problem, entries, mapping, texts, within

SELECTOR_KEYS = {"exists", "visible", "selector", "count", "plusCumulative", "absent", "within", "each"}
NOT_IN_BROWSERS = re.compile(r":contains\(|:-soup-|!=|:root\b.*:root\b")
ANY_ELEMENT = re.compile(r"\s*(\*|html|body|main|div|span|a|p|button|input|form|svg|img|li|ul)\s*")


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield every selector that cannot be read, or that nearly every page has."""
    for index, each in enumerate(texts(draft.data.get("software"))):
        yield from _look(f"software/{index}", each, narrow=True)
    for name, act in draft.acts:
        for index, control in enumerate(map(mapping, entries(act.get("dom")))):
            for key in ("selector", "filled", "on"):
                for text in texts(control.get(key)):
                    yield from _look(f"{name}: dom/{index}/{key}", text, narrow=key == "selector")
    for place, text in within(draft.data.get("captcha"), "captcha", SELECTOR_KEYS):
        yield from _look(place, text, narrow=False)


def fault_of(selector: str) -> str | None:
    """Return why a browser would refuse the selector, or None."""
    import soupsieve

    if NOT_IN_BROWSERS.search(selector):
        return "no browser knows this"
    try:
        with warnings.catch_warnings(action="ignore"):
            soupsieve.compile(selector)
    except NotImplementedError:
        return "this names a part that no click comes from"
    except soupsieve.SelectorSyntaxError as error:
        first = str(error).splitlines()[0].rstrip(".")
        return first[0].lower() + first[1:]
    return None


def _look(place: str, selector: str, narrow: bool) -> Iterator[Problem]:
    fault = fault_of(selector)
    if fault:
        yield Problem(place, f'"{selector}" is not a CSS selector ({fault}); correct it')
    elif narrow and any(ANY_ELEMENT.fullmatch(part) for part in selector.split(",")):
        yield Problem(place, f'"{selector}" fits elements of every page; add an attribute or a class')
