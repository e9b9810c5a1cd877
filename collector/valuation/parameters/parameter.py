"""One figure with its source, and all of them by id.

    Parameter    one figure: low, value, high, unit, currency, year, region, source, confidence
    Parameters   all of them by id, read only, with a short `version` of their content

A figure keeps the currency and the year of its source. Nothing is converted or inflated here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
"""The folder with every table that the valuation reads."""

BOUNDS = ("low", "value", "high")
"""The three ways to read a parameter."""


@dataclass(frozen=True)
class Parameter:
    """One sourced figure. A bound is None where the source gives none; `value` None means: do not compute.

    `currency` is empty for what is not money, `region` where the figure holds anywhere, `year` None for a
    convention and for a rate worked out from figures of several years.
    """

    id: str
    quantity: str
    platform: str
    act: str
    region: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    currency: str
    year: int | None
    source: str
    url: str
    confidence: str
    note: str

    def at(self, bound: str) -> float | None:
        """Return the figure at "low", "value" or "high"; an absent bound is the value (V3)."""
        figure = getattr(self, bound)
        return self.value if figure is None else figure


@dataclass(frozen=True)
class Parameters(Mapping[str, Parameter]):
    """Every parameter by id, of one edition. `version` changes when any cell of its tables does."""

    rows: Mapping[str, Parameter]
    version: str
    edition: str

    def __getitem__(self, key: str) -> Parameter:
        return self.rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
