"""The purchasing-power view: the hours of a period at other wages, and at what microworkers earn."""

from typing import TYPE_CHECKING

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.worth.estimate import counts_of, figures_of
from pointeuse.dashboard.numbers.legal import home_of
from pointeuse.dashboard.numbers.snapshot import Snapshot

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Parameters

LANGUAGES = ("en", "fr")
MONTHLY = "DIPLAB_MONTHLY"
COLUMNS = ("id", "wage", "amount", "hours_here")


def elsewhere(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return as columns the same hours at each wage, in the person's currency.

    `hours` are those of `time_at_wage`: every second counted, once. None of the amounts is anybody's income;
    `low` and `high` are the same hours at both ends of the wage.
    `month` is what microworkers in France earn in a month, whose hours nobody counted.
    `home` names the figure of the person's own wage, as `home_of`.
    """
    from pointeuse.collector.valuation.counts.reading import read
    from pointeuse.collector.valuation.formulas.elsewhere import elsewhere as compared
    from pointeuse.collector.valuation.formulas.labour_time import hourly_wage, hours_present
    from pointeuse.collector.valuation.parameters.figures import Figures
    from pointeuse.collector.valuation.parameters.parameter import BOUNDS

    assumptions = snapshot.kept.assumptions
    counts = counts_of(snapshot.totals, snapshot.preferences, assumptions, snapshot.observed)
    known = figures_of(assumptions)
    low, figures, high = (Figures(known, bound, counts.currency, counts.fx) for bound in BOUNDS)
    spent = read(counts, known.edition)
    wage, hours = hourly_wage(spent, figures), hours_present(spent, figures)
    return {
        "period": {
            "name": snapshot.period.name,
            "first": snapshot.period.first,
            "last": snapshot.period.last,
        },
        "currency": counts.currency,
        "country": counts.country,
        **home_of(counts, known.edition),
        "wage": wage,
        "hours": hours,
        "month": figures.money(MONTHLY) if figures.has(MONTHLY) else None,
        "rows": _columns(compared(hours, figures, wage), known)
        | {
            bound: [row.amount for row in compared(hours, at, wage)]
            for bound, at in (("low", low), ("high", high))
        },
        "version": known.version,
    }


def _columns(rows: list, known: "Parameters") -> dict[str, list]:
    from pointeuse.collector.valuation.formulas.elsewhere import WAGES

    wages = {wage.id: wage for wage in WAGES}
    return {
        **{column: [getattr(row, column) for row in rows] for column in COLUMNS},
        "parameter": [wages[row.id].parameter for row in rows],
        "kind": [wages[row.id].kind for row in rows],
        "year": [known[wages[row.id].parameter].year for row in rows],
        "place": {language: [wages[row.id].place[language] for row in rows] for language in LANGUAGES},
    }
