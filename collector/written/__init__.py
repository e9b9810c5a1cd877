"""How figures are written, in the terminal, on the payslip and in its PDF: one rule, in English and French.

words     the few words that stand around a figure, and the signs of currencies
numbers   whole numbers, figures of sources, shares; rounding
money     estimates of two digits, ranges, prices in full
dates     days, months, periods and durations

The pages of the dashboard and of the extension write by the same rule; `tests/vectors/written.json` holds all
of them to it.
"""

from pointeuse.collector.written.dates import Dates
from pointeuse.collector.written.money import Money


class Written(Money, Dates):
    """Everything, in one language: "en" or "fr"."""
