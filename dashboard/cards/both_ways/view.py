"""What was written to and judged for an AI, at what the market pays for such work and at the wage."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.sums.lengths import LENGTH, PROMPT, Lengths
from pointeuse.collector.worth.estimate import counts_of, figures_of
from pointeuse.dashboard.numbers.ranges import columns, reached
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Count, Counts, Parameters, Triple

CHOICE = "preference"
ROADS = {
    "prompt_licence": PROMPT,
    "prompt_wage": PROMPT,
    "preference_market": CHOICE,
    "preference_wage": CHOICE,
}
"""The models, and the kind of act that each prices."""


def both_ways(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return `n` acts by kind, prompts by length class, and the range of each road as columns.

    A road is None where there are acts and no amount for them: no wage, or nothing that says how long they
    took. `known` says whether these figures have the road at all.
    """
    known, noted = figures_of(snapshot.kept.assumptions), _noted(snapshot.lengths, catalogue)
    done = [row for row in snapshot.totals if row.n > 0]
    acts = {kind: [row for row in done if row.kind == kind] for kind in (PROMPT, CHOICE)}
    n = {kind: sum(row.n for row in rows) for kind, rows in acts.items()}
    priced = {road: _priced(road, snapshot, acts[kind], noted, known) for road, kind in ROADS.items()}
    return {
        "n": n,
        "lengths": {name: sum(of.get(name, 0) for of in noted.values()) for name in _classes(catalogue)},
        "road": list(ROADS),
        "known": [road in _models(known) for road in ROADS],
        **columns(_given(priced[road], n[kind]) for road, kind in ROADS.items()),
    }


def with_lengths(counts: "Counts", words: dict[str, float], noted: dict[str, dict[str, int]]) -> "Counts":
    """Return the counts with the prompts of each class apart, `words` of that class each."""
    found = []
    for count in counts.counts:
        classes = {name: n for name, n in noted.get(count.platform, {}).items() if name in words}
        if count.kind != PROMPT or not classes:
            found.append(count)
            continue
        found += [_part(count, n, words[name]) for name, n in classes.items()]
        found.append(_part(count, count.n - sum(classes.values())))
    return replace(counts, counts=tuple(found))


def _part(count: "Count", n: float, words: float | None = None) -> "Count":
    """Return so many of these acts, with their share of the time logged."""
    seconds = None if count.seconds is None else count.seconds * n / count.n
    return replace(count, n=n, words=words, seconds=seconds)


def _priced(
    road: str,
    snapshot: Snapshot,
    rows: Sequence[Total],
    noted: dict[str, dict[str, int]],
    known: "Parameters",
) -> "Triple | None":
    from pointeuse.collector.valuation.parameters.figures import Figures
    from pointeuse.collector.valuation.parameters.parameter import BOUNDS

    if road not in _models(known):
        return None
    counts = counts_of(rows, snapshot.preferences, snapshot.kept.assumptions, snapshot.period.days)
    bounds = [Figures(known, bound, counts.currency, counts.fx) for bound in BOUNDS]
    names = {name for of in noted.values() for name in of}
    each = [{name: at.number(_row(name)) for name in names if at.has(_row(name))} for at in bounds]
    return reached(_models(known)[road], [with_lengths(counts, words, noted) for words in each], known)


def _models(known: "Parameters") -> dict:
    from pointeuse.collector.valuation.models import functions_of

    return functions_of(known.edition)


def _row(length: str) -> str:
    return f"WORDS_PROMPT_{length.upper()}"


def _given(amount: "Triple | None", acts: int) -> "Triple | None":
    """Return an amount, but None where there are acts and it is nothing: no figure was known for them."""
    return None if amount is None or (acts and not amount.high) else amount


def _classes(catalogue: Catalogue) -> list[str]:
    return list(catalogue.kinds[PROMPT].detail[LENGTH])


def _noted(found: Sequence[Lengths], catalogue: Catalogue) -> dict[str, dict[str, int]]:
    """Return by platform how many prompts of each class there are."""
    names, noted = _classes(catalogue), {}
    for row in found:
        noted.setdefault(row.platform, {})[names[row.length]] = row.n
    return noted
