"""Globs of the catalogue, as the engine compares them: `*` stays in one segment, `**` runs over several.

Whether two globs meet is tried with what each would usually stand for. That two could meet in an address made
for the purpose is no clash: `/a/*/add` and `/a/like/*` are different requests.
"""

import re
from functools import cache

USUAL = "x1"


@cache
def pattern(glob: str) -> re.Pattern[str]:
    """Return what a glob means as a regular expression; use it with `fullmatch`."""
    parts = re.split(r"(\*+)", glob)
    stars = {"*": "[^/]*"}
    return re.compile("".join(stars.get(p, "[\\s\\S]*") if p[:1] == "*" else re.escape(p) for p in parts))


@cache
def samples(glob: str) -> tuple[str, ...]:
    """Return texts that a glob usually stands for."""
    one = re.sub(r"\*+", USUAL, glob)
    deep = re.sub(r"\*\*+", f"{USUAL}/{USUAL}", glob).replace("*", USUAL)
    return tuple({one, deep})


def meet(one: str, other: str) -> bool:
    """Return whether what one glob usually stands for fits the other."""
    return any(
        pattern(a).fullmatch(text) is not None for a, b in ((one, other), (other, one)) for text in samples(b)
    )


def any_meet(some: list[str], others: list[str]) -> bool:
    """Return whether any of some globs meets any of others."""
    return any(meet(one, other) for one in some for other in others)


def hosts_meet(one: str, other: str) -> bool:
    """Return whether some host fits both; `*.name` stands for every name below it."""
    if one.startswith("*.") and other.startswith("*."):
        return one.endswith(other[1:]) or other.endswith(one[1:])
    wild, exact = (one, other) if one.startswith("*.") else (other, one)
    return one == other or (wild.startswith("*.") and exact.endswith(wild[1:]))
