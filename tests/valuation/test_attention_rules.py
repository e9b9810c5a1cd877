"""V4 to V8, V20: attention, searches and the wage."""

import pytest
from valued import did, seen, worth

from pointeuse.collector.valuation import Count, load_parameters
from pointeuse.collector.valuation.formulas.attention_revenue import hourly_rate
from pointeuse.collector.valuation.parameters.regions import rate_id
from pointeuse.collector.valuation.parameters.tables import tables_of

RATES = [
    ("META", "US", "RHO_META_US_CA"),
    ("META", "CA", "RHO_META_US_CA"),
    ("META", "FR", "RHO_META_EUROPE"),
    ("META", "CH", "RHO_META_EUROPE"),
    ("META", "GB", "RHO_META_EUROPE"),
    ("META", "RU", "RHO_META_EUROPE"),
    ("META", "TR", "RHO_META_EUROPE"),
    ("META", "UA", "RHO_META_EUROPE"),
    ("META", "JP", "RHO_META_APAC"),
    ("META", "IN", "RHO_META_APAC"),
    ("META", "AU", "RHO_META_APAC"),
    ("META", "SA", "RHO_META_ROW"),
    ("META", "BR", "RHO_META_ROW"),
    ("META", "AQ", "RHO_META_ROW"),
    ("SNAPCHAT", "US", "RHO_SNAPCHAT_NORTH_AMERICA"),
    ("SNAPCHAT", "CA", "RHO_SNAPCHAT_NORTH_AMERICA"),
    ("SNAPCHAT", "JP", "RHO_SNAPCHAT_ROW"),
    ("REDDIT", "US", "RHO_REDDIT_US"),
    ("REDDIT", "CA", "RHO_REDDIT_INTERNATIONAL"),
    ("REDDIT", "FR", "RHO_REDDIT_INTERNATIONAL"),
    ("YOUTUBE", "FR", "RHO_YOUTUBE_WORLD"),
    ("X", "US", "RHO_X_WORLD"),
    ("TIKTOK", "FR", "RHO_TIKTOK_EUROPE"),
    ("TIKTOK", "US", None),
    ("PINTEREST", "CA", "RHO_PINTEREST_US_CA"),
    ("PINTEREST", "JP", None),
]


@pytest.mark.parametrize(("family", "country", "expected"), RATES)
def test_v5_the_first_existing_row_of_the_persons_region_is_the_rate(family, country, expected):
    assert rate_id(family, tables_of().country(country).region, load_parameters().__contains__) == expected


def test_v4_an_hour_is_priced_by_the_printed_rate():
    assert worth(hours={"youtube": 100.0}).F1.gross == pytest.approx(100 * 0.0545 / 1.10)


def test_v4_a_platform_with_revenue_but_no_hourly_rate_has_none():
    assert worth(hours={"linkedin": 10.0}).F1.gross is None


@pytest.mark.parametrize("platform", ["facebook", "instagram", "messenger", "threads"])
def test_v6_the_meta_family_shares_one_rate(platform):
    assert hourly_rate(platform, *seen(did())) == pytest.approx(0.3067 / 1.10)


def test_v6_whatsapp_is_outside_the_meta_family_and_has_no_rate():
    assert hourly_rate("whatsapp", *seen(did())) is None


def test_v7_time_without_a_rate_is_left_out_of_f1_but_not_of_f2b():
    both = worth(hours={"facebook": 1.0, "twitch": 2.0})
    assert both.F1.gross == worth(hours={"facebook": 1.0}).F1.gross
    assert both.F2b == pytest.approx(3 * 12.31)


@pytest.mark.parametrize(
    ("hours", "counts"),
    [
        ({"twitch": 1.0}, ()),
        ({}, (Count("query", "bing", n=3),)),
        ({"chatgpt": 1.0}, (Count("like", "x", n=1),)),
    ],
)
def test_v7_f1_is_none_in_all_its_parts_when_nothing_has_a_rate(hours, counts):
    revenue = worth(*counts, hours=hours).F1
    assert (revenue.gross, revenue.low, revenue.central, revenue.high, revenue.net) == (None,) * 5


@pytest.mark.parametrize("hours", [{}, {"facebook": 0.0}])
def test_v7_f1_is_zero_without_time_and_queries(hours):
    revenue = worth(Count("like", "x", n=3), hours=hours).F1
    assert (revenue.gross, revenue.low, revenue.central, revenue.high) == (0, 0, 0, 0)


def test_v7_an_undone_query_is_no_query():
    assert worth(Count("query", "bing", n=1), Count("query", "bing", n=-1)).F1.gross == 0


def test_v7_central_leaves_out_a_none_f1_and_pays_the_rest():
    result = worth(Count("edit", "wikimedia", n=1), hours={"wikimedia": 1.0})
    assert result.F1.gross is None
    assert result.captured == pytest.approx(286.5 * 12.31 / 3600)


def test_v7_central_is_none_when_f1_is_and_nothing_else_is_paid():
    assert worth(Count("like", "twitch", n=5), hours={"twitch": 1.0}).captured is None


def test_v7_central_is_zero_for_a_person_who_did_nothing():
    assert worth().captured == 0


@pytest.mark.parametrize(
    ("country", "expected"),
    [("FR", 12.31), ("GB", 12.71 / 0.859375), ("US", 7.25 / 1.10), ("ES", 8.22), ("BE", 12.83)],
)
def test_v8_the_wage_is_the_statutory_hour_of_the_country(country, expected):
    result = worth(country=country, hours={"x": 1.0})
    assert result.wage == pytest.approx(expected)
    assert result.time_at_wage == pytest.approx(expected)
    assert not result.wage_needed


@pytest.mark.parametrize("country", ["AT", "DK", "FI", "IT", "SE", "JP", "AQ"])
def test_v8_a_country_without_a_statutory_wage_asks_for_one(country):
    result = worth(Count("like", "facebook", n=10), country=country, hours={"facebook": 1.0})
    assert result.wage_needed
    assert (result.F2a, result.F2b, result.captured, result.time_at_wage) == (None,) * 4
    assert result.F1.central > 0
    assert result.piece_price > 0


def test_v8_without_a_wage_the_results_are_none_even_without_any_seconds():
    result = worth(country="IT")
    assert (result.F2a, result.F2b, result.captured, result.time_at_wage) == (None,) * 4


def test_v8_a_typed_wage_is_in_the_currency_of_the_counts():
    result = worth(country="IT", wage=10.0, currency="GBP", hours={"x": 2.0})
    assert (result.wage, result.wage_needed) == (10.0, False)
    assert result.time_at_wage == pytest.approx(20.0)


def test_v8_a_typed_wage_goes_before_the_statutory_one():
    assert worth(country="FR", wage=20.0, hours={"x": 1.0}).time_at_wage == pytest.approx(20.0)


@pytest.mark.parametrize("kind", ["query", "search"])
def test_v20_google_searches_are_priced_by_the_query_and_stand_apart(kind):
    """A search is sold on its own words: what share rests on data nobody has measured, so there is none."""
    alone, beside = (worth(Count(kind, "google-search", n=1000), hours=hours) for hours in ({}, {"x": 1.0}))
    assert alone.F1.gross == alone.F1.search == pytest.approx(44.9 / 1.10)
    assert (alone.F1.low, alone.F1.central, alone.F1.high) == (None, None, None)
    assert alone.captured is None
    assert beside.F1.central == worth(hours={"x": 1.0}).F1.central


def test_v20_hours_of_google_search_count_as_rated_at_zero():
    result = worth(hours={"google-search": 5.0})
    assert result.F1.gross == 0
    assert result.F2b == pytest.approx(5 * 12.31)


def test_v20_a_query_elsewhere_has_no_price():
    result = worth(Count("query", "bing", n=1000), hours={"google-search": 1.0})
    assert result.F1.gross == 0
