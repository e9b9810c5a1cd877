"""The valuation by itself: every model, every figure, and the estimate of counts. Standard library only.

models                every value model by its id: what it asks, its formula, the figures that it reads
parameters()          every figure by its id, with its source
estimate(counts)      what one person's counts of one period are worth, by every model
Count, Counts         what somebody did: `Counts("FR", 30, "EUR", default_fx(), {"youtube": 12.5})`
read_counts(text)     the same from a counts file
"""

from pointeuse.collector.valuation import (
    MODELS,
    Count,
    Counts,
    Estimate,
    Model,
    Parameter,
    Parameters,
    as_json,
    default_fx,
    estimate,
    read_counts,
)
from pointeuse.collector.valuation import load_parameters as parameters

__all__ = [
    "Count",
    "Counts",
    "Estimate",
    "Model",
    "Parameter",
    "Parameters",
    "as_json",
    "default_fx",
    "estimate",
    "models",
    "parameters",
    "read_counts",
]

models: dict[str, Model] = {model.id: model for model in MODELS}
"""Every value model by its id, in the order of the method page."""
