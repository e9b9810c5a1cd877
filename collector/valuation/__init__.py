"""What unpaid digital labour is worth, by several methods that are never added together.

    estimate(counts, load_parameters())   every result for one person and one period

Standard library only: importable in a notebook with nothing running. The way of a number:

    parameters.csv -> Parameters -> Figures (one bound, one currency)
    Counts -> Reading (undone acts off, platforms by one name)          -> MODELS -> Estimate
"""

from collector.valuation.counts import Count, Counts, counts_from_totals
from collector.valuation.counts_file import as_json, read_counts
from collector.valuation.estimate import Estimate, Revenue, Triple, estimate
from collector.valuation.models import MODELS, Model
from collector.valuation.money import default_fx, exchange_rates
from collector.valuation.parameters import Parameter, Parameters, load_parameters
from collector.valuation.render import render
from collector.valuation.without_figure import WithoutFigure

__all__ = [
    "MODELS",
    "Count",
    "Counts",
    "Estimate",
    "Model",
    "Parameter",
    "Parameters",
    "Revenue",
    "Triple",
    "WithoutFigure",
    "as_json",
    "counts_from_totals",
    "default_fx",
    "estimate",
    "exchange_rates",
    "load_parameters",
    "read_counts",
    "render",
]
