"""The tables that say how each kind, platform and country is valued: a CSV of `data/`, or the catalogue.

    ActRow          an act of the catalogue: where its time goes, its seconds, its words, its price
    PlatformFacts   what a platform's figures are called, and which panels it belongs to: its file's `value`
    Country         its region for hourly revenue, and the ad-free subscription sold there

Cells hold parameter ids, never figures. A new kind, platform or country is a row or a file, not code.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pointeuse.collector.catalogue import Platform, load
from pointeuse.collector.errors import CatalogueError
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.parameter import DATA


@dataclass(frozen=True)
class ActRow:
    """How one act is valued. A cell is a parameter id, or empty for "none".

    `bucket` is "on" (inside the hours of its platform) or "off"; `captured` says what the method of that name
    pays for an off-platform act: "wage" or "licence". `seconds` is per act, `speed` in words a minute,
    `words` a default length, `price` per act or per word as `priced_by` says. `image` marks the challenges
    that F4 counts.
    """

    act: str
    bucket: str
    captured: str
    seconds: str
    speed: str
    words: str
    price: str
    priced_by: str
    image: bool = False


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


@dataclass(frozen=True)
class Country:
    """`region` is US, CA, EUROPE, APAC or "" (elsewhere); `subscription` is EU, UK or ""."""

    country: str
    region: str = ""
    subscription: str = ""


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
        "place": lambda place: place in {place for _, place in kinds().values()},
        **dict.fromkeys(("subscription", "dividend", "also"), lambda _: True),
    }
    for key, named in platform.value.items():
        if key not in exists:
            raise _wrong(platform, key, named, "stands under a key that the valuation does not know")
        if not exists[key](str(named)):
            raise _wrong(platform, key, named, "is not among the figures of the valuation")


def _wrong(platform: Platform, key: str, named: object, why: str) -> CatalogueError:
    return CatalogueError(f"{platform.id}.json: value/{key}: {named!r} {why}. Correct the file.")


@cache
def _countries() -> Mapping[str, Country]:
    return {row["country"]: Country(**row) for row in _rows("countries.csv")}


def country_named(code: str) -> Country:
    """Return the country of an ISO 3166 alpha-2 code; one that no table names has no region."""
    return _countries().get(code, Country(code))


@cache
def act_rows() -> Mapping[str, ActRow]:
    """Return the rows of section 6 by act."""
    return {row["act"]: _act_row(row) for row in _rows("acts.csv")}


def _act_row(row: Mapping[str, str]) -> ActRow:
    return ActRow(
        act=row["act"],
        bucket=row["bucket"],
        captured=row["captured"],
        seconds=row["seconds"],
        speed=row["speed"],
        words=row["words"],
        price=row["price"],
        priced_by=row["priced_by"],
    )


@cache
def kinds() -> Mapping[str, tuple[str, str]]:
    """Return (act, place) by kind: the kind counts as that act, in that place only unless it is ""."""
    return {row["kind"]: (row["act"], row["place"]) for row in _rows("kinds.csv")}


def captcha_row(platform: str, variant: str) -> ActRow:
    """Return the row of a CAPTCHA; without seconds and price where nobody has timed it (V16, V17).

    The first line of the table that fits decides; `*` fits anything, an empty variant only no variant.
    """
    row = act_rows()["captcha"]
    for line in _rows("captchas.csv"):
        if line["platform"] in ("*", platform) and line["variant"] in ("*", variant):
            priced_by = "act" if line["price"] else ""
            return replace(
                row,
                seconds=line["seconds"],
                price=line["price"],
                priced_by=priced_by,
                image=line["image"] == "yes",
            )
    return row


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))
