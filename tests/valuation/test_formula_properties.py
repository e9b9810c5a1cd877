"""What every formula of every edition keeps to, whatever it is given."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_value_invariants import acts, amounts, people, platforms
from valued import did, seen

from pointeuse.collector.valuation import Count, estimate, load_parameters
from pointeuse.collector.valuation.counts.reading import read
from pointeuse.collector.valuation.models import METHODS, models_of
from pointeuse.collector.valuation.parameters.editions import EDITIONS
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.parameter import BOUNDS

EVERY = [(edition, model) for edition in EDITIONS for model in models_of(edition)]
each_model = pytest.mark.parametrize(("edition", "model"), EVERY, ids=lambda part: getattr(part, "id", part))
each_edition = pytest.mark.parametrize("edition", EDITIONS)
unhurried = settings(deadline=None, max_examples=50)

DIVIDES = ("words per minute", "days")
"""Units of the figures that a formula divides by: more of them is less money."""

NEEDS_NO_ACT = {"F6", "F7", "F8"}
"""They ask whether something is used, so that they are None without it, and not 0."""

NEVER_ZERO = {"F1_offsite", "F1_net", "F1_friends", "F5", *NEEDS_NO_ACT}
"""What these price is there or is not: an answer of 0 would say that it is worth nothing."""

KINDS = ("like", "share", "follow", "comment", "photo", "video", "flag", "review", "query", "edit")
BUSY = did(
    *(
        Count(kind, place, n=7, words=30, words_read=90)
        for kind in (
            "like",
            "share",
            "follow",
            "comment",
            "photo",
            "video",
            "flag",
            "review",
            "query",
            "edit",
        )
        for place in ("facebook", "google-search", "wikimedia")
    ),
    *(Count(kind, "chatgpt", n=5, words_read=90) for kind in ("prompt", "preference", "thumb-up")),
    *(Count("captcha", "hcaptcha", variant, n=3) for variant in ("image", "text", "audio", "checkbox")),
    *(Count("captcha", vendor, n=3) for vendor in ("arkose", "geetest", "recaptcha-v2")),
    *(Count("ad", place, n=50) for place in ("facebook", "youtube", "x")),
    hours={"facebook": 9.0, "instagram": 2.0, "youtube": 3.0, "x": 1.0, "reddit": 2.0, "google-search": 1.0},
)
PEOPLE = [BUSY, did(*BUSY.counts, hours={"facebook": 9.0}), did(Count("query", "bing", n=2)), did()]


def answered(model, counts, edition, **drawn):
    rows = load_parameters(edition)
    return model.function(read(counts, edition), Figures(rows, "value", counts.currency, counts.fx, drawn))


def by_model(counts, edition, bound="value"):
    """Return what each model of an edition gives at a bound."""
    reading, figures = seen(counts, bound, edition)
    return {model.id: model.function(reading, figures) for model in models_of(edition)}


@each_model
def test_nothing_done_is_nothing(edition, model):
    assert answered(model, did(), edition) == (None if model.id in NEVER_ZERO else 0)


@each_edition
@unhurried
@given(counts=people)
def test_a_figure_is_in_order_and_null_instead_of_zero(edition, counts):
    low, value, high = (by_model(counts, edition, bound) for bound in BOUNDS)
    tiny = min((*counts.hours.values(), 1.0)) < 1e-9
    for model, middle in value.items():
        assert [low[model], middle, high[model]].count(None) in (0, 3), model
        assert middle is None or 0 <= low[model] <= middle <= high[model], model
        assert middle != 0 or tiny or model not in NEVER_ZERO, model


@each_model
def test_each_figure_moves_the_result_in_its_direction_only(edition, model):
    """Up it goes with each figure that it reads, or down where it divides by that; some figure moves it."""
    moved = set()
    for counts in PEOPLE:
        reading, figures = seen(counts, edition=edition)
        before = model.function(reading, figures)
        for name in figures.used if before is not None else ():
            row = figures.parameters[name]
            after = answered(model, counts, edition, **{name: min(row.value * 1.25, _most(row))})
            assert (after - before) * (-1 if row.unit in DIVIDES else 1) >= -1e-12, name
            moved |= {name} if after != before else set()
    assert moved, f"no figure moves {model.id}"


def _most(row):
    return 1.0 if row.unit == "share" else float("inf")


@each_edition
@unhurried
@given(counts=people, factor=st.sampled_from([2, 10]))
def test_twice_as_much_is_worth_twice_as_much(edition, counts, factor):
    """Every model is linear in acts and hours together, but those that ask only what is used."""
    standing = tuple(replace(act, n=abs(act.n)) for act in counts.counts)
    often = tuple(replace(act, n=act.n * factor, seconds=_times(act.seconds, factor)) for act in standing)
    hours = {platform: spent * factor for platform, spent in counts.hours.items()}
    before = by_model(replace(counts, counts=standing), edition)
    after = by_model(replace(counts, counts=often, hours=hours), edition)
    for model, amount in before.items():
        wanted = _times(amount, 1 if model in NEEDS_NO_ACT else factor)
        assert after[model] == (None if wanted is None else pytest.approx(wanted, rel=1e-9, abs=1e-9)), model


def _times(amount, factor):
    return None if amount is None else amount * factor


@each_edition
@unhurried
@given(counts=people)
def test_neither_order_nor_currency_changes_more_than_the_unit(edition, counts):
    euros = replace(counts, currency="EUR", wage=None)
    dollars = by_model(replace(euros, currency="USD", counts=euros.counts[::-1]), edition)
    for model, amount in by_model(euros, edition).items():
        assert dollars[model] == (None if amount is None else pytest.approx(amount * 1.10)), model


@unhurried
@given(people, st.lists(acts, max_size=3), st.dictionaries(platforms, amounts, max_size=2))
def test_captured_is_the_sum_of_its_pieces(counts, more, hours):
    """Each act once, by the road that exists: what one piece has, no other has."""
    found = estimate(replace(counts, counts=(*counts.counts, *more), hours=counts.hours | hours))
    captured, pieces = found.methods["captured"], found.pieces.values()
    if captured is not None:
        for bound in ("low", "central", "high"):
            parts = [getattr(piece, bound) for piece in pieces if piece is not None]
            assert getattr(captured, bound) == pytest.approx(sum(parts))


def test_a_review_is_paid_by_the_hour_where_the_hour_has_a_rate_and_at_the_wage_elsewhere():
    inside, outside = (estimate(did(Count("review", place, n=6))) for place in ("facebook", "tripadvisor"))
    assert inside.pieces["tasks"].central == 0
    assert outside.pieces["tasks"].central > 0
    assert inside.F3 == outside.F3 and inside.time_at_wage == outside.time_at_wage


def test_friends_posts_carry_a_sixth_and_a_fourteenth_of_the_receipts():
    for platform, share in (("facebook", 0.17), ("instagram", 0.07)):
        revenue = estimate(did(hours={platform: 10.0})).F1
        assert revenue.friends == pytest.approx(share * revenue.gross)
    assert estimate(did(hours={"messenger": 1.0, "youtube": 2.0})).F1.friends is None


def test_an_operator_that_loses_money_or_publishes_no_margin_has_no_net_reading():
    assert estimate(did(hours={"snapchat": 5.0, "tiktok": 5.0}), load_parameters()).F1.net is None


def test_the_methods_are_the_same_in_every_edition():
    for edition in EDITIONS:
        assert {model.id for model in models_of(edition)} >= set(METHODS)
