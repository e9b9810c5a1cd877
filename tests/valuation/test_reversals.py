"""Where one assumption makes two models equal, and whether its range reaches so far."""

import pytest
from valued import did

from pointeuse.collector.valuation import Count, load_parameters
from pointeuse.collector.valuation.models import functions_of
from pointeuse.collector.valuation.parameters.editions import CURRENT
from pointeuse.collector.valuation.reversals import FARTHEST, HOURS, WAGE, BreakEven, break_evens, levers
from pointeuse.collector.valuation.swings import ground_of

MODELS = functions_of(CURRENT)
TABLE = load_parameters()
PERSON = did(
    Count("like", "x", n=1000),
    Count("prompt", "claude", n=300),
    Count("captcha", "hcaptcha", variant="image", n=100),
    hours={"facebook": 99.0, "youtube": 50.0},
)
PAIRS = [("piece_price", "captured"), ("captured", "time_at_wage"), ("piece_price", "time_at_wage")]


def found(one, other, counts=PERSON):
    even = break_evens(MODELS[one], MODELS[other], ground_of(counts, TABLE))
    return {each.lever.id: each for each in even}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_at_the_break_even_both_models_really_give_the_same(one, other):
    reached = [each for each in found(one, other).values() if each.at is not None]
    assert reached
    for each in reached:
        at = each.lever.at(each.at)
        assert at.amount(MODELS[one]) == pytest.approx(at.amount(MODELS[other]), rel=1e-9), each.lever.id


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_on_both_sides_of_it_the_order_is_another(one, other):
    for each in found(one, other).values():
        if each.at is not None:
            signs = []
            for factor in (0.999, 1.001):
                at = each.lever.at(each.at * factor)
                signs.append(at.amount(MODELS[one]) > at.amount(MODELS[other]))
            assert signs[0] != signs[1], each.lever.id


def test_the_break_even_of_two_lines_is_where_they_cross():
    counts = did(Count("like", "x", n=1000), hours={"wikimedia": 10.0})
    even = found("piece_price", "time_at_wage", counts)
    wage, price = even[WAGE], even["P_LIKE"]
    hours = ground_of(counts, TABLE).amount(MODELS["time_at_wage"]) / wage.lever.value
    assert wage.at == pytest.approx(1000 * TABLE["P_LIKE"].value / hours)
    assert price.at == pytest.approx(hours * wage.lever.value / 1000)
    assert even[HOURS].at == pytest.approx(wage.at / wage.lever.value, rel=1e-6)


def test_a_range_that_reaches_the_break_even_reverses_the_order():
    counts = did(Count("prompt", "claude", n=300))
    even = found("prompt_licence", "preference_market", counts)
    assert all(each.at is None for each in even.values())
    even = found("prompt_licence", "prompt_wage", counts)["P_WORD"]
    row = TABLE["P_WORD"]
    assert even.within == (row.low <= even.at <= row.high)
    assert not BreakEven(even.lever, row.high * 1.01).within
    assert BreakEven(even.lever, row.high).within and BreakEven(even.lever, row.low).within
    assert not BreakEven(even.lever, None).within


def test_what_neither_model_reads_is_no_lever_and_the_wage_is_one_lever():
    ground = ground_of(PERSON, TABLE)
    names = [lever.id for lever in levers(MODELS["piece_price"], MODELS["time_at_wage"], ground)]
    assert "ALPHA_DATA" not in names and "P_LIKE" in names
    assert not [name for name in names if name.startswith("MINWAGE")]
    assert names[-2:] == [WAGE, HOURS] and len(names) == len(set(names))


def test_a_share_is_not_tried_above_all():
    assert found("F1_gross", "F1")["ALPHA_DATA"].at == pytest.approx(1)
    gross = ground_of(PERSON, TABLE).amount(MODELS["F1_gross"])
    price = ground_of(did(Count("search", "google-search", n=1)), TABLE).amount(MODELS["F1_search"])
    counts = did(Count("search", "google-search", n=0.5 * gross / price), hours=dict(PERSON.hours))
    assert ground_of(counts, TABLE).amount(MODELS["F1_gross"]) == pytest.approx(1.5 * gross)
    assert found("F1_gross", "F1", counts)["ALPHA_DATA"].at is None


@pytest.mark.parametrize(("ratio", "is_found"), [(0.99 * FARTHEST, True), (1.01 * FARTHEST, False)])
def test_nothing_is_looked_for_beyond_the_farthest(ratio, is_found):
    paid = ground_of(did(hours={"wikimedia": 10.0}), TABLE).amount(MODELS["time_at_wage"])
    likes = Count("like", "x", n=paid / TABLE["P_LIKE"].value / ratio)
    even = found("piece_price", "time_at_wage", did(likes, hours={"wikimedia": 10.0}))["P_LIKE"]
    assert (even.at is not None) == is_found


def test_the_nearest_comes_first():
    even = list(found("piece_price", "captured").values())
    ratios = [max(e.at / e.lever.value, e.lever.value / e.at) for e in even if e.at is not None]
    assert ratios == sorted(ratios)
    assert len(ratios) > 1


def test_a_model_that_gives_no_amount_is_equal_to_none():
    assert break_evens(MODELS["F5"], MODELS["captured"], ground_of(PERSON, TABLE)) == ()
