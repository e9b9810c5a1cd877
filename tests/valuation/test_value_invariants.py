"""What holds for everybody: order, linearity, signs, and no seconds or money out of nowhere."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from valued import EXAMPLES, FX, answer, did, worth

from pointeuse.collector.valuation import MODELS, Count, estimate, load_parameters
from pointeuse.collector.valuation.models import METHODS
from pointeuse.collector.valuation.parameters.platforms import platform_facts
from pointeuse.collector.valuation.parameters.tables import tables_of

PLATFORMS = [*platform_facts(), "recaptcha-v2", "arkose", "mtcaptcha", "yelp", "unheard-of"]
amounts = st.floats(0, 1000)
platforms = st.sampled_from(PLATFORMS)
acts = st.builds(
    Count,
    kind=st.sampled_from([*tables_of().kinds, "save"]),
    platform=platforms,
    variant=st.none() | st.sampled_from(["image", "text", "audio", "checkbox", "invisible"]),
    n=st.integers(-20, 200),
    words=st.none() | st.integers(0, 300),
    words_read=st.none() | st.integers(0, 300),
    seconds=st.none() | amounts,
)
people = st.builds(
    lambda counts, **given: did(*counts, **given),
    counts=st.lists(acts, max_size=6),
    hours=st.dictionaries(platforms, amounts, max_size=4),
    country=st.sampled_from(["FR", "US", "CA", "GB", "SE", "JP", "BR", "AQ"]),
    days=st.integers(1, 800),
    currency=st.sampled_from(["EUR", "USD", "GBP"]),
    wage=st.none() | st.floats(1, 50),
)


unhurried = settings(deadline=None)
"""A slow machine is no failure."""


def changed(person, **fields):
    return estimate(replace(person, **fields))


@unhurried
@given(people)
def test_every_triple_is_in_order(counts):
    result = estimate(counts)
    triples = [result.F1, *result.methods.values(), *result.panels.values()]
    for triple in triples:
        if triple is not None and triple.low is not None:
            assert triple.low <= triple.central <= triple.high


@unhurried
@given(people)
def test_every_amount_is_finite_and_never_below_zero(counts):
    for key, amount in answer(estimate(counts)).items():
        assert amount is None or (math.isfinite(amount) and amount >= 0), key


@unhurried
@given(people)
def test_single_numbers_are_the_middle_of_their_panels(counts):
    result = estimate(counts)
    assert set(result.panels) == {model.id for model in MODELS} - set(METHODS)
    for name in ("F2a", "F2b", "F5", "F6", "F7", "F8"):
        panel = result.panels[name]
        assert getattr(result, name) == (None if panel is None else panel.central)
    assert result.panels["F1"] is None or result.panels["F1"].central == result.F1.central


@unhurried
@given(people)
def test_methods_disagree_exactly_where_the_piece_price_exceeds_central(counts):
    result = estimate(counts)
    assert result.disagree is (result.captured is not None and result.piece_price > result.captured)


@unhurried
@given(
    people, st.lists(st.builds(Count, st.sampled_from(["ad", "ad-click"]), platforms, n=amounts), max_size=3)
)
def test_advertisements_counted_change_their_own_panel_alone(counts, seen):
    """A platform may count as used through them, which is what the three panels by platform ask."""
    before, after = estimate(counts), changed(counts, counts=(*counts.counts, *seen))
    assert after.methods == before.methods
    for name in ("F1_gross", "F1", "F2a", "F2b", "F3", "F4"):
        assert after.panels[name] == before.panels[name]


@unhurried
@given(people)
def test_parts_of_f1_are_none_together(counts):
    revenue = estimate(counts).F1
    assert [revenue.low, revenue.central, revenue.high].count(None) in (0, 3)
    assert revenue.gross is not None or revenue.central is None
    parts = (revenue.search, revenue.net, revenue.offsite, revenue.friends, revenue.central)
    assert all(part <= (revenue.gross or 0.0) + 1e-9 for part in parts if part is not None)


@unhurried
@given(people, st.sampled_from([0.5, 2, 10]))
def test_f1_is_linear_in_hours(counts, factor):
    queries = [count for count in counts.counts if count.kind not in ("search", "query")]
    once = changed(counts, counts=tuple(queries))
    more = changed(
        counts, counts=tuple(queries), hours={p: h * factor for p, h in counts.hours.items() if h > 1e-9}
    )
    if once.F1.gross is not None and more.F1.gross is not None:
        assert more.F1.gross == pytest.approx(once.F1.gross * factor, abs=1e-6)


@unhurried
@given(people)
def test_f1_is_zero_without_hours_and_queries(counts):
    quiet = tuple(count for count in counts.counts if count.kind not in ("search", "query"))
    assert changed(counts, hours={}, counts=quiet).F1.central == 0


@unhurried
@given(people, st.dictionaries(platforms, amounts, max_size=3))
def test_piece_price_is_unchanged_by_hours(counts, hours):
    assert changed(counts, hours=hours).methods["piece_price"] == estimate(counts).methods["piece_price"]


@unhurried
@given(people)
def test_off_platform_labour_alone_is_within_presence(counts):
    off = ("captcha", "review", "prompt", "preference")
    alone = changed(counts, counts=tuple(act for act in counts.counts if act.kind in off))
    if not alone.wage_needed:
        assert alone.F2a <= alone.F2b + 1e-9


@unhurried
@given(
    st.lists(st.builds(Count, st.sampled_from(["like", "share", "flag"]), st.just("x"), n=st.integers(0, 99)))
)
def test_active_labour_stays_within_presence_when_the_acts_fit_in_the_hours(counts):
    result = worth(*counts, hours={"x": len(counts) * 99 * 7.9 / 3600})
    assert result.F2a <= result.F2b + 1e-9


@unhurried
@given(people)
def test_another_currency_changes_the_unit_and_nothing_else(counts):
    fixed = {"wage": None}
    euros = answer(changed(counts, currency="EUR", **fixed))
    dollars = answer(changed(counts, currency="USD", **fixed))
    for key, amount in euros.items():
        assert dollars[key] == (None if amount is None else pytest.approx(amount * 1.10))


@unhurried
@given(people)
def test_the_order_of_the_counts_does_not_matter(counts):
    turned = answer(changed(counts, counts=counts.counts[::-1]))
    for key, amount in answer(estimate(counts)).items():
        assert turned[key] == (None if amount is None else pytest.approx(amount))


@unhurried
@given(people, acts)
def test_an_act_done_and_undone_is_worth_nothing(counts, act):
    done = Count(act.kind, act.platform, act.variant, abs(act.n), act.words, act.words_read)
    undone = Count(act.kind, act.platform, act.variant, -abs(act.n), act.words, act.words_read)
    after = answer(changed(counts, counts=(*counts.counts, done, undone)))
    for key, amount in answer(estimate(counts)).items():
        assert after[key] == (None if amount is None else pytest.approx(amount))


@unhurried
@given(people)
def test_a_wage_is_needed_exactly_where_the_wage_methods_are_none(counts):
    result = estimate(counts)
    assert (
        result.wage_needed is (result.time_at_wage is None) is (result.F2a is None) is (result.wage is None)
    )
    assert not result.wage_needed or result.captured is None


@unhurried
@given(people)
def test_the_figures_named_are_figures_of_the_table(counts):
    assert set(estimate(counts).parameters) <= set(load_parameters())


def test_rates_may_have_another_base_than_the_euro():
    """Only the ratio of two rates counts."""
    doubled = {currency: 2 * rate for currency, rate in FX.items()}
    counts = did(Count("review", "yelp", n=3), hours={"facebook": 2.0})
    assert answer(changed(counts, fx=doubled)) == pytest.approx(answer(estimate(counts)))


def test_examples_hold_all_four_people():
    assert list(EXAMPLES) == ["a", "b", "c", "d"]
