"""A universal digital income as a scenario: the rate of a levy on profit, and who shares what it yields.

F7 is one point of it: half of Meta's operating profit, shared by those who use its services every day. The
levy is on platforms and the income is for people, not for acts: nobody's clicks enter.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pointeuse.collector.valuation.parameters.figures import Figures

PROFIT = "META_OPINC_2025"
"""The only operating profit with a source: every other operator is left out."""


@dataclass(frozen=True)
class Sharer:
    """Those who share: the parameter that counts them (or an older edition's); their name by language."""

    people: tuple[str, ...]
    label: Mapping[str, str]


SHARERS: Mapping[str, Sharer] = {
    "users": Sharer(
        ("META_DAP_MEAN_2025", "META_DAP_2025"),
        {
            "en": "those who use Meta’s services every day",
            "fr": "les personnes qui utilisent chaque jour les services de Meta",
        },
    ),
    "world": Sharer(("POP_WORLD_2025",), {"en": "everybody in the world", "fr": "tout le monde, sur Terre"}),
}


def dividend_at(levy: float, sharers: str, figures: Figures) -> float | None:
    """Return money per person and year when `levy`, a share of 0 to 1, of the profit goes to `sharers`.

    Formula: levy x META_OPINC_2025 (money per year) / people. None when a figure of it is not admitted.
    Raises KeyError for sharers that are not in SHARERS, ValueError for a levy that is no share.
    """
    if not 0 <= levy <= 1:
        raise ValueError(f"a levy of {levy} is no share")
    people = next(filter(figures.has, SHARERS[sharers].people), None)
    if people is None or not figures.has(PROFIT):
        return None
    return levy * figures.money(PROFIT) / figures.number(people)
