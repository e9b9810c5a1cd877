"""The bands of the methods: quantiles of the ranges that the sources give, the same at each run."""

import math

import pytest
from valued import did, worth

from pointeuse.collector.valuation import Count, load_parameters
from pointeuse.collector.valuation.counts.reading import read
from pointeuse.collector.valuation.formulas.draws import Draws
from pointeuse.collector.valuation.models import METHODS, functions_of
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.uncertainty import Z95, _Drawn, bands, draw

LIKES = Count("like", "x", n=1000)
PERSON = did(
    LIKES, Count("captcha", "hcaptcha", n=100), Count("prompt", "claude", n=300), hours={"facebook": 99}
)
DRAWS = 2000


def test_the_same_seed_gives_the_same_bands():
    assert bands(PERSON, draws=50) == bands(PERSON, draws=50)
    assert bands(PERSON, draws=50) != bands(PERSON, draws=50, seed=1)


def test_a_band_of_one_figure_spans_its_range():
    band, row = bands(did(LIKES), draws=DRAWS)["piece_price"], load_parameters()["P_LIKE"]
    assert band.low == pytest.approx(1000 * row.low, rel=0.1)
    assert band.central == pytest.approx(1000 * row.value, rel=0.1)
    assert band.high == pytest.approx(1000 * row.high, rel=0.1)


def test_one_draw_is_shared_by_all_the_acts_that_use_it():
    once, twice = did(LIKES), did(LIKES, Count("upvote", "reddit", n=1000))
    assert bands(twice, draws=99)["piece_price"].high == pytest.approx(
        2 * bands(once, draws=99)["piece_price"].high
    )


def test_a_band_is_in_order_and_narrower_than_the_triple_where_figures_have_ranges():
    triple, band = worth(*PERSON.counts).methods["piece_price"], bands(PERSON, draws=DRAWS)["piece_price"]
    assert triple.low < band.low < band.central < band.high < triple.high


def test_a_method_that_cannot_be_computed_has_no_band():
    found = bands(did(LIKES, country="SE"), draws=9)
    assert (found["captured"], found["time_at_wage"]) == (None, None)
    assert found["piece_price"].high > 0


def test_statutory_wages_and_conventions_are_exact():
    rows = load_parameters()
    for name in ("MINWAGE_HOUR_FR", "WORDS_COMMENT", "DAYS_PER_YEAR"):
        assert draw(rows[name], 3) == draw(rows[name], -3) == rows[name].value
    time_at_wage = bands(did(hours={"x": 10.0}), draws=20)["time_at_wage"]
    assert time_at_wage.low == time_at_wage.high == pytest.approx(123.1)


@pytest.mark.parametrize(
    ("name", "z", "expected"),
    [
        ("P_PHOTO", -Z95, 0.02),
        ("P_PHOTO", 0, 0.05),
        ("P_PHOTO", Z95, 1.0),
        ("X_ARPU_RECENT_WORLD", -2, 10.0),
        ("RHO_SNAPCHAT_EUROPE", Z95, 0.0672),
        ("RHO_SNAPCHAT_EUROPE", -2, 0.0337),
        ("LABEL_P_IMAGE", 0, 0.025),
        ("LABEL_P_IMAGE", -Z95, 0.0025),
        ("LABEL_P_IMAGE", -60, 0.0),
        ("MARGIN_META", Z95, 0.414 * 1.3),
        ("CAPTCHA_S_AUDIO", Z95, 28.4 * 2),
        ("RHO_X_WORLD", -Z95, 0.0482 / 4),
        ("RHO_TIKTOK_EUROPE", 2, 0.0861),
        ("ALPHA_DATA", 60, 1.0),
    ],
)
def test_a_figure_is_drawn_from_its_range_or_from_its_confidence(name, z, expected):
    assert math.isclose(draw(load_parameters()[name], z), expected, rel_tol=2e-3)


def one_by_one(counts, draws, seed=2019):
    """The same bands the slow way: every model evaluated anew for each draw, nothing merged."""
    table, reading = load_parameters(), read(counts)
    drawn, found = _Drawn(table, draws, seed), {}
    for name in METHODS:
        amounts, model = [], functions_of(table.edition)[name]
        for at in range(draws):
            now = {row: of.values[at] if isinstance(of := drawn[row], Draws) else of for row in table}
            amounts.append(model(reading, Figures(table, "value", counts.currency, counts.fx, now)))
        found[name] = sorted(amounts)
    return found


def test_all_draws_at_once_give_what_each_gives_by_itself():
    kinds = ("like", "comment", "prompt", "review", "edit", "feedback", "search", "flag")
    places = ("chatgpt", "wikimedia", "google-search", "reddit", "x")
    acts = [Count(kind, place, n=7) for kind in kinds for place in places]
    acts += [
        Count("like", "x", n=-9),
        Count("edit", "wikimedia", n=5, seconds=80),
        Count("captcha", "hcaptcha", n=3),
    ]
    person = did(*acts, hours={"reddit": 20.0, "chatgpt": 0.01, "x": 3.0})
    slow, quick = one_by_one(person, 41), bands(person, load_parameters(), draws=41)
    for name, amounts in slow.items():
        low, middle, high = (amounts[round(share * 40)] for share in (0.05, 0.5, 0.95))
        assert (quick[name].low, quick[name].central, quick[name].high) == pytest.approx((low, middle, high))
