"""What one act, one hour and one logged second of each platform and kind add to the three methods.

The methods are sums over platforms and kinds, so that many periods can be valued in one pass over the sums of
the store. The rates come from the models themselves; nothing is said twice.

    Unit       the rates of one platform and kind
    units_of   those of all pairs, for one country, currency and set of figures
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from collector.catalogue import ATTENTION, TIME_KINDS
from collector.valuation.attention_revenue import attention_revenue
from collector.valuation.composites import floor, licence_of, paid_seconds
from collector.valuation.counts import Count, Counts, split_kind
from collector.valuation.figures import Figures
from collector.valuation.labour_time import hourly_wage, off_platform, seconds_of
from collector.valuation.parameters import Parameters
from collector.valuation.reading import read

PAID_TIME = TIME_KINDS - {ATTENTION}
"""Somebody pays for it: none of it is valued."""


@dataclass(frozen=True)
class Unit:
    """Money in the currency of the counts, time in seconds.

    `floor`, `revenue` and `licence` are money per act; for attention `revenue` is per hour. `revenue` None:
    priced by advertising, but no rate is known. `seconds` is the default time of an act that has no log;
    `paid` says that CENTRAL pays its time at the wage, `off` that CEILING adds it to the hours.
    """

    floor: float = 0.0
    revenue: float | None = 0.0
    licence: float = 0.0
    seconds: float = 0.0
    paid: bool = False
    off: bool = False


@dataclass(frozen=True)
class Units:
    """`wage` is money per hour, None without one; `pairs` is by platform and kind as the store names them."""

    wage: float | None
    pairs: dict[tuple[str, str], Unit]


def units_of(pairs: Iterable[tuple[str, str]], person: Counts, parameters: Parameters) -> Units:
    """Return the rates for `pairs` of platform and kind; of `person` only country, money and region count.

    Raises Malformed when `person.fx` lacks a currency.
    """
    empty = replace(person, hours={}, counts=())
    low, value = (Figures(parameters, bound, person.currency, person.fx) for bound in ("low", "value"))
    return Units(
        wage=hourly_wage(read(empty), value),
        pairs={pair: _unit(*pair, empty, low, value) for pair in pairs if pair[1] not in PAID_TIME},
    )


def _unit(platform: str, kind: str, empty: Counts, low: Figures, value: Figures) -> Unit:
    if kind == ATTENTION:
        hour = read(replace(empty, hours={platform: 1.0}))
        return Unit(revenue=attention_revenue(hour, value))
    name, variant = split_kind(kind)
    once = Count(name, platform, variant, n=1)
    one, timed = (read(replace(empty, counts=(act,))) for act in (once, replace(once, seconds=1)))
    off = off_platform(one)
    return Unit(
        floor=floor(one, low),
        revenue=attention_revenue(one, value),
        licence=licence_of(one, value),
        seconds=seconds_of(off, value),
        paid=paid_seconds(timed, value) > 0,
        off=bool(off),
    )
