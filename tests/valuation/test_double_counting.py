"""Kind by kind, the same money or second never counts twice inside a method. Case by case: test_traps.py."""

import pytest
from valued import worth

from pointeuse.collector.valuation import MODELS, Count, load_parameters

HOURS = {"facebook": 10.0}
PRICED_BY_ADVERTISING = ("like", "comment", "share", "follow", "flag", "photo", "video", "quote")


@pytest.mark.parametrize("kind", PRICED_BY_ADVERTISING)
def test_acts_that_advertising_prices_add_nothing_to_central(kind):
    acts = Count(kind, "facebook", n=500)
    assert worth(acts, hours=HOURS).captured == worth(hours=HOURS).captured


@pytest.mark.parametrize("kind", PRICED_BY_ADVERTISING)
def test_acts_inside_the_hours_of_a_platform_add_nothing_to_the_time_at_wage(kind):
    acts = Count(kind, "facebook", n=500, seconds=90_000)
    assert worth(acts, hours=HOURS).time_at_wage == worth(hours=HOURS).time_at_wage


def test_a_prompt_enters_central_as_licence_alone():
    result = worth(Count("prompt", "claude", n=100, words=19))
    assert result.captured == pytest.approx(1.9 / 1.10)
    assert result.time_at_wage == pytest.approx(6000 * 12.31 / 3600)


def test_prompts_are_not_paid_on_top_of_the_hours_of_their_chatbot():
    prompts = Count("prompt", "claude", n=100, words=19)
    assert worth(prompts, hours={"claude": 5.0}).time_at_wage == worth(hours={"claude": 5.0}).time_at_wage


def test_search_time_is_not_priced_beside_the_queries():
    query = Count("query", "google-search", n=100)
    alone, beside = worth(query), worth(query, hours={"google-search": 9.0})
    assert beside.F1.gross == alone.F1.gross


OUTSIDE = ("WTA_", "TAU_", "META_OPTOUT", "META_OPINC", "LABEL_", "REDDIT_LICENCE", "CAPTCHA_TOTAL", "CPM_")


@pytest.mark.parametrize("method", ["piece_price", "captured", "time_at_wage"])
def test_welfare_policy_and_label_figures_stay_out_of_the_three_methods(method):
    model = next(model for model in MODELS if model.id == method)
    assert not [name for name in model.parameters if name.startswith(OUTSIDE)]


def test_contested_and_contained_figures_are_in_no_model():
    barred = ("CAPTCHA_TOTAL_COOKIES", "REDDIT_LICENCE_PER_DAUQ_2025", "ALPHA_DATA_SCEPTIC")
    assert set(barred) <= set(load_parameters())
    assert not [name for model in MODELS for name in model.parameters if name in barred]
