"""What one person did in one period, as the value models take it.

Count    so many acts of one kind on one platform
Counts   all of them, the hours on each platform, and the country, period and money to answer in

counts_from_totals   the same from the sums that the store keeps
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pointeuse.collector.catalogue import ATTENTION, TIME_KINDS

MS_AN_HOUR = 3_600_000


@dataclass(frozen=True)
class Count:
    """`n` acts of `kind` on `platform`; negative when undone (V9).

    `words` and `words_read` are per act (V10). `seconds` is the human time logged for all `n` together; it
    replaces the default seconds of the act. None means: not known.
    """

    kind: str
    platform: str
    variant: str | None = None
    n: float = 0
    words: float | None = None
    words_read: float | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Counts:
    """One person, one period. `fx` holds units of each currency per 1 EUR, `hours` foreground hours.

    `country` is ISO 3166 alpha-2. `wage` is an amount of `currency` per hour that the person typed; None
    means the statutory minimum wage of the country. `region` prices the hours in place of the country's own.
    `age` is in years, None for an adult: the law may pay less before some age, and forbids advertising that
    follows minors.
    """

    country: str
    days: float
    currency: str
    fx: Mapping[str, float]
    hours: Mapping[str, float] = field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    wage: float | None = None
    region: str = ""
    age: int | None = None


class Total(Protocol):
    """A row of the rollup: `n` acts of `kind` on `platform` took `ms` milliseconds."""

    @property
    def platform(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def n(self) -> int: ...

    @property
    def ms(self) -> int: ...


def counts_from_totals(
    totals: Iterable[Total],
    country: str,
    currency: str,
    fx: Mapping[str, float],
    wage: float | None,
    days: float,
    region: str = "",
    age: int | None = None,
) -> Counts:
    """Return the counts of a period of `days` from its rollup rows.

    Attention becomes hours. Time in paid tasks is left out: somebody pays for it. A dotted kind becomes kind
    and variant. Time logged with other kinds becomes their seconds; a row without any time keeps the default
    seconds of its act.
    """
    rows = tuple(totals)
    hours: dict[str, float] = {}
    for row in rows:
        if row.kind == ATTENTION:
            hours[row.platform] = hours.get(row.platform, 0.0) + row.ms / MS_AN_HOUR
    acts = tuple(_count(row) for row in rows if row.kind not in TIME_KINDS)
    return Counts(country, days, currency, fx, hours, acts, wage, region, age)


def _count(row: Total) -> Count:
    kind, variant = split_kind(row.kind)
    return Count(kind, row.platform, variant, row.n, seconds=row.ms / 1000 if row.ms > 0 else None)


def split_kind(kind: str) -> tuple[str, str | None]:
    """Return the kind and the variant of a dotted kind: "captcha.image" is ("captcha", "image")."""
    name, _, variant = kind.partition(".")
    return name, variant or None
