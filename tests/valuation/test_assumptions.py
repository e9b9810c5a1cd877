"""Other figures than the shipped ones: what a change does, what is refused, what UNSURE never does."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from valued import FX, did

from pointeuse.collector.errors import Malformed
from pointeuse.collector.valuation import Count, estimate, load_parameters
from pointeuse.collector.valuation.parameters.assumptions import (
    REGIONS,
    Assumptions,
    Change,
    assumed,
    read_assumptions,
    version_of,
)
from pointeuse.collector.valuation.parameters.money import Rate

SHIPPED = load_parameters()
PLAIN = Assumptions().as_json()
LIKES = did(Count("like", "facebook", n=100), Count("captcha", "hcaptcha", n=5), hours={"facebook": 9.0})
ONE_SENTENCE = re.compile(r"[A-Z].*[a-z0-9]\.")


def read(**given):
    return read_assumptions(PLAIN | given)


def under(assumptions, counts=LIKES):
    return estimate(counts, assumed(assumptions))


def test_what_ships_has_the_version_of_the_table():
    assert version_of(Assumptions()) == assumed(Assumptions()).version == SHIPPED.version


def test_a_change_alters_the_amounts_that_use_it_and_the_version():
    plain, dear = under(Assumptions()), under(read(changes={"P_LIKE": [1, 2, 3]}))
    more = 100 * (1 - SHIPPED["P_LIKE"].low)
    assert dear.piece_price - plain.piece_price == pytest.approx(more)
    assert dear.methods["piece_price"].high > 300
    assert (dear.captured, dear.time_at_wage) == (plain.captured, plain.time_at_wage)
    assert dear.version != plain.version == SHIPPED.version


def test_a_changed_figure_is_a_choice_and_keeps_the_text_of_its_row():
    row, shipped = assumed(read(changes={"S_LIKE": [None, 4, None]}))["S_LIKE"], SHIPPED["S_LIKE"]
    assert (row.low, row.value, row.high, row.confidence) == (None, 4, None, "CONVENTION")
    assert (row.source, row.unit, row.year) == (shipped.source, shipped.unit, shipped.year)
    assert SHIPPED["S_LIKE"] is shipped


def test_a_share_of_data_may_be_everything():
    result = under(read(changes={"ALPHA_DATA": [None, 1, None]}))
    assert result.F1.central == pytest.approx(result.F1.gross)


def test_back_to_what_ships_is_the_shipped_version_again():
    changed = read(changes={"P_LIKE": [1, 2, 3]}, region="US", admitted=[])
    assert version_of(changed) != SHIPPED.version
    assert version_of(read()) == SHIPPED.version
    assert under(read()) == under(Assumptions())


REFUSED = {
    "a share above 1": {"changes": {"ALPHA_DATA": [0.3, 1.2, 1.3]}},
    "a share whose high is above 1": {"changes": {"ALPHA_DATA": [0.3, 0.5, 1.01]}},
    "a range out of order": {"changes": {"P_LIKE": [3, 2, 1]}},
    "a value outside of its range": {"changes": {"P_LIKE": [None, 2, 1]}},
    "an id that is not there": {"changes": {"P_APPLAUSE": [1, 2, 3]}},
    "an id that is a page long": {"changes": {"P" * 9000: [1, 2, 3]}},
    "not a number": {"changes": {"P_LIKE": [None, float("nan"), None]}},
    "endless": {"changes": {"P_LIKE": [None, 1.0, float("inf")]}},
    "true": {"changes": {"P_LIKE": [None, True, None]}},
    "text": {"changes": {"P_LIKE": [None, "2", None]}},
    "huge": {"changes": {"P_LIKE": [None, 1e300, None]}},
    "a huge whole number": {"changes": {"P_LIKE": [None, 10**400, None]}},
    "below zero": {"changes": {"P_LIKE": [None, -2, None]}},
    "zero": {"changes": {"P_LIKE": [0, 1, 2]}},
    "no value": {"changes": {"P_LIKE": [1, None, 2]}},
    "two figures": {"changes": {"P_LIKE": [1, 2]}},
    "a figure alone": {"changes": {"P_LIKE": 2}},
    "changes in a list": {"changes": ["P_LIKE"]},
    "a rate of zero": {"rates": {"CHF": [0, "2026-11-20"]}},
    "a rate that is true": {"rates": {"CHF": [True, "2026-11-20"]}},
    "a rate on no day": {"rates": {"CHF": [0.93, "2026-02-30"]}},
    "another euro": {"rates": {"EUR": [2, "2026-11-20"]}},
    "a currency in small letters": {"rates": {"chf": [0.93, ""]}},
    "UNSURE in a headline": {"admitted": ["RECALLED", "UNSURE"]},
    "a confidence that is a list": {"admitted": [[]]},
    "a region of the moon": {"region": "MOON"},
    "a region that is a list": {"region": []},
}


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_one_sentence(given):
    with pytest.raises(Malformed) as refused:
        read(**given)
    sentence = refused.value.message
    assert ONE_SENTENCE.fullmatch(sentence) and len(sentence) < 200, sentence
    assert ". " not in sentence


@pytest.mark.parametrize("content", [None, [], "set", 7, {}, {"changes": {}}])
def test_what_is_no_set_at_all_is_one_sentence(content):
    with pytest.raises(Malformed, match=r"^Give changes, rates, admitted and region"):
        read_assumptions(content)


def test_recalled_figures_can_be_kept_out():
    searches = did(Count("search", "google-search", n=1000))
    with_them, without = under(Assumptions(), searches), under(read(admitted=[]), searches)
    one = SHIPPED["GSEARCH_VALUE_PER_QUERY"].value / FX["USD"]
    assert with_them.F1.gross == pytest.approx(1000 * one)
    assert without.F1.gross is None
    assert not [row for row in without.parameters if SHIPPED[row].confidence == "RECALLED"]


def test_an_unsure_figure_is_in_no_headline_and_its_time_has_no_figure():
    on_x = did(hours={"x": 10.0})
    assert estimate(on_x, SHIPPED).F1.gross > 0  # there is a figure, if one asks for it
    result = under(Assumptions(), on_x)
    assert (result.F1.gross, result.captured) == (None, None)
    assert result.time_at_wage == pytest.approx(10 * SHIPPED["MINWAGE_HOUR_FR"].value)
    abroad = under(Assumptions(), did(hours={"x": 10.0}, country="SE"))
    assert [(item.platform, item.hours) for item in abroad.without_figure] == [("x", 10.0)]


def test_an_unsure_figure_enters_once_a_person_vouches_for_another():
    result = under(read(changes={"RHO_X_WORLD": [None, 0.11, None]}), did(hours={"x": 10.0}))
    assert result.F1.gross == pytest.approx(1.1 / FX["USD"])


def test_the_region_changes_the_revenue_and_nothing_else():
    here = estimate(LIKES)
    there = estimate(did(*LIKES.counts, hours=LIKES.hours, region="US"))
    assert there.F1.gross / here.F1.gross == pytest.approx(
        SHIPPED["RHO_META_US_CA"].value / SHIPPED["RHO_META_EUROPE"].value
    )
    changed = {"F1", "F1_gross", "F1_net", "F1_offsite", "F1_friends"}
    assert {name for name in here.panels if here.panels[name] != there.panels[name]} == changed
    assert (here.piece_price, here.time_at_wage, here.wage) == (
        there.piece_price,
        there.time_at_wage,
        there.wage,
    )


figures = st.floats(1e-6, 0.5, allow_nan=False)
changes = st.builds(
    lambda low, up, more: Change(low + up, low, low + up + more),
    figures,
    st.floats(0, 0.2),
    st.floats(0, 0.2),
)
sets = st.builds(
    Assumptions,
    st.dictionaries(
        st.sampled_from([name for name, row in SHIPPED.items() if row.value]), changes, max_size=4
    ),
    st.dictionaries(
        st.sampled_from(["CHF", "USD", "SEK"]),
        st.floats(0.01, 5000),
        max_size=2,
    ).map(lambda rates: {name: Rate(name, rate, "2026-11-20", "") for name, rate in rates.items()}),
    st.sampled_from([(), ("RECALLED",)]),
    st.sampled_from(REGIONS),
)


@settings(deadline=None)
@given(sets)
def test_a_set_comes_back_from_its_json_with_its_version(chosen):
    back = read_assumptions(json.loads(json.dumps(chosen.as_json())))
    assert back == chosen
    assert version_of(back) == version_of(chosen)


@settings(deadline=None)
@given(sets, sets)
def test_two_sets_share_a_version_only_when_they_are_one(one, other):
    assert (one == other) is (version_of(one) == version_of(other))


@settings(deadline=None)
@given(sets)
def test_no_set_lets_a_figure_in_that_it_bars(chosen):
    for name, row in assumed(chosen).rows.items():
        barred = row.confidence not in ("VERIFIED", "CONVENTION", *chosen.admitted)
        assert (row.value is None) if barred else (name in chosen.changes or row == SHIPPED[name])
