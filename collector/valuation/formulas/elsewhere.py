"""The same hours at the wages of other places, and at what microworkers earn.

It compares wages, not lives: an hour's wage buys more in Antananarivo than its euros buy in Paris. Nobody is
paid these amounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pointeuse.collector.valuation.parameters.figures import Figures


@dataclass(frozen=True)
class Wage:
    """A wage to compare with. `parameter` is money per hour; `kind` is "minimum" or "microwork"."""

    id: str
    parameter: str
    kind: str
    place: Mapping[str, str]


@dataclass(frozen=True)
class Elsewhere:
    """`wage` is money per hour, `amount` what the hours come to there.

    `hours_here` is how long one works for that amount at one's own wage, None without one.
    """

    id: str
    wage: float
    amount: float
    hours_here: float | None


def _minimum(id: str, parameter: str, en: str, fr: str) -> Wage:
    return Wage(id, parameter, "minimum", {"en": en, "fr": fr})


def _microwork(id: str, parameter: str, en: str, fr: str) -> Wage:
    return Wage(id, parameter, "microwork", {"en": en, "fr": fr})


WAGES: tuple[Wage, ...] = (
    _minimum("san-francisco", "WAGE_SAN_FRANCISCO", "San Francisco", "San Francisco"),
    _minimum("paris", "MINWAGE_HOUR_FR", "Paris", "Paris"),
    _minimum("berlin", "MINWAGE_HOUR_DE", "Berlin", "Berlin"),
    _minimum("london", "MINWAGE_HOUR_UK", "London", "Londres"),
    _minimum("us-federal", "MINWAGE_HOUR_US", "United States, federal", "États-Unis, niveau fédéral"),
    _minimum("sofia", "MINWAGE_HOUR_BG", "Sofia", "Sofia"),
    _minimum("antananarivo", "WAGE_ANTANANARIVO", "Antananarivo", "Antananarivo"),
    _minimum("caracas", "WAGE_CARACAS", "Caracas", "Caracas"),
    _microwork("mturk", "MTURK_WAGE_MEDIAN", "Mechanical Turk, median", "Mechanical Turk, médiane"),
    _microwork(
        "ilo-paid",
        "ILO_MICROTASK_PAID",
        "Five platforms, paid time only",
        "Cinq plateformes, temps payé seulement",
    ),
    _microwork(
        "ilo-all",
        "ILO_MICROTASK_ALL",
        "Five platforms, with unpaid time",
        "Cinq plateformes, temps non payé compris",
    ),
    _microwork("remotasks-us", "REMOTASKS_US", "Annotation, United States", "Annotation, États-Unis"),
    _microwork("remotasks-ke", "REMOTASKS_KE", "Annotation, Kenya", "Annotation, Kenya"),
    _microwork("sama-ke", "SAMA_KE", "Moderation, Nairobi", "Modération, Nairobi"),
    _microwork(
        "sama-contract",
        "SAMA_CONTRACT",
        "What the client paid for that hour in Nairobi",
        "Ce que le client payait cette heure de Nairobi",
    ),
)
"""Their sources stand on the rows of the parameters. An income a month (DIPLAB_MONTHLY) is no wage."""

EARNED = frozenset({"mturk", "ilo-paid", "ilo-all", "remotasks-us", "remotasks-ke", "sama-ke"})
"""Those of WAGES that a person doing microwork was paid: not minimum wages, nor what a client was billed."""


def elsewhere(hours: float, figures: Figures, own_wage: float | None = None) -> list[Elsewhere]:
    """Return what `hours` come to at each of WAGES that has a figure, in its order.

    `own_wage` is money per hour in the same currency. Raises Malformed when a currency has no rate.
    """
    known = [(wage.id, figures.money(wage.parameter)) for wage in WAGES if figures.has(wage.parameter)]
    return [
        Elsewhere(name, wage, hours * wage, hours * wage / own_wage if own_wage else None)
        for name, wage in known
    ]
