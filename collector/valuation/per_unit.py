"""What one act, one hour and one logged second of each platform and kind add to the three methods.

The methods are sums over platforms and kinds, so that many periods can be valued in one pass over the sums of
the store. The rates come from the models themselves; nothing is said twice.

    Unit       the rates of one platform and kind
    units_of   those of all pairs, for one country, currency and set of figures
    valued     what sums of many buckets are worth at these rates, by platform
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pointeuse.collector.catalogue import ATTENTION, TIME_KINDS
from pointeuse.collector.valuation.counts.counts import MS_AN_HOUR, Count, Counts, split_kind
from pointeuse.collector.valuation.counts.reading import Reading, read
from pointeuse.collector.valuation.formulas.labour_time import hourly_wage, off_platform, seconds_of
from pointeuse.collector.valuation.models import functions_of
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.parameter import Parameters

PAID_TIME = TIME_KINDS - {ATTENTION}
"""Somebody pays for it: none of it is valued."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Money in the currency of the counts, time in seconds.

    `piece_price`, `revenue` and `licence` are money per act; for attention `revenue` is per hour. `revenue`
    None: priced by advertising, but no rate is known. `seconds` is the default time of an act that has no
    log; `paid` says that `captured` pays its time, `off` that `time_at_wage` adds it to the hours, `is_time`
    that it is attention.
    """

    piece_price: float = 0.0
    revenue: float | None = 0.0
    licence: float = 0.0
    seconds: float = 0.0
    paid: bool = False
    off: bool = False
    is_time: bool = False


@dataclass(frozen=True)
class Units:
    """`wage` is money per hour, None without one; `pairs` is by platform and kind as the store names them."""

    wage: float | None
    pairs: dict[tuple[str, str], Unit]


def units_of(pairs: Iterable[tuple[str, str]], person: Counts, parameters: Parameters) -> Units:
    """Return the rates for `pairs` of platform and kind; of `person` country, age, money and region count.

    Raises Malformed when `person.fx` lacks a currency.
    """
    empty = replace(person, hours={}, counts=())
    low, value = (Figures(parameters, bound, person.currency, person.fx) for bound in ("low", "value"))
    return Units(
        wage=hourly_wage(_read(empty, value), value),
        pairs={pair: _unit(*pair, empty, low, value) for pair in pairs if pair[1] not in PAID_TIME},
    )


def _read(counts: Counts, figures: Figures) -> Reading:
    return read(counts, figures.parameters.edition)


def _unit(platform: str, kind: str, empty: Counts, low: Figures, value: Figures) -> Unit:
    models = functions_of(value.parameters.edition)
    if kind == ATTENTION:
        hour = _read(replace(empty, hours={platform: 1.0}), value)
        return Unit(revenue=models["F1"](hour, value), is_time=True)
    name, variant = split_kind(kind)
    once = Count(name, platform, variant, n=1)
    one, timed = (_read(replace(empty, counts=(act,)), value) for act in (once, replace(once, seconds=1)))
    off = off_platform(one)
    return Unit(
        piece_price=models["piece_price"](one, low) or 0.0,
        revenue=models["F1"](one, value),
        licence=models["prompt_licence"](one, value) or 0.0,
        seconds=seconds_of(off, value),
        paid=bool(models["task_wage"](timed, value)),
        off=bool(off),
    )


@dataclass(frozen=True)
class Valued:
    """What the models answer for one platform alone in one bucket; None is "not computable"."""

    bucket: int
    platform: str
    piece_price: float
    captured: float | None
    time_at_wage: float | None


@dataclass(slots=True)
class _Sum:
    """`paid` and `off` are seconds, `hours` attention; `rated` and `unrated` what advertising prices."""

    piece_price: float = 0.0
    money: float = 0.0
    rated: bool = False
    unrated: bool = False
    paid: float = 0.0
    off: float = 0.0
    hours: float = 0.0


def valued(rows: Iterable[tuple[int, str, str, int, int, int]], units: Units) -> list[Valued]:
    """Value rows of (bucket, platform, kind, n, ms, rows of the log), each bucket and platform by itself.

    `n` are net acts and `ms` their time: what was undone is nothing, logged time counts as it is, and acts
    without any have their default. The last column is not read.
    """
    sums: dict[tuple[int, str], _Sum] = {}
    pairs = units.pairs
    for bucket, platform, kind, n, ms, _ in rows:
        place = sums.get((bucket, platform))
        if place is None:
            place = sums[bucket, platform] = _Sum()
        unit = pairs.get((platform, kind))
        if unit is not None and n > 0:
            _add(place, unit, n, ms)
    return [_valued(*key, place, units.wage) for key, place in sums.items()]


def _add(place: _Sum, unit: Unit, n: int, ms: int) -> None:
    amount = ms / MS_AN_HOUR if unit.is_time else n
    if unit.is_time:
        place.hours += amount
    else:
        place.piece_price += n * unit.piece_price
        place.money += n * unit.licence
    if unit.revenue is None:
        place.unrated |= amount > 0
    elif unit.revenue:
        place.rated |= amount > 0
        place.money += amount * unit.revenue
    if unit.off:
        seconds = ms / 1000 if ms > 0 else n * unit.seconds
        place.off += seconds
        place.paid += seconds if unit.paid else 0.0


def _valued(bucket: int, platform: str, place: _Sum, wage: float | None) -> Valued:
    if wage is None:
        return Valued(bucket, platform, place.piece_price, None, None)
    nothing = place.unrated and not place.rated and not place.money and not place.paid
    captured = None if nothing else place.money + wage * place.paid / 3600
    return Valued(bucket, platform, place.piece_price, captured, wage * max(place.hours, place.off / 3600))
