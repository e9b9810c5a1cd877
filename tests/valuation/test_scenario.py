"""A levy on profit and who shares it; the same hours at the wages of other places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from valued import FX, worth

from pointeuse.collector.errors import Malformed
from pointeuse.collector.valuation import Count, load_parameters
from pointeuse.collector.valuation.formulas.elsewhere import WAGES, elsewhere
from pointeuse.collector.valuation.formulas.scenario import SHARERS, dividend_at
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, assumed
from pointeuse.collector.valuation.parameters.figures import Figures

ROWS = load_parameters()
DOLLARS = Figures(ROWS, "value", "USD", FX)
EUROS = Figures(ROWS, "value", "EUR", FX)
LANGUAGES = ("en", "fr")


def test_half_the_profit_for_those_who_use_it_is_f7():
    year = worth(Count("like", "facebook", n=1), currency="USD")
    assert dividend_at(0.5, "users", DOLLARS) == pytest.approx(year.F7, rel=1e-3)


def test_everybody_shares_the_same_profit_among_more_people():
    users, world = (dividend_at(1.0, name, DOLLARS) for name in ("users", "world"))
    people = ROWS["POP_WORLD_2025"].value / ROWS["META_DAP_MEAN_2025"].value
    assert users / world == pytest.approx(people) and people > 2


@given(st.floats(0, 1), st.sampled_from([*SHARERS]))
def test_what_is_shared_is_what_is_levied(levy, sharers):
    people = ROWS[SHARERS[sharers].people[0]].value
    assert dividend_at(levy, sharers, DOLLARS) * people == pytest.approx(levy * ROWS["META_OPINC_2025"].value)


@pytest.mark.parametrize("levy", [-0.1, 1.01, float("nan"), float("inf")])
def test_a_levy_is_a_share(levy):
    with pytest.raises(ValueError, match="no share"):
        dividend_at(levy, "users", DOLLARS)


def test_an_older_edition_shares_among_the_people_that_it_counted():
    old = Figures(load_parameters("2026-11"), "value", "USD", FX)
    assert dividend_at(0.5, "users", old) == pytest.approx(11.63, abs=0.01)


def test_people_whose_number_is_not_admitted_give_no_figure():
    strict = Figures(assumed(Assumptions(admitted=())), "value", "USD", FX)
    assert dividend_at(0.5, "world", strict) is None
    assert dividend_at(0.5, "users", strict) > 0


def test_the_same_hours_in_four_cities_and_on_microwork():
    rows = {row.id: row for row in elsewhere(10.0, EUROS, own_wage=12.31)}
    assert rows["paris"].amount == pytest.approx(123.1)
    assert rows["paris"].hours_here == pytest.approx(10.0)
    assert rows["san-francisco"].amount == pytest.approx(191.8 / 1.10)
    assert rows["antananarivo"].amount == pytest.approx(2.9)
    assert rows["caracas"].amount == pytest.approx(0.058 / 1.10)
    assert rows["mturk"].amount == pytest.approx(20.0 / 1.10)
    assert rows["mturk"].hours_here == pytest.approx(20.0 / 1.10 / 12.31)


def test_without_a_wage_of_one_s_own_there_is_nothing_to_compare_with():
    assert {row.hours_here for row in elsewhere(10.0, EUROS)} == {None}


def test_wages_are_known_once_with_a_place_in_both_languages():
    assert len({wage.id for wage in WAGES}) == len({wage.parameter for wage in WAGES}) == len(WAGES)
    for wage in WAGES:
        assert all(wage.place[language] for language in LANGUAGES)
        row = ROWS[wage.parameter]
        assert (row.unit, row.confidence != "UNSURE", bool(row.year)) == ("per hour", True, True), wage.id
    for sharer in SHARERS.values():
        assert all(sharer.label[language] for language in LANGUAGES)


def test_a_place_whose_figure_is_not_admitted_is_left_out():
    strict = Figures(assumed(Assumptions(admitted=())), "value", "EUR", FX)
    left = {wage.id for wage in WAGES} - {row.id for row in elsewhere(1.0, strict)}
    assert left == {wage.id for wage in WAGES if ROWS[wage.parameter].confidence == "RECALLED"} != set()


def test_a_currency_without_a_rate_is_an_error():
    with pytest.raises(Malformed, match="USD"):
        elsewhere(1.0, Figures(ROWS, "value", "EUR", {"EUR": 1.0}))
