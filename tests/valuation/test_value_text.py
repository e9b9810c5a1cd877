"""What the terminal shows: ranges with their method, figures written as everywhere."""

import re

import pytest
from valued import worth

from pointeuse.collector.valuation import Count, load_parameters
from pointeuse.collector.worth.text import WORDS, render

LIKES = Count("like", "facebook", n=1825)


def test_it_says_which_country_wage_and_figures():
    text = render(worth(LIKES, hours={"facebook": 365.0}))
    assert "country FR" in text
    assert "€12.31 an hour" in text
    assert load_parameters().version in text


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["lowest price found for the acts +€10 to €21", "tasks, texts +€17 to €85", "about €4,500"]),
        (
            "fr",
            [
                "plus bas trouvé pour les actes +de 10\xa0€ à 21\xa0€",
                "tâches, textes +de 17\xa0€ à 85\xa0€",
                "environ 4\u202f500\xa0€",
            ],
        ),
        ("de", ["lowest price found for the acts +€10 to €21"]),
    ],
)
def test_each_method_has_its_name_and_its_range(language, lines):
    text = render(worth(LIKES, hours={"facebook": 365.0}), language)
    for line in lines:
        assert re.search(line, text), line


@pytest.mark.parametrize(("language", "none"), [("en", "not computable"), ("fr", "non calculable")])
def test_without_a_wage_it_asks_for_one_and_shows_no_zero(language, none):
    text = render(worth(country="SE", hours={"facebook": 1.0}), language)
    assert text.count(none) == 2
    assert "SE" in text


def test_nothing_done_is_shown_as_nothing():
    assert render(worth()).count("  €0\n") == 3


def test_a_range_that_begins_below_the_smallest_coin_goes_up_to_its_end():
    assert re.search("acts +up to €0.01\n", render(worth(Count("like", "x", n=1))))


def test_methods_that_disagree_are_pointed_out():
    assert "disagree" in render(worth(Count("photo", "x", n=1000)))
    assert "disagree" not in render(worth(LIKES, hours={"facebook": 365.0}))


def test_what_has_no_figure_is_named():
    text = render(worth(Count("save", "x", n=3), country="SE", hours={"twitch": 1.25}))
    assert "save on x (3)" in text
    assert "twitch (1\xa0h\xa015)" in text


def test_both_languages_have_the_same_words():
    assert WORDS["en"].keys() == WORDS["fr"].keys()
