"""V1 to V3: which money an amount is in, and what a range is made of."""

import pytest
from valued import FX, did, seen, worth

from pointeuse.collector.errors import Malformed, ParameterError
from pointeuse.collector.valuation import Count, estimate, exchange_rates, load_parameters
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.money import convert


def test_v1_amounts_belong_to_the_period_and_are_not_scaled_to_a_year():
    month = worth(hours={"facebook": 30.0}, days=30)
    assert month.F1.central == pytest.approx(30 * 0.3067 * 0.29 / 1.10)
    assert month.time_at_wage == pytest.approx(30 * 12.31)


def test_v1_what_cannot_be_computed_is_none_and_never_zero():
    nobody = worth(country="SE", hours={"wikimedia": 1.0})
    assert (nobody.captured, nobody.time_at_wage, nobody.F2a, nobody.F2b) == (None, None, None, None)
    assert (nobody.F1.gross, nobody.F1.low, nobody.F1.central, nobody.F1.high) == (None,) * 4
    assert (nobody.F6, nobody.F7, nobody.F8) == (None, None, None)
    assert (nobody.methods["captured"], nobody.methods["time_at_wage"]) == (None, None)


@pytest.mark.parametrize(
    ("amount", "source", "target", "expected"),
    [
        (1.10, "USD", "EUR", 1.0),
        (1.0, "EUR", "GBP", 0.859375),
        (1.28, "USD", "GBP", 1.0),
        (5, "EUR", "EUR", 5),
    ],
)
def test_v2_an_amount_goes_through_the_rates_of_the_counts(amount, source, target, expected):
    assert convert(amount, source, target, FX) == pytest.approx(expected)


def test_v2_rates_of_the_counts_are_the_only_ones():
    counts = did(Count("review", "yelp", n=1), fx={"EUR": 1.0, "USD": 2.0})
    assert estimate(counts).F3.central == pytest.approx(1.80 / 2)


@pytest.mark.parametrize("fx", [{"EUR": 1.0}, {"USD": 1.10}, {"EUR": 1.0, "USD": 0.0}])
def test_v2_a_currency_without_a_rate_is_an_error_that_names_it(fx):
    with pytest.raises(Malformed, match="EUR|USD"):
        worth(Count("review", "yelp", n=1), fx=fx)


def test_v2_the_currency_of_the_answer_needs_a_rate_even_for_nothing():
    with pytest.raises(Malformed, match="CHF"):
        worth(country="SE", currency="CHF")


def test_v2_a_rate_that_nothing_needs_may_be_absent():
    assert worth(Count("like", "yelp", n=1), fx={"EUR": 1.0}).F3.central == pytest.approx(0.0077)


@pytest.mark.parametrize(
    ("name", "low", "value", "high"),
    [
        ("RHO_TIKTOK_EUROPE", 0.0692, 0.0861, 0.0861),
        ("RHO_SNAPCHAT_EUROPE", 0.0337, 0.0337, 0.0672),
        ("X_ARPU_RECENT_WORLD", 10, 10, 23.4),
        ("LABEL_P_IMAGE", 0.0, 0.025, 0.035),
    ],
)
def test_v3_each_empty_bound_is_the_value_on_its_own(name, low, value, high):
    row = load_parameters()[name]
    assert (row.at("low"), row.at("value"), row.at("high")) == (low, value, high)


def test_v3_single_numbers_take_every_parameter_at_its_value():
    result = worth(Count("captcha", "recaptcha-v2", "image", n=100), hours={"youtube": 10.0})
    assert result.captured == result.methods["captured"].central
    assert result.time_at_wage == result.methods["time_at_wage"].central
    assert result.piece_price == result.methods["piece_price"].low


def test_v3_a_slow_writer_makes_the_high_end_of_a_wage_triple():
    """A speed divides: its low figure belongs to the high amount, so that a triple is in order."""
    captured = worth(Count("review", "yelp", n=1, words=190)).methods["captured"]
    assert captured.high == pytest.approx(12.31 * 60 * 190 / 10 / 3600)
    assert captured.low == pytest.approx(12.31 * 60 * 190 / 36.2 / 3600)


def test_v3_bounds_of_a_method_are_the_whole_method_at_each_bound():
    captured = worth(Count("edit", "wikimedia", n=2), hours={"facebook": 1.0}).methods["captured"]
    assert captured.low == pytest.approx(0.2853 * 0.18 / 1.10 + 2 * 143.3 * 12.31 / 3600)
    assert captured.high == pytest.approx(0.3865 * 0.66 / 1.10 + 2 * 573.1 * 12.31 / 3600)


def test_shipped_rates_are_dated_and_have_a_source():
    rates = exchange_rates()
    assert rates["EUR"].per_eur == 1
    for currency in {row.currency for row in load_parameters().values()} - {""}:
        assert currency in rates
    for rate in rates.values():
        assert rate.source and rate.date == "2025"
        assert rate.currency == "EUR" or (rate.month > "2026" and 0.7 < rate.latest / rate.per_eur < 1.4)


def test_rates_of_the_first_edition_are_its_convention():
    rows, rates = load_parameters("2026-11"), exchange_rates("2026-11")
    assert rates["USD"].per_eur == rows["FX_TEST_EURUSD"].value
    assert rates["GBP"].per_eur == rows["FX_TEST_EURUSD"].value / rows["FX_TEST_GBPUSD"].value


def test_a_figure_that_does_not_exist_is_an_error_that_names_it():
    figures = seen(did())[1]
    with pytest.raises(ParameterError, match="P_NOTHING"):
        figures.number("P_NOTHING")
    with pytest.raises(ParameterError, match="MINWAGE_HOUR_SE"):
        figures.number("MINWAGE_HOUR_SE")


def test_a_drawn_figure_replaces_the_row_in_its_own_currency():
    figures = Figures(load_parameters(), "value", "EUR", FX, drawn={"P_WORD": 2.2})
    assert figures.money("P_WORD") == pytest.approx(2.0)
