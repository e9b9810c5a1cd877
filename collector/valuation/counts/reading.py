"""Counts as the models read them: undone acts taken off, one name for one platform (V9, V10, V12, V13).

Sum      how many acts, and their words
Tally    the acts of one kind, platform and variant
Reading  the tallies and hours of one person and period, ready to be valued
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pointeuse.collector.valuation.counts.counts import Count, Counts, split_kind
from pointeuse.collector.valuation.parameters.editions import CURRENT
from pointeuse.collector.valuation.parameters.platforms import PlatformFacts, platform_facts
from pointeuse.collector.valuation.parameters.tables import ActRow, Country, Tables, tables_of
from pointeuse.collector.valuation.parameters.wages import LegalWage, legal_wage

OF_AGE = 18


@dataclass(frozen=True)
class Sum:
    """`n` acts with their signs; the words of those with a known length; `wordless` counts the others."""

    n: float
    words: float
    wordless: float
    words_read: float


@dataclass(frozen=True)
class Tally:
    """Acts of one kind, platform and variant. `row` is None when no figure is known for them.

    `seconds` is the time logged for some of them; `untimed` sums the others, whose time is a default.
    """

    kind: str
    platform: str
    variant: str
    row: ActRow | None
    all: Sum
    untimed: Sum
    seconds: float

    @property
    def n(self) -> float:
        """The acts that still stand: a sum below zero counts as zero (V9)."""
        return max(0.0, self.all.n)


@dataclass(frozen=True)
class Reading:
    """`hours` holds only platforms with time. `facts` is by platform id; see `facts_of`.

    `used` holds the platforms with hours, or with an act of any kind that still stands (V21). `legal_wage` is
    None when the person typed a wage.
    """

    counts: Counts
    country: Country
    hours: Mapping[str, float]
    tallies: tuple[Tally, ...]
    facts: Mapping[str, PlatformFacts]
    used: frozenset[str]
    legal_wage: LegalWage | None

    def facts_of(self, platform: str) -> PlatformFacts:
        """Return the facts of a platform, empty ones for a platform that no table names."""
        return self.facts.get(platform, PlatformFacts(platform))

    @property
    def region(self) -> str:
        """The region whose revenue prices an hour: the chosen one, else the country's own (V5)."""
        return self.counts.region or self.country.region

    @property
    def minor(self) -> bool:
        """Whether the person said to be under age."""
        return self.counts.age is not None and self.counts.age < OF_AGE

    @property
    def profiled(self) -> bool:
        """Whether advertisements may follow the person: not a minor's, under the Digital Services Act."""
        return not (self.minor and self.country.dsa)

    def of_act(self, *acts: str) -> tuple[Tally, ...]:
        """Return the tallies that are valued as one of `acts`."""
        return tuple(tally for tally in self.tallies if tally.row and tally.row.act in acts)


def read(counts: Counts, edition: str = CURRENT, facts: Mapping[str, PlatformFacts] | None = None) -> Reading:
    """Return what the models of an edition read in `counts`. `facts` replaces the catalogue's platforms."""
    known, tables = platform_facts() if facts is None else facts, tables_of(edition)
    hours, tallies = _hours(counts, known), _tallies(counts.counts, known, tables)
    used = frozenset((*hours, *(tally.platform for tally in tallies if tally.n > 0)))
    return Reading(
        counts, tables.country(counts.country), hours, tallies, known, used, wage_row(counts, edition)
    )


def wage_row(counts: Counts, edition: str = CURRENT) -> LegalWage | None:
    """Return the figure that is the wage of this person; None for a wage that was typed."""
    return None if counts.wage is not None else legal_wage(counts.country, counts.age, edition)


def merged(reading: Reading) -> Reading:
    """Return the same with one tally for all that no model tells apart: far fewer sums to make."""
    groups: dict[tuple[str, str, ActRow | None], list[Tally]] = {}
    for tally in reading.tallies:
        groups.setdefault((*_told_apart(tally), tally.row), []).append(tally)
    return replace(reading, tallies=tuple(tally for group in groups.values() for tally in _as_one(group)))


def _told_apart(tally: Tally) -> tuple[str, str]:
    """Where an act was done matters for time outside a platform's hours and for the price of a search."""
    if tally.row is None:
        return tally.platform, tally.kind
    return (tally.platform if tally.row.bucket == "off" or tally.row.act == "search" else ""), ""


def _as_one(group: list[Tally]) -> list[Tally]:
    """Undone acts count in their own tally first: where there are any, nothing is merged."""
    undone = any(part.n < 0 or part.words < 0 for tally in group for part in (tally.all, tally.untimed))
    if undone or len(group) == 1:
        return group
    total = replace(group[0], seconds=sum(tally.seconds for tally in group))
    return [replace(total, all=_added(t.all for t in group), untimed=_added(t.untimed for t in group))]


def _added(parts: Iterable[Sum]) -> Sum:
    columns = zip(*((part.n, part.words, part.wordless, part.words_read) for part in parts), strict=True)
    return Sum(*map(sum, columns))


def _canonical(platform: str, facts: Mapping[str, PlatformFacts]) -> str:
    return facts[platform].same_as or platform if platform in facts else platform


def _hours(counts: Counts, facts: Mapping[str, PlatformFacts]) -> dict[str, float]:
    hours: dict[str, float] = {}
    for platform, spent in counts.hours.items():
        name = _canonical(platform, facts)
        hours[name] = hours.get(name, 0.0) + spent
    return {platform: spent for platform, spent in hours.items() if spent > 0}


def _tallies(
    counts: Iterable[Count], facts: Mapping[str, PlatformFacts], tables: Tables
) -> tuple[Tally, ...]:
    groups: dict[tuple[str, str, str], list[Count]] = {}
    for count in counts:
        kind, variant = split_kind(count.kind)
        key = (kind, _canonical(count.platform, facts), count.variant or variant or "")
        groups.setdefault(key, []).append(count)
    return tuple(_tally(*key, group, facts, tables) for key, group in groups.items())


def _tally(
    kind: str,
    platform: str,
    variant: str,
    group: list[Count],
    facts: Mapping[str, PlatformFacts],
    tables: Tables,
) -> Tally:
    place = facts[platform].place if platform in facts else ""
    return Tally(
        kind,
        platform,
        variant,
        tables.act_row(kind, platform, variant, place),
        _sum(group),
        _sum([count for count in group if count.seconds is None]),
        sum(count.seconds for count in group if count.seconds is not None),
    )


def _sum(group: list[Count]) -> Sum:
    n = words = wordless = words_read = 0.0
    for count in group:
        n += count.n
        words += count.n * (count.words or 0.0)
        wordless += count.n if count.words is None else 0.0
        words_read += count.n * (count.words_read or 0.0)
    return Sum(n, words, wordless, words_read)
