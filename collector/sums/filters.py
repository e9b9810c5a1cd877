"""Which platforms and kinds a view looks at, as the address of the page names them.

Filter        what is taken; EVERYTHING takes all
read_filter   the filter that a query asks for
"""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.errors import Malformed

WORD = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
MOST = 200


class Filter(Struct, frozen=True):
    """Names of platforms and of kinds; None takes every one."""

    platforms: frozenset[str] | None = None
    kinds: frozenset[str] | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is left out."""
        return self.platforms is None and self.kinds is None

    def takes(self, platform: str, kind: str) -> bool:
        """Say whether acts of this kind on this platform are looked at."""
        return (self.platforms is None or platform in self.platforms) and (
            self.kinds is None or kind in self.kinds
        )


EVERYTHING = Filter()


def read_filter(query: Mapping[str, str], catalogue: Catalogue) -> Filter:
    """Return what `platforms`, `operators` and `kinds` of a query leave, each a list with commas.

    An operator stands for all its platforms; with platforms named too, both must hold. Raises Malformed.
    """
    platforms, operators = _words(query, "platforms"), _words(query, "operators")
    if operators is not None:
        run = frozenset(platforms_of(operators, catalogue))
        platforms = run if platforms is None else platforms & run
    return Filter(platforms, _words(query, "kinds"))


def platforms_of(operators: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Return the platforms and CAPTCHA products that these operators run."""
    wanted, places = set(operators), catalogue.platforms | catalogue.captchas
    return [name for name, place in places.items() if place.operator in wanted]


def _words(query: Mapping[str, str], name: str) -> frozenset[str] | None:
    words = [word for word in query.get(name, "").split(",") if word]
    if len(words) > MOST or not all(WORD.fullmatch(word) for word in words):
        raise Malformed(f"Write {name} as names with commas between them, such as youtube,reddit.", name)
    return frozenset(words) or None
