"""The tariff: what some everyday acts are worth at the person's own rates, before any has been counted."""

from typing import TYPE_CHECKING

from pointeuse.collector.catalogue import ATTENTION, Catalogue
from pointeuse.collector.worth.estimate import counts_of, figures_of
from pointeuse.dashboard.numbers.legal import home_of
from pointeuse.dashboard.numbers.methods import METHODS, MS_AN_HOUR
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation.per_unit import Valued

# What the page calls it, platform, kind, acts, milliseconds.
EXAMPLES = (
    ("hour", "tiktok", ATTENTION, 1, MS_AN_HOUR),
    ("hour", "youtube", ATTENTION, 1, MS_AN_HOUR),
    ("likes", "instagram", "like", 100, 0),
    ("captchas", "recaptcha-v2", "captcha.image", 10, 0),
    ("prompts", "chatgpt", "prompt", 10, 0),
)


def tariff(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return as columns what each example is worth by each method, in the person's currency.

    Nothing of the log is read. `wage` is an hour's, None without one; `home` names its figure, as `home_of`.
    """
    from pointeuse.collector.valuation.per_unit import units_of, valued

    assumptions = snapshot.kept.assumptions
    person = counts_of([], snapshot.preferences, assumptions, 1)
    pairs = [(platform, kind) for _, platform, kind, _, _ in EXAMPLES]
    units = units_of(pairs, person, figures_of(assumptions))
    sums = [(row, platform, kind, n, ms, n) for row, (_, platform, kind, n, ms) in enumerate(EXAMPLES)]
    return {
        "currency": person.currency,
        "country": person.country,
        "wage": units.wage,
        **home_of(person, assumptions.edition),
        "rows": _columns(valued(sums, units), catalogue),
    }


def _columns(found: list["Valued"], catalogue: Catalogue) -> dict[str, list]:
    places = catalogue.platforms | catalogue.captchas
    ordered = sorted(found, key=lambda row: row.bucket)
    return {
        "what": [EXAMPLES[row.bucket][0] for row in ordered],
        "platform": [places[row.platform].name for row in ordered],
        "n": [EXAMPLES[row.bucket][3] for row in ordered],
        **{method: [getattr(row, method) for row in ordered] for method in METHODS},
    }
