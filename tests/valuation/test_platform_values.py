"""What the platforms' files say of their value: exactly the lists of V6, V13, V20 and V22 to V24."""

import json
import shutil
from collections import defaultdict

import pytest

from pointeuse.collector import catalogue
from pointeuse.collector.errors import CatalogueError
from pointeuse.collector.valuation.parameters.platforms import facts_of, platform_facts

META = {"facebook", "instagram", "messenger", "threads"}
CHATBOTS = {
    *("chatgpt", "claude", "gemini", "copilot", "mistral"),
    *("perplexity", "characterai", "huggingchat", "grok"),
}
WELFARE = {
    "search": {"google-search", "bing"},
    "video": {"youtube", "twitch"},
    "maps": {"googlemaps"},
    "ecommerce": {"amazon"},
    "music": {"spotify"},
    "messaging": {"whatsapp", "messenger", "telegram", "discord"},
    "social": {
        *("facebook", "instagram", "threads", "x", "tiktok", "snapchat", "pinterest", "reddit"),
        *("linkedin", "tumblr", "mastodon", "lemmy"),
    },
}


def by(field):
    """Return the platforms that state each value of a field; those that state none are left out."""
    found = defaultdict(set)
    for name, facts in platform_facts().items():
        if getattr(facts, field):
            found[getattr(facts, field)].add(name)
    return found


def test_v5_and_v6_each_family_of_rates_has_its_platforms():
    alone = ("PINTEREST", "REDDIT", "SNAPCHAT", "TIKTOK", "X", "YOUTUBE")
    assert by("rates") == {"META": META, **{family: {family.lower()} for family in alone}}


def test_v13_wikipedia_is_wikimedia_and_the_chatbots_are_these():
    assert by("same_as") == {"wikimedia": {"wikipedia"}}
    assert by("place") == {"chatbot": CHATBOTS, "wiki": {"wikimedia", "wikipedia"}}


def test_v20_queries_have_a_price_in_one_place():
    assert by("query_price") == {"GSEARCH_VALUE_PER_QUERY": {"google-search"}}


def test_v22_each_category_of_welfare_has_its_platforms():
    assert by("welfare") == WELFARE


def test_v23_what_meta_runs_has_a_dividend_whatsapp_included():
    """The profit is divided by the people who use any of it, WhatsApp included."""
    assert by("dividend") == {True: META | {"whatsapp"}}


def test_v24_facebook_and_instagram_sell_a_subscription():
    assert by("subscription") == {True: {"facebook", "instagram"}}


@pytest.fixture
def said(tmp_path):
    """Return the facts of a catalogue in which one platform's file says another `value`."""
    shutil.copytree(catalogue.CATALOGUE, tmp_path / "catalogue")

    def read(platform, value):
        path = tmp_path / f"catalogue/platforms/{platform}.json"
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"value": value}), "utf-8")
        return facts_of(catalogue.load(tmp_path / "catalogue").platforms.values())

    return read


def test_a_platform_is_valued_by_what_its_file_says(said):
    reddit = said("reddit", {"rates": "YOUTUBE", "welfare": "music", "dividend": True, "also": ["digg"]})
    assert (reddit["reddit"].rates, reddit["reddit"].welfare, reddit["reddit"].dividend) == (
        *("YOUTUBE", "music"),
        True,
    )
    assert (reddit["digg"].same_as, reddit["digg"].rates) == ("reddit", "YOUTUBE")


WRONG = [
    ({"rates": "ORKUT"}, "rates"),
    ({"rates": "META_US"}, "rates"),
    ({"query_price": "GSEARCH_VALUE"}, "query_price"),
    ({"welfare": "gossip"}, "welfare"),
    ({"place": "pub"}, "place"),
    ({"also": ["youtube"]}, "also"),
    ({"also": ["reddit"]}, "also"),
    ({"price": "P_LIKE"}, "price"),
]


@pytest.mark.parametrize(("value", "key"), WRONG, ids=str)
def test_a_value_that_names_no_figure_is_an_error_with_file_and_key(said, value, key):
    with pytest.raises(CatalogueError, match=rf"reddit\.json: value/{key}: "):
        said("reddit", value)


def test_a_value_that_is_no_object_is_an_error_with_its_file(said):
    with pytest.raises(CatalogueError, match=r"reddit\.json"):
        said("reddit", "META")
