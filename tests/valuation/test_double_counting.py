"""The same money or the same second never counts twice inside a method."""

import pytest
from valued import worth

from collector.valuation import MODELS, Count, load_parameters

HOURS = {"facebook": 10.0}
PRICED_BY_ADVERTISING = ("like", "comment", "share", "follow", "flag", "photo", "video", "quote")


@pytest.mark.parametrize("kind", PRICED_BY_ADVERTISING)
def test_acts_that_advertising_prices_add_nothing_to_central(kind):
    acts = Count(kind, "facebook", n=500)
    assert worth(acts, hours=HOURS).central == worth(hours=HOURS).central


@pytest.mark.parametrize("kind", PRICED_BY_ADVERTISING)
def test_acts_inside_the_hours_of_a_platform_add_nothing_to_the_ceiling(kind):
    acts = Count(kind, "facebook", n=500, seconds=90_000)
    assert worth(acts, hours=HOURS).ceiling == worth(hours=HOURS).ceiling


def test_an_hour_on_two_apps_of_one_operator_is_two_hours_at_one_rate():
    both = worth(hours={"facebook": 1.0, "instagram": 1.0})
    assert both.F1.gross == pytest.approx(worth(hours={"facebook": 2.0}).F1.gross)


def test_a_captcha_enters_central_as_time_alone():
    result = worth(Count("captcha", "recaptcha-v2", "image", n=100))
    assert result.central == pytest.approx(1030 * 12.02 / 3600)
    assert result.F3.central == pytest.approx(0.2 / 1.10)
    assert result.F4.central == pytest.approx(22.5 / 1.10)


def test_a_prompt_enters_central_as_licence_alone():
    result = worth(Count("prompt", "claude", n=100, words=19))
    assert result.central == pytest.approx(1.9 / 1.10)
    assert result.ceiling == pytest.approx(6000 * 12.02 / 3600)


def test_prompts_are_not_paid_on_top_of_the_hours_of_their_chatbot():
    prompts = Count("prompt", "claude", n=100, words=19)
    assert worth(prompts, hours={"claude": 5.0}).ceiling == worth(hours={"claude": 5.0}).ceiling


def test_search_time_is_not_priced_beside_the_queries():
    query = Count("query", "google-search", n=100)
    alone, beside = worth(query), worth(query, hours={"google-search": 9.0})
    assert beside.F1.gross == alone.F1.gross


def test_a_label_price_is_per_judgement_and_not_divided():
    assert worth(Count("captcha", "hcaptcha", n=2)).F4.central == pytest.approx(2 * 9 * 0.025 / 1.10)


OUTSIDE = ("WTA_", "TAU_", "META_OPTOUT", "META_OPINC", "LABEL_", "REDDIT_LICENCE", "CAPTCHA_TOTAL", "CPM_")


@pytest.mark.parametrize("method", ["floor", "central", "ceiling"])
def test_welfare_policy_and_label_figures_stay_out_of_the_three_methods(method):
    model = next(model for model in MODELS if model.id == method)
    assert not [name for name in model.parameters if name.startswith(OUTSIDE)]


def test_contested_and_contained_figures_are_in_no_model():
    barred = ("CAPTCHA_TOTAL_COOKIES", "REDDIT_LICENCE_PER_DAUQ_2025", "ALPHA_DATA_SCEPTIC")
    assert set(barred) <= set(load_parameters())
    assert not [name for model in MODELS for name in model.parameters if name in barred]
