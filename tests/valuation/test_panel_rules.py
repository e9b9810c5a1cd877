"""V21 to V24: welfare, dividend, opt-out price."""

import pytest
from valued import worth

from pointeuse.collector.valuation import Count

USES = {"hours": {"facebook": 1.0}}


def welfare(*counts, **given):
    return worth(*counts, **given).F6


def dividend(**given):
    return worth(**given).F7


def subscription(**given):
    return worth(**given).F8


def test_v21_hours_make_a_platform_used():
    assert welfare(hours={"spotify": 0.1}) == pytest.approx(168 / 1.10)


def test_v21_an_act_of_any_kind_makes_a_platform_used():
    assert welfare(Count("save", "spotify", n=1)) == pytest.approx(168 / 1.10)


@pytest.mark.parametrize("n", [[0], [-1], [1, -1]])
def test_v21_undone_acts_do_not(n):
    assert worth(*(Count("like", "spotify", n=each) for each in n)).F6 is None


def test_v21_panels_are_none_when_nothing_they_cover_is_used():
    result = worth(hours={"wikimedia": 3.0})
    assert (result.F6, result.F7, result.F8) == (None, None, None)


def test_v21_yearly_figures_are_scaled_to_the_days():
    year, month = worth(**USES), worth(**USES, days=30)
    for name in ("F6", "F7", "F8"):
        assert getattr(month, name) == pytest.approx(getattr(year, name) * 30 / 365)


CATEGORIES = {
    2540: ("google-search", "bing"),
    1173: ("youtube", "twitch"),
    842: ("amazon",),
    168: ("spotify",),
    155: ("whatsapp", "messenger", "telegram", "discord"),
    322: (
        *("instagram", "threads", "x", "tiktok", "snapchat", "pinterest", "reddit", "linkedin", "tumblr"),
        *("mastodon", "lemmy"),
    ),
}


@pytest.mark.parametrize(("wta", "platforms"), CATEGORIES.items())
def test_v22_a_category_counts_once_whatever_is_used_in_it(wta, platforms):
    for platform in platforms:
        assert welfare(hours={platform: 1.0}) == pytest.approx(wta / 1.10)
    assert welfare(hours={platform: 9.0 for platform in platforms}) == pytest.approx(wta / 1.10)


def test_v22_facebook_has_its_own_figure_in_place_of_the_category():
    assert welfare(hours={"facebook": 1.0, "x": 1.0}) == pytest.approx(12 * 48 / 1.10)


def test_v22_a_service_is_worth_no_more_than_ten_together():
    assert welfare(hours={"googlemaps": 1.0}) == pytest.approx(2540 / 1.10)


def test_v22_several_services_stand_one_by_one_and_have_no_sum():
    found = worth(hours={"youtube": 1.0, "amazon": 1.0, "google-search": 1.0}, days=73)
    assert found.F6 is None
    assert found.services == pytest.approx(
        {"video": 1173 / 5.5, "ecommerce": 842 / 5.5, "search": 2540 / 5.5}
    )


@pytest.mark.parametrize("country", ["FR", "US", "JP", "AQ"])
@pytest.mark.parametrize("platform", ["facebook", "instagram", "messenger", "threads", "whatsapp"])
def test_v23_the_meta_family_pays_one_dividend_anywhere(country, platform):
    expected = pytest.approx(0.5 * 23.63 / 1.10)
    assert dividend(country=country, hours={platform: 1.0}) == expected
    assert dividend(country=country, hours={platform: 1.0, "facebook": 1.0}) == expected


def test_v23_nobody_else_has_a_dividend_figure():
    assert worth(hours={"telegram": 5.0, "youtube": 5.0}).F7 is None


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        *(("FR", 71.88), ("NO", 71.88), ("CH", 71.88), ("CY", 71.88)),
        ("GB", 12 * 2.99 / 0.859375),
        *(("US", None), ("RU", None), ("TR", None), ("AQ", None)),
    ],
)
@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_v24_one_subscription_where_it_is_sold(country, platform, expected):
    sold = None if expected is None else pytest.approx(expected)
    assert subscription(country=country, hours={platform: 1.0}) == sold
    assert subscription(country=country, hours={platform: 1.0, "instagram": 1.0}) == sold


@pytest.mark.parametrize("platform", ["messenger", "threads", "whatsapp"])
def test_v24_other_apps_of_the_operator_are_not_in_the_subscription(platform):
    assert worth(hours={platform: 1.0}).F8 is None
