"""Where value arises: in one row, platform by platform with who gains from it, and month by month."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.sums.totals import MonthSum
from pointeuse.dashboard.numbers.methods import METHODS
from pointeuse.dashboard.numbers.names import Codes
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation.per_unit import Units


def amounts(rows: Iterable[Total], units: "Units") -> dict[str, list]:
    """Return the amount of each method for sums of one period, at the rates that value platforms too."""
    from pointeuse.collector.valuation.per_unit import valued

    found = valued(_in_one(rows), units)
    return {
        "method": list(METHODS),
        "amount": [_sum(getattr(row, name) for row in found) for name in METHODS],
    }


def by_platform(snapshot: Snapshot, catalogue: Catalogue, platforms: Codes) -> dict[str, list]:
    """Return each platform of the period as columns, the dearest first: code, operator, each method's amount.

    What a method gives for the platforms adds up to what it gives for the period.
    """
    from pointeuse.collector.valuation.per_unit import valued

    found = valued(_in_one(snapshot.totals), snapshot.units)
    found.sort(key=lambda row: (-(row.time_at_wage or row.piece_price), row.platform))
    return {
        "platform": platforms.all(row.platform for row in found),
        "operator": [_operator(row.platform, catalogue) for row in found],
        **{method: [getattr(row, method) for row in found] for method in METHODS},
    }


def by_month(snapshot: Snapshot) -> dict[str, list]:
    """Return each month (yyyymm) as columns, summed over platforms; None where none of them has a figure."""
    from pointeuse.collector.valuation.per_unit import Valued, valued

    found: dict[int, list[Valued]] = {}
    for row in valued(snapshot.months, snapshot.units):
        found.setdefault(row.bucket, []).append(row)
    return {
        "month": list(found),
        **{name: [_sum(getattr(row, name) for row in rows) for rows in found.values()] for name in METHODS},
    }


def _in_one(rows: Iterable[Total]) -> list[MonthSum]:
    return [(0, row.platform, row.kind, row.n, row.ms, row.acts) for row in rows]


def _operator(platform: str, catalogue: Catalogue) -> str:
    place = catalogue.platforms.get(platform) or catalogue.captchas.get(platform)
    return catalogue.operators[place.operator] if place else ""


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
