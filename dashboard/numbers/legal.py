"""Whose minimum wage a view takes: the figure and the age that it is for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Counts


def home_of(counts: "Counts", edition: str) -> dict:
    """Return `home`, the id of the figure that is the person's wage, and `home_age`, None for that of adults.

    `home` is empty for a wage that was typed.
    """
    from pointeuse.collector.valuation.counts.reading import wage_row

    found = wage_row(counts, edition)
    return {"home": found.row if found else "", "home_age": found.age if found else None}
