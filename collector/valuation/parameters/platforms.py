"""What the valuation needs to know of each platform, out of the files of the catalogue.

PlatformFacts   what a platform's figures are called, and which panels it belongs to: its file's `value`
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pointeuse.collector.catalogue import Platform, load
from pointeuse.collector.errors import CatalogueError
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.tables import tables_of


@dataclass(frozen=True)
class PlatformFacts:
    """What the valuation needs to know of a platform. All empty for a platform without any figure.

    `same_as` names the platform it is one with, `rates` the family of RHO_ rows, `query_price` the price of
    a search there, `welfare` its category in F6, `place` is "chatbot", "wiki" or "".
    """

    platform: str
    same_as: str = ""
    rates: str = ""
    query_price: str = ""
    welfare: str = ""
    place: str = ""
    subscription: bool = False
    dividend: bool = False


@cache
def platform_facts() -> Mapping[str, PlatformFacts]:
    """Return the facts by platform id. A platform that is not in it has none (`PlatformFacts(id)`)."""
    return facts_of(load().platforms.values())


def facts_of(platforms: Iterable[Platform]) -> dict[str, PlatformFacts]:
    """Return the facts that the files of `platforms` state. Raises CatalogueError naming the file and key."""
    files = {platform.id: platform for platform in platforms}
    facts: dict[str, PlatformFacts] = {}
    for platform in files.values():
        _check(platform)
        for row in _facts(platform):
            if row.platform in facts or (row.same_as and row.platform in files):
                raise _wrong(platform, "also", row.platform, "is a platform of its own")
            facts[row.platform] = row
    return facts


def _facts(platform: Platform) -> Iterator[PlatformFacts]:
    """Yield the platform's facts, then the same under each other name it is counted by."""
    if platform.value:
        own = PlatformFacts(platform.id, **{k: v for k, v in platform.value.items() if k != "also"})
        yield own
        for name in platform.value.get("also", ()):
            yield replace(own, platform=name, same_as=platform.id)


def _check(platform: Platform) -> None:
    known = load_parameters()
    exists = {
        "rates": lambda family: family in {name.split("_")[1] for name in known if name.startswith("RHO_")},
        "query_price": lambda name: name in known,
        "welfare": lambda category: f"WTA_{category}_2017".upper() in known,
        "place": lambda place: place in {place for _, place in tables_of().kinds.values()},
        **dict.fromkeys(("subscription", "dividend", "also"), lambda _: True),
    }
    for key, named in platform.value.items():
        if key not in exists:
            raise _wrong(platform, key, named, "stands under a key that the valuation does not know")
        if not exists[key](str(named)):
            raise _wrong(platform, key, named, "is not among the figures of the valuation")


def _wrong(platform: Platform, key: str, named: object, why: str) -> CatalogueError:
    return CatalogueError(f"{platform.id}.json: value/{key}: {named!r} {why}. Correct the file.")
