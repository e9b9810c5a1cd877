"""The worked examples, to a cent: each printed quantity, and the steps on the way to it."""

import json

import pytest
from valued import EXAMPLES, answer, seen

from pointeuse.collector.valuation import estimate, load_parameters, read_counts
from pointeuse.collector.valuation.formulas.attention_revenue import (
    attention_revenue,
    gross_attention_revenue,
)
from pointeuse.collector.valuation.formulas.composites import captured
from pointeuse.collector.valuation.formulas.labour_time import hourly_wage, off_platform, seconds_of

CENT = 0.01


def counts_of(name):
    return read_counts(json.dumps(EXAMPLES[name]["counts"]))


def off_seconds(reading, figures):
    paid = [tally for tally in off_platform(reading) if tally.row.captured == "wage"]
    return seconds_of(paid, figures)


def wage_part(reading, figures):
    return hourly_wage(reading, figures) * off_seconds(reading, figures) / 3600


STEPS = {
    "active_seconds": ("value", lambda r, f: seconds_of(r.tallies, f)),
    "off_platform_seconds": ("value", off_seconds),
    "wage_part_of_captured": ("value", wage_part),
    "licence_part_of_captured": (
        "value",
        lambda r, f: captured(r, f) - attention_revenue(r, f) - wage_part(r, f),
    ),
    "gross_low": ("low", gross_attention_revenue),
    "gross_high": ("high", gross_attention_revenue),
}

PRINTED = [(name, key) for name, example in EXAMPLES.items() for key in example["expected"]]
WITHOUT_UNSURE = [(name, key) for name, example in EXAMPLES.items() for key in example["without_unsure"]]
PRINTED_STEPS = [(name, key) for name, example in EXAMPLES.items() for key in example["steps"]]


@pytest.mark.parametrize(("name", "key"), PRINTED)
def test_printed_quantity_is_met_to_a_cent(name, key):
    """Every figure is read here, also those that are UNSURE, as the reference does."""
    printed = EXAMPLES[name]["expected"][key]
    found = answer(estimate(counts_of(name), load_parameters()))[key]
    assert found == (None if printed is None else pytest.approx(printed, abs=CENT))


@pytest.mark.parametrize(("name", "key"), WITHOUT_UNSURE)
def test_what_ships_reads_no_figure_that_is_unsure(name, key):
    """The rates of Reddit and Snapchat rest on two bases: their time has no figure but for a reader's own."""
    printed = EXAMPLES[name]["without_unsure"][key]
    found = answer(estimate(counts_of(name)))[key]
    assert found == (None if printed is None else pytest.approx(printed, abs=CENT))


@pytest.mark.parametrize(("name", "key"), PRINTED_STEPS)
def test_printed_step_is_met_to_a_cent(name, key):
    bound, step = STEPS[key]
    assert step(*seen(counts_of(name), bound)) == pytest.approx(EXAMPLES[name]["steps"][key], abs=CENT)


@pytest.mark.parametrize("name", EXAMPLES)
def test_headlines_are_the_models_they_are_named_after(name):
    found = answer(estimate(counts_of(name)))
    assert found["piece_price"] == found["F3.low"]
    assert found["time_at_wage"] == found["F2b"]


def test_reviews_make_the_market_price_exceed_the_central_method():
    found = answer(estimate(counts_of("d")))
    assert found["F3.central"] > found["captured"]
