"""What the terminal shows: two digits, ranges with their method, no cents."""

import re

import pytest
from valued import worth

from pointeuse.collector.valuation import Count, load_parameters, render
from pointeuse.collector.valuation.render import WORDS, rounded

LIKES = Count("like", "facebook", n=1825)


def test_it_says_which_country_wage_and_figures():
    text = render(worth(LIKES, hours={"facebook": 365.0}))
    assert "country FR" in text
    assert "12.02 EUR an hour" in text
    assert load_parameters().version in text


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["market price of the acts +1.6 to 20 EUR", "data plus paid time +19 to 88 EUR", "4,400 EUR"]),
        ("fr", ["sur le marché +1,6 à 20 EUR", "données et temps payé +19 à 88 EUR", "4\u202f400 EUR"]),
        ("de", ["market price of the acts +1.6 to 20 EUR"]),
    ],
)
def test_each_method_has_its_name_and_its_range(language, lines):
    text = render(worth(LIKES, hours={"facebook": 365.0}), language)
    for line in lines:
        assert re.search(line, text), line


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_amount_of_a_method_has_cents(language):
    result = worth(LIKES, Count("prompt", "claude", n=777), hours={"facebook": 1.7})
    for line in render(result, language).splitlines()[2:]:
        assert not re.search(r"\d[.,]\d\d(?!\d)", line), line


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0, "0"),
        (0.0001, "under 1"),
        (0.999, "under 1"),
        (1, "1.0"),
        (3.0084, "3.0"),
        (9.96, "10"),
        (15.36, "15"),
        (99.6, "100"),
        (825.4, "830"),
        (4390.9, "4,400"),
        (1234567, "1,200,000"),
    ],
)
def test_amounts_are_rounded_to_two_digits(amount, expected):
    assert rounded(amount, WORDS["en"]) == expected


@pytest.mark.parametrize(("language", "none"), [("en", "not computable"), ("fr", "non calculable")])
def test_without_a_wage_it_asks_for_one_and_shows_no_zero(language, none):
    text = render(worth(country="SE", hours={"facebook": 1.0}), language)
    assert text.count(none) == 2
    assert "SE" in text


def test_nothing_done_is_shown_as_nothing():
    assert "under" not in render(worth())


def test_small_amounts_are_not_shown_as_a_range_of_cents():
    assert re.search("acts +under 1 EUR", render(worth(Count("like", "x", n=1))))


def test_methods_that_disagree_are_pointed_out():
    assert "disagree" in render(worth(Count("photo", "x", n=1000)))
    assert "disagree" not in render(worth(LIKES, hours={"facebook": 365.0}))


def test_what_has_no_figure_is_named():
    text = render(worth(Count("save", "x", n=3), country="SE", hours={"twitch": 1.25}))
    assert "save on x (3)" in text
    assert "twitch (1.2 h)" in text


def test_both_languages_have_the_same_words():
    assert WORDS["en"].keys() == WORDS["fr"].keys()
