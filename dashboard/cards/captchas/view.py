"""The CAPTCHA log: vendor by vendor, solved by hand, passed with a click, passed unasked, waited for."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.worth.estimate import counts_of, figures_of
from pointeuse.dashboard.numbers.names import Codes
from pointeuse.dashboard.numbers.snapshot import Snapshot

HAND, CLICK, ALONE, WAIT = WAYS = ("hand", "click", "alone", "wait")
WAY_OF = {
    "captcha.image": HAND,
    "captcha.audio": HAND,
    "captcha.text": HAND,
    "captcha.slider": HAND,
    "captcha.game": HAND,
    "captcha.checkbox": CLICK,
    "captcha.invisible": ALONE,
    "captcha.wait": WAIT,
}
"""How each kind is passed: `alone` asks for nothing and is no act; `wait` takes a person's time."""


def captchas(snapshot: Snapshot, catalogue: Catalogue, platforms: Codes) -> dict[str, list | dict]:
    """Return as columns each vendor's CAPTCHAs of the period, the most time first.

    `n` and `ms` say how many were passed in which way, and in what time. `labels` are the judgements that
    the image challenges stand for, and `cost` what they would cost as annotation, each as low, central and
    high of F4. `over_time` holds how many by bucket of the period and way, an index into WAYS.
    """
    found = _by_vendor(snapshot.totals)
    order = sorted(found, key=lambda vendor: (-_ms(found[vendor]), -_count(found[vendor]), vendor))
    priced = [_priced(snapshot, found[vendor]) for vendor in order]
    return {
        "platform": platforms.all(order),
        "operator": [_operator(vendor, catalogue) for vendor in order],
        "n": {way: [_count(found[vendor], way) for vendor in order] for way in WAYS},
        "ms": {way: [_ms(found[vendor], way) for vendor in order] for way in WAYS},
        "labels": [labels for labels, _ in priced],
        "cost": [cost for _, cost in priced],
        "over_time": over_time(snapshot),
    }


def over_time(snapshot: Snapshot) -> dict[str, list[int] | dict[str, list[int]]]:
    """Return the CAPTCHAs of each bucket and way, with the first day of each bucket and the one after it."""
    sums: Counter[tuple[int, int]] = Counter()
    for piece in snapshot.pieces:
        if piece.kind in WAY_OF:
            sums[piece.bucket, WAYS.index(WAY_OF[piece.kind])] += piece.n
    rows = sorted(pair for pair, n in sums.items() if n > 0)
    starts, ends = zip(*snapshot.period.buckets(), strict=True)
    return {
        "buckets": {"start": list(starts), "end": list(ends)},
        "bucket": [bucket for bucket, _ in rows],
        "way": [way for _, way in rows],
        "n": [sums[pair] for pair in rows],
    }


def _by_vendor(rows: Iterable[Total]) -> dict[str, list[Total]]:
    found: dict[str, list[Total]] = {}
    for row in rows:
        if row.kind in WAY_OF and (row.n > 0 or row.ms > 0):
            found.setdefault(row.platform, []).append(row)
    return found


def _ms(rows: Iterable[Total], way: str = "") -> int:
    return sum(row.ms for row in rows if way in ("", WAY_OF[row.kind]))


def _count(rows: Iterable[Total], way: str = "") -> int:
    return sum(row.n for row in rows if way in ("", WAY_OF[row.kind]))


def _operator(vendor: str, catalogue: Catalogue) -> str:
    known = catalogue.captchas.get(vendor) or catalogue.platforms.get(vendor)
    return catalogue.operators[known.operator] if known else ""


def _priced(snapshot: Snapshot, rows: Sequence[Total]) -> tuple[list[float], list[float]]:
    """Return the labels and what they would cost, each as low, central and high."""
    from pointeuse.collector.valuation.counts.reading import read
    from pointeuse.collector.valuation.formulas.market_price import label_price, labels_given
    from pointeuse.collector.valuation.parameters.figures import Figures
    from pointeuse.collector.valuation.parameters.parameter import BOUNDS

    assumptions = snapshot.kept.assumptions
    counts = counts_of(rows, snapshot.preferences, assumptions, snapshot.observed)
    known, counted = figures_of(assumptions), read(counts, assumptions.edition)
    each = [Figures(known, bound, counts.currency, counts.fx) for bound in BOUNDS]
    return [labels_given(counted, at) for at in each], [label_price(counted, at) for at in each]
