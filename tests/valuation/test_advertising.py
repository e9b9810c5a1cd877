"""F5: advertisements that were counted, priced by the thousand, beside every method and in none."""

import pytest
from valued import did, worth

from pointeuse.collector.valuation import Count, estimate, load_parameters
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, assumed


def test_advertisements_are_priced_by_the_thousand_with_the_range_of_their_price():
    panel, row = worth(Count("ad", "instagram", n=2000)).panels["F5"], load_parameters()["CPM_META"]
    assert (panel.low, panel.central, panel.high) == pytest.approx(
        tuple(2 * figure / 1.10 for figure in (row.low, row.value, row.high))
    )


def test_platforms_add_up_and_one_without_a_price_adds_nothing():
    acts = (Count("ad", "facebook", n=1000), Count("ad", "linkedin", n=1000), Count("ad", "mastodon", n=1000))
    assert worth(*acts).panels["F5"].central == pytest.approx((8.15 + 35.4) / 1.10)


@pytest.mark.parametrize(
    "acts",
    [
        (),
        (Count("like", "facebook", n=9),),
        (Count("ad", "mastodon", n=9),),
        (Count("ad-click", "facebook", n=9),),
        (Count("ad", "facebook", n=5), Count("ad", "facebook", n=-5)),
    ],
)
def test_there_is_no_figure_unless_an_advertisement_with_a_price_was_counted(acts):
    assert worth(*acts, hours={"facebook": 9.0}).panels["F5"] is None


def test_advertisements_seen_are_no_acts_that_lack_a_figure():
    acts = (Count("ad", "facebook", n=3), Count("ad", "mastodon", n=2), Count("ad-click", "facebook", n=1))
    left = [(item.kind, item.platform, item.n) for item in worth(*acts).without_figure]
    assert left == [("ad-click", "facebook", 1)]


def test_a_price_that_is_unsure_prices_nothing_in_a_stored_log():
    known = assumed(Assumptions())
    assert estimate(did(Count("ad", "tiktok", n=1000)), known).panels["F5"] is None
    assert estimate(did(Count("ad", "facebook", n=1000)), known).panels["F5"].central > 0


def test_advertisements_take_no_time_and_have_no_other_price():
    quiet, seen = worth(), worth(Count("ad", "facebook", n=500), Count("ad-click", "facebook", n=5))
    assert (seen.F2a, seen.F2b, seen.F3, seen.F4) == (quiet.F2a, quiet.F2b, quiet.F3, quiet.F4)
