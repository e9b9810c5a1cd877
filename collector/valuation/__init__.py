"""What unpaid digital labour is worth, by several methods that are never added together.

    estimate(counts)   every result for one person and one period

Standard library only: importable in a notebook with nothing running. The way of a number:

    parameters.csv -> Parameters -> Figures (one bound, one currency)
    Counts -> Reading (undone acts off, platforms by one name)          -> MODELS -> Estimate
"""

from pointeuse.collector.valuation.counts.counts import Count, Counts, counts_from_totals
from pointeuse.collector.valuation.counts_file import as_json, read_counts
from pointeuse.collector.valuation.estimate import Estimate, Revenue, Triple, estimate
from pointeuse.collector.valuation.formulas.without_figure import WithoutFigure
from pointeuse.collector.valuation.model import Model
from pointeuse.collector.valuation.models import MODELS
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.money import default_fx, exchange_rates
from pointeuse.collector.valuation.parameters.parameter import Parameter, Parameters

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
]
