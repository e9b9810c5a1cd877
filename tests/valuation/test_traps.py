"""The nineteen ways to count something twice, or to compare what cannot be compared: one test for each."""

import json
import re
from fnmatch import fnmatchcase

import pytest
from valued import FX, did, worth

from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.valuation import (
    MODELS,
    Count,
    counts_from_totals,
    load_parameters,
)
from pointeuse.collector.valuation.formulas.scenario import dividend_at
from pointeuse.collector.valuation.models import METHODS
from pointeuse.collector.valuation.parameters.hourly_revenue import hours_a_year
from pointeuse.collector.valuation.parameters.parameter import DATA
from pointeuse.collector.worth.text import render
from tests.collector.batches import CATALOGUE

MODEL = {model.id: model for model in MODELS}
WORDS = json.loads((DATA / "models.json").read_text("utf-8"))["models"]
FACEBOOK = {"facebook": 10.0}


def parameters_of(*ids):
    patterns = [pattern for name in ids for pattern in MODEL[name].parameters]
    return {row for row in load_parameters() if any(fnmatchcase(row, pattern) for pattern in patterns)}


def test_01_advertisements_seen_are_the_money_of_f1_by_another_road():
    seen = Count("ad", "facebook", n=5000)
    alone, beside = worth(hours=FACEBOOK), worth(seen, hours=FACEBOOK)
    assert beside.panels["F5"].central == pytest.approx(5 * 8.15 / 1.10)
    assert (beside.piece_price, beside.captured, beside.time_at_wage) == (
        alone.piece_price,
        alone.captured,
        alone.time_at_wage,
    )


def test_02_likes_are_inside_the_revenue_and_never_added_to_it():
    likes = Count("like", "facebook", n=500)
    assert worth(likes, hours=FACEBOOK).captured == worth(hours=FACEBOOK).captured


def test_03_a_family_has_one_rate_for_its_whole_time():
    split = worth(hours={"facebook": 4.0, "instagram": 6.0, "threads": 2.0})
    assert split.F1.gross == pytest.approx(worth(hours={"facebook": 12.0}).F1.gross)


def test_04_licences_of_a_platform_are_inside_its_revenue():
    assert not [row for row in parameters_of(*MODEL) if row.startswith("REDDIT_LICENCE_PER")]


def test_05_a_captcha_has_one_view_in_each_method():
    found = worth(Count("captcha", "recaptcha-v2", "image", n=100))
    assert found.piece_price == pytest.approx(100 * 0.00095 / 1.10)
    assert found.captured == pytest.approx(1030 * 12.31 / 3600)
    assert found.F4.central == pytest.approx(22.5 / 1.10)
    assert parameters_of("F4").isdisjoint(parameters_of(*METHODS))


def test_06_acts_happen_during_presence():
    acts = Count("comment", "facebook", n=50, words=15)
    assert worth(acts, hours=FACEBOOK).time_at_wage == worth(hours=FACEBOOK).time_at_wage


def test_07_welfare_is_in_no_method():
    assert not [row for row in parameters_of(*METHODS) if row.startswith("WTA_")]


def test_08_dividend_and_opt_out_price_are_in_no_method():
    assert parameters_of("F7", "F8").isdisjoint(parameters_of(*METHODS))


YEARLY = [row for row in load_parameters() if re.match("(SNAP|PINS)_ARPU_2025_", row)]


@pytest.mark.parametrize("row", YEARLY)
def test_09_a_year_is_four_quarters_and_not_four_times_the_last(row):
    rows = load_parameters()
    fourth = rows[row.replace("_2025_", "_Q4_2025_")].value
    assert 0.82 < rows[row].value / (4 * fourth) < 0.89


@pytest.mark.parametrize(
    ("rate", "revenue", "time"),
    [
        ("RHO_META_EUROPE", "META_ARPU_EUROPE_2025", "TIME_META_UK_2025"),
        ("RHO_YOUTUBE_WORLD", "YOUTUBE_ADS_ARPU_2025_WORLD", "TIME_YOUTUBE_US_2023"),
        ("RHO_PINTEREST_EUROPE", "PINS_ARPU_2025_EUROPE", "TIME_PINTEREST_US"),
    ],
)
def test_10_revenue_per_user_is_divided_by_the_time_of_that_user(rate, revenue, time):
    rows = load_parameters()
    assert rows[rate].value == pytest.approx(rows[revenue].value / hours_a_year(rows[time].value), abs=1e-4)
    assert not parameters_of(*MODEL) & {row for row in rows if "_ARPU_" in row or "_ARPP_" in row}


def test_11_time_is_what_the_log_has_of_the_foreground():
    """However many the windows: the sum of the time that was in front, not the number of its pieces."""
    pieces = Total("facebook", "attention", 7200, 3_600_000, 7200)
    read = counts_from_totals([pieces], "FR", "EUR", FX, None, 1)
    assert (read.hours, read.counts) == ({"facebook": 1.0}, ())
    assert "attention" in CATALOGUE.kinds
    assert worth(hours={"x": 0.0}).time_at_wage == 0.0


def test_12_annotation_is_priced_per_judgement_and_not_divided_by_those_who_saw_it():
    assert worth(Count("captcha", "hcaptcha", n=2)).F4.central == pytest.approx(2 * 9 * 0.025 / 1.10)


def test_13_pay_and_price_are_told_apart():
    rows = load_parameters()
    assert rows["SAMA_CONTRACT"].value / rows["SAMA_KE"].value == pytest.approx(7.5, abs=1.5)
    assert parameters_of(*MODEL).isdisjoint({"SAMA_CONTRACT", "SAMA_KE"})


@pytest.mark.parametrize(("language", "said"), [("en", "average"), ("fr", "moyenne")])
def test_14_an_average_is_called_one(language, said):
    assert said in WORDS["F1_gross"]["leaves_out"][language]


def test_15_a_dividend_is_of_profit_and_not_of_revenue():
    assert {"META_OPINC_PER_DAP_2025"} == {row for row in parameters_of("F7") if row.startswith("META_")}
    with pytest.raises(ValueError, match="no share"):
        dividend_at(1.1, "users", None)


def test_16_the_region_is_the_person_s():
    europe, america = worth(hours=FACEBOOK), worth(hours=FACEBOOK, country="US")
    assert america.F1.gross / europe.F1.gross == pytest.approx(1.0539 / 0.3067)
    assert worth(hours=FACEBOOK, country="TR").F1.gross == europe.F1.gross  # Europe, as the company draws it


def test_17_what_was_observed_is_not_stretched_to_a_year():
    week = worth(Count("like", "x", n=10), hours=FACEBOOK, days=7)
    year = worth(Count("like", "x", n=10), hours=FACEBOOK, days=365)
    assert (week.piece_price, week.captured, week.time_at_wage) == (
        year.piece_price,
        year.captured,
        year.time_at_wage,
    )
    assert "over 7 days" in render(week) and "year" not in render(week)


def test_18_wages_of_two_countries_are_not_mixed():
    assert worth(hours={"x": 1.0}).wage == 12.31
    assert worth(hours={"x": 1.0}, country="US", currency="USD").wage == pytest.approx(7.25)


@pytest.mark.parametrize(("language", "said"), [("en", "grey-market"), ("fr", "marché gris")])
def test_19_prices_of_fraud_markets_are_called_so(language, said):
    assert said in WORDS["F3"]["leaves_out"][language]


def test_paid_tasks_are_nobody_s_unpaid_work():
    paid = Total("prolific", "task-time", 1, 3_600_000, 1)
    assert counts_from_totals([paid], "FR", "EUR", FX, None, 1) == did(days=1)


def test_lines_for_a_terminal_never_add_the_methods_up():
    assert "do not add up" in render(worth(hours=FACEBOOK))
