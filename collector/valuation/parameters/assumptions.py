"""What a person assumes in place of what ships: a set of choices about the figures, with a version.

    Change        another low, value and high for one parameter
    Assumptions   changed parameters and rates, the confidences admitted, the region whose revenue counts
    assumed       the parameters under a set of assumptions, with a version that names both

Whoever values the same counts under the same version gets the same amounts.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pointeuse.collector.errors import Malformed, ParameterError
from pointeuse.collector.valuation.parameters.editions import CURRENT, EDITIONS, FIRST
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.money import Rate, exchange_rates
from pointeuse.collector.valuation.parameters.parameter import Parameter, Parameters
from pointeuse.collector.valuation.parameters.regions import ROWS
from pointeuse.collector.valuation.parameters.row_checks import check

ALWAYS = ("VERIFIED", "CONVENTION")
"""The confidences of every headline: figures that were seen, and choices that are settings themselves."""

OPTIONAL = ("RECALLED",)
"""What a person may keep out of the headlines. UNSURE figures are never in one."""

WEAK = "UNSURE"

FIGURE = "figure"
"""The code of every error about one figure, which is not about the set as a whole."""
MOST = 1e15
"""No figure comes near it. Beyond it, and below its inverse, are slips of the finger and endless sums."""

REGIONS = ("", *ROWS, "ROW")
"""Whose revenue an hour is priced by: the country's own region (""), or another one."""


@dataclass(frozen=True)
class Change:
    """A figure in place of the shipped one, in the unit and currency of its row; a bound may be absent."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Assumptions:
    """`changes` is by parameter id, `rates` by currency; `admitted` holds confidences out of OPTIONAL.

    `edition` pins the figures and formulas that all the rest is of.
    """

    changes: Mapping[str, Change] = field(default_factory=dict)
    rates: Mapping[str, Rate] = field(default_factory=dict)
    admitted: tuple[str, ...] = OPTIONAL
    region: str = ""
    edition: str = CURRENT

    def __hash__(self) -> int:
        choices = (self.admitted, self.region, self.edition)
        return hash((frozenset(self.changes.items()), frozenset(self.rates.items()), choices))

    def fx(self) -> dict[str, float]:
        """Return units per 1 EUR by currency, as `Counts.fx` takes them."""
        return {currency: rate.per_eur for currency, rate in self.all_rates().items()}

    def all_rates(self) -> dict[str, Rate]:
        """Return the rates of the edition, changed ones in their place."""
        return {**exchange_rates(self.edition), **self.rates}

    def as_json(self) -> dict[str, Any]:
        """Return the set as plain data, which `read_assumptions` takes back.

        A set from before there were editions names none: it is of the first.
        """
        return {
            "changes": {name: [c.low, c.value, c.high] for name, c in sorted(self.changes.items())},
            "rates": {name: [rate.per_eur, rate.date] for name, rate in sorted(self.rates.items())},
            "admitted": sorted(self.admitted),
            "region": self.region,
            **({} if self.edition == FIRST else {"edition": self.edition}),
        }


def read_assumptions(content: Any) -> Assumptions:
    """Return the set that `as_json` wrote or a person typed. Raises Malformed naming what cannot be."""
    try:
        changes = {name: Change(value, low, high) for name, (low, value, high) in content["changes"].items()}
        rates = {name: _rate(name, *rate) for name, rate in content["rates"].items()}
        edition = content.get("edition", FIRST)
        found = Assumptions(changes, rates, tuple(content["admitted"]), content["region"], edition)
        allowed = (
            found.region in REGIONS and set(found.admitted) <= set(OPTIONAL) and found.edition in EDITIONS
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Malformed("Give changes, rates, admitted and region, as the settings page does.") from error
    if not allowed:
        raise Malformed("Choose a region, an edition and confidences out of those offered.")
    parameters = load_parameters(found.edition)
    for name, change in changes.items():
        _changed(name, change, parameters)
    return found


@lru_cache(maxsize=16)
def assumed(assumptions: Assumptions, weak: bool = False) -> Parameters:
    """Return the parameters as the set has them; a row that is not admitted keeps its text and has no figure.

    With `weak` the UNSURE ones are admitted too, for what is no headline and says how weak it is.
    The version is that of the edition when nothing was changed. Raises Malformed for a change of a row that
    does not exist, or that the row's own rules forbid.
    """
    parameters = load_parameters(assumptions.edition)
    rows = dict(parameters.rows)
    for name, change in assumptions.changes.items():
        rows[name] = _changed(name, change, parameters)
    admitted = {*ALWAYS, *assumptions.admitted, *((WEAK,) if weak else ())}
    barred = {
        name: replace(row, value=None, low=None, high=None)
        for name, row in rows.items()
        if row.confidence not in admitted
    }
    return Parameters({**rows, **barred}, version_of(assumptions), assumptions.edition)


def version_of(assumptions: Assumptions) -> str:
    """Return the name of a set: twelve digits that change with any figure, of the edition or chosen."""
    version = load_parameters(assumptions.edition).version
    if assumptions == Assumptions(edition=assumptions.edition):
        return version
    content = json.dumps([version, assumptions.as_json()], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _changed(name: str, change: Change, parameters: Parameters) -> Parameter:
    if name not in parameters:
        raise Malformed(f"There is no parameter {name[:40]!r}; take an id from the method page.", FIGURE)
    figures = (change.low, change.value, change.high)
    if any(isinstance(x, bool) or not isinstance(x, int | float | None) for x in figures):
        raise Malformed(f"{name}: write figures as numbers.", FIGURE)
    if any(x is not None and not 1 / MOST <= x <= MOST for x in figures):
        raise Malformed(f"{name}: write figures above 0 that are not beyond all measure.", FIGURE)
    row = replace(
        parameters[name], value=change.value, low=change.low, high=change.high, confidence="CONVENTION"
    )
    if row.value is None or (row.unit == "share" and max(x for x in figures if x is not None) > 1):
        raise Malformed(f"{name}: give a value, and keep a share at 1 or below.", FIGURE)
    try:
        check(row)
    except ParameterError as error:
        raise Malformed(error.message, FIGURE) from error
    return row


def _rate(currency: str, per_eur: float, date: str) -> Rate:
    if not re.fullmatch(r"[A-Z]{3}", currency) or currency == "EUR" or isinstance(per_eur, bool):
        raise ValueError(currency)
    if not 1e-9 < per_eur < 1e9 or (date and date != datetime.date.fromisoformat(date).isoformat()):
        raise ValueError(currency)
    return Rate(currency, float(per_eur), date, "")
