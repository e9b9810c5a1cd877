"""The tables that say how each kind and country is valued, of one edition: a CSV of its folder each.

    ActRow    an act of the catalogue: where its time goes, its seconds, its words, its price
    Country   its region for hourly revenue, the ad-free subscription sold there, and what law it shares
    Tables    all rows of an edition

Cells hold parameter ids, never figures. A new kind or country is a row, not code.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pointeuse.collector.valuation.parameters.editions import CURRENT, folder_of


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
class Country:
    """`region` is US, CA, EUROPE, APAC or "" (elsewhere); `subscription` is EU, UK or "".

    `wage` is the country whose minimum wage holds here too, "" for its own. `dsa` is "yes" where the Digital
    Services Act of the European Union holds, "" elsewhere.
    """

    country: str
    region: str = ""
    subscription: str = ""
    wage: str = ""
    dsa: str = ""


@dataclass(frozen=True)
class Tables:
    """`kinds` holds (act, place) by kind: it counts as that act, in that place only unless it is ""."""

    acts: Mapping[str, ActRow]
    kinds: Mapping[str, tuple[str, str]]
    captchas: tuple[Mapping[str, str], ...]
    countries: Mapping[str, Country]

    def act_row(self, kind: str, platform: str, variant: str, place: str) -> ActRow | None:
        """Return the row that values this kind there, or None: no seconds and no price (V12 to V14, V16)."""
        act, only_in = self.kinds.get(kind, ("", ""))
        if not act or only_in not in ("", place):
            return None
        return self.captcha_row(platform, variant) if act == "captcha" else self.acts[act]

    def captcha_row(self, platform: str, variant: str) -> ActRow:
        """Return the row of a CAPTCHA; without seconds and price where nobody has timed it (V16, V17).

        The first line of the table that fits decides; `*` fits anything, an empty variant only no variant.
        """
        row = self.acts["captcha"]
        for line in self.captchas:
            if line["platform"] in ("*", platform) and line["variant"] in ("*", variant):
                return _captcha(row, line)
        return row

    def country(self, code: str) -> Country:
        """Return the country of an ISO 3166 alpha-2 code; one that no table names has no region."""
        return self.countries.get(code, Country(code))


def _captcha(row: ActRow, line: Mapping[str, str]) -> ActRow:
    return replace(
        row,
        seconds=line["seconds"],
        price=line["price"],
        priced_by="act" if line["price"] else "",
        image=line["image"] == "yes",
    )


def _act(row: Mapping[str, str]) -> ActRow:
    return ActRow(image=False, **row)


@cache
def tables_of(edition: str = CURRENT) -> Tables:
    """Return the tables of an edition."""
    folder = folder_of(edition)
    return Tables(
        acts={row["act"]: _act(row) for row in _rows(folder / "acts.csv")},
        kinds={row["kind"]: (row["act"], row["place"]) for row in _rows(folder / "kinds.csv")},
        captchas=_rows(folder / "captchas.csv"),
        countries={row["country"]: Country(**row) for row in _rows(folder / "countries.csv")},
    )


def _rows(file: Path) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
