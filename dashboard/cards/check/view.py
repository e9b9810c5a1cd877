"""The estimate of a platform's advertising, and beside it what the advertisements counted there cost."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.worth.estimate import counts_of
from pointeuse.dashboard.numbers.ranges import columns, reached
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Triple

SEEN = "ad"
ROADS = ("F1_gross", "F1", "F5")


def view(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return the platforms where advertisements were counted, the most first, and the roads to their price.

    `ads` counts them; each of ROADS has low, central and high by platform: None is "not computable". A check
    is no headline, so figures that are UNSURE are read too: `weak` says for which platforms.
    """
    period, places = snapshot.period, catalogue.platforms
    ads = {row.platform: row.n for row in snapshot.totals if row.kind == SEEN and row.n > 0}
    order = sorted(ads, key=lambda platform: (-ads[platform], platform))
    weak: list[bool] = []
    priced = [
        _priced(snapshot, [row for row in snapshot.totals if row.platform == name], weak) for name in order
    ]
    return {
        "period": {"name": period.name, "first": period.first, "last": period.last},
        "currency": snapshot.preferences.currency,
        "platform": [places[name].name if name in places else name for name in order],
        "ads": [ads[name] for name in order],
        "weak": weak,
        **{road: columns(found[road] for found in priced) for road in ROADS},
    }


def _priced(snapshot: Snapshot, rows: Sequence[Total], weak: list[bool]) -> dict[str, "Triple | None"]:
    from pointeuse.collector.valuation.models import functions_of
    from pointeuse.collector.valuation.parameters.assumptions import WEAK, assumed

    assumptions = snapshot.kept.assumptions
    counts = counts_of(rows, snapshot.preferences, assumptions, snapshot.observed)
    known, models = assumed(assumptions, weak=True), functions_of(assumptions.edition)
    used: set[str] = set()
    found = {road: reached(models[road], [counts] * 3, known, used) for road in ROADS}
    weak.append(any(known[name].confidence == WEAK for name in used))
    return found
