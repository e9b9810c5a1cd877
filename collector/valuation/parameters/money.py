"""Currencies: what a figure of its own currency is in another (V2).

Rate            units of a currency per 1 EUR, with its date and where it is from
exchange_rates  the rates that ship with the figures
convert         an amount in another currency
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pointeuse.collector.errors import Malformed
from pointeuse.collector.valuation.parameters.editions import CURRENT, folder_of


@dataclass(frozen=True)
class Rate:
    """`per_eur` units of `currency` for 1 EUR.

    `date` is a day (YYYY-MM-DD), a year for its mean, or empty for a convention. `latest` is the mean of
    `month` (YYYY-MM), the newest that shipped; None and empty without one.
    """

    currency: str
    per_eur: float
    date: str
    source: str
    latest: float | None = None
    month: str = ""


@cache
def exchange_rates(edition: str = CURRENT) -> Mapping[str, Rate]:
    """Return the rates of an edition by currency."""
    lines = (folder_of(edition) / "fx.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines)
    return {row["currency"]: _rate(row) for row in rows}


def _rate(row: Mapping[str, str]) -> Rate:
    latest = row.get("latest")
    return Rate(
        currency=row["currency"],
        per_eur=float(row["per_eur"]),
        date=row["date"],
        source=row["source"],
        latest=float(latest) if latest else None,
        month=row.get("month", ""),
    )


def default_fx() -> dict[str, float]:
    """Return units per 1 EUR by currency, as `Counts.fx` takes them."""
    return {rate.currency: rate.per_eur for rate in exchange_rates().values()}


def convert(amount: float, from_currency: str, to_currency: str, fx: Mapping[str, float]) -> float:
    """Return `amount` in `to_currency`. Raises Malformed naming a currency without a rate in `fx`."""
    return amount / rate_of(from_currency, fx) * rate_of(to_currency, fx)


def rate_of(currency: str, fx: Mapping[str, float]) -> float:
    """Return units of `currency` per 1 EUR. Raises Malformed when `fx` has none above zero."""
    rate = fx.get(currency)
    if rate is None or not rate > 0:
        raise Malformed(f"There is no rate for {currency} in fx; add how many {currency} make 1 EUR.")
    return rate
