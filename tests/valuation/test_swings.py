"""One figure moved, the others at their value: what a model does then, and what it does not."""

import math
from dataclasses import replace

import pytest
from valued import did

from pointeuse.collector.valuation import Count, estimate, load_parameters
from pointeuse.collector.valuation.models import functions_of
from pointeuse.collector.valuation.parameters.editions import CURRENT
from pointeuse.collector.valuation.swings import ends, ground_of, swings
from pointeuse.collector.valuation.uncertainty import SPREAD

MODELS = functions_of(CURRENT)
TABLE = load_parameters()
LIKES, PROMPTS = Count("like", "x", n=1000), Count("prompt", "claude", n=300)
PERSON = did(
    LIKES,
    PROMPTS,
    Count("captcha", "hcaptcha", variant="image", n=100),
    Count("ad", "facebook", n=500),
    hours={"facebook": 99.0, "youtube": 50.0},
)


def of(model, counts=PERSON, table=TABLE):
    return {swing.row.id: swing for swing in swings(MODELS[model], ground_of(counts, table))}


@pytest.mark.parametrize(
    ("model", "name", "coefficient"),
    [
        ("piece_price", "P_LIKE", 1000),
        ("F1", "ALPHA_DATA", None),
        ("F7", "TAU_DIVIDEND", None),
        ("prompt_licence", "P_WORD", None),
    ],
)
def test_a_linear_figure_swings_by_its_range_times_its_coefficient(model, name, coefficient):
    found, row = of(model)[name], TABLE[name]
    if coefficient is None:
        coefficient = ground_of(PERSON, TABLE).amount(MODELS[model]) / row.value
    assert found.at_high - found.at_low == pytest.approx((row.high - row.low) * coefficient)
    assert found.money == found.at_high - found.at_low > 0


@pytest.mark.parametrize("model", MODELS)
def test_a_figure_that_was_not_read_moves_nothing(model):
    ground = ground_of(PERSON, TABLE)
    read = ground.read_by(MODELS[model])
    unread = [name for name, row in TABLE.items() if row.value and name not in read]
    everything = replace(ground, changed={name: 7.0 * TABLE[name].value for name in unread})
    assert len(unread) > 100
    assert everything.amount(MODELS[model]) == ground.amount(MODELS[model])


@pytest.mark.parametrize("model", MODELS)
def test_each_figure_that_a_model_read_is_there_once_the_widest_first(model):
    found = swings(MODELS[model], ground_of(PERSON, TABLE))
    sizes = [swing.money for swing in found]
    assert sizes == sorted(sizes, reverse=True)
    ground = ground_of(PERSON, TABLE)
    read = [] if ground.amount(MODELS[model]) is None else list(ground.read_by(MODELS[model]))
    assert sorted(swing.row.id for swing in found) == read


@pytest.mark.parametrize("model", MODELS)
def test_every_bar_goes_from_low_to_high_and_holds_the_value(model):
    amount = ground_of(PERSON, TABLE).amount(MODELS[model])
    for name, swing in of(model).items():
        assert swing.at_low <= amount + 1e-9, name
        assert swing.at_high >= amount - 1e-9, name


def test_a_speed_divides_so_its_low_end_is_its_upper_figure():
    found, row = of("prompt_wage")["WPM_COMPOSE"], TABLE["WPM_COMPOSE"]
    assert (found.low, found.high) == (row.high, row.low)
    assert found.at_low < found.at_high
    assert found.factor == pytest.approx(row.high / row.low)


@pytest.mark.parametrize("confidence", ["VERIFIED", "RECALLED", "UNSURE"])
def test_without_a_range_the_factor_of_the_confidence_is_supposed(confidence):
    row = replace(TABLE["P_LIKE"], low=None, high=None, confidence=confidence)
    found = of("piece_price", table=replace(TABLE, rows={**TABLE, "P_LIKE": row}))["P_LIKE"]
    assert found.supposed
    assert (found.low, found.high) == pytest.approx(
        (row.value / SPREAD[confidence], row.value * SPREAD[confidence])
    )


def test_a_share_stays_a_share_where_its_range_is_supposed():
    row = replace(TABLE["ALPHA_DATA"], value=0.9, low=None, high=None)
    assert ends(row)[1] == 1.0


def test_a_law_and_a_choice_without_a_range_are_not_moved():
    for model, name in (("F2b", "MINWAGE_HOUR_FR"), ("F7", "DAYS_PER_YEAR")):
        found = of(model)[name]
        assert found.supposed and found.low == found.high == TABLE[name].value
        assert found.money == 0


def test_a_bound_that_a_source_does_not_give_is_the_value():
    row = replace(TABLE["P_LIKE"], low=None)
    assert ends(row) == (row.value, row.high)


def test_a_model_that_gives_no_amount_has_no_swings():
    assert swings(MODELS["F5"], ground_of(did(LIKES), TABLE)) == ()


def test_a_factor_of_nothing_is_none():
    assert of("F4")["LABEL_P_IMAGE"].at_low == 0
    assert of("F4")["LABEL_P_IMAGE"].factor is None
    assert math.isfinite(of("F4")["CAPTCHA_N_LABELS"].factor)


def test_the_ground_answers_as_the_estimate_does():
    found, ground = estimate(PERSON, TABLE), ground_of(PERSON, TABLE)
    for method, triple in found.methods.items():
        amounts = [ground.amount(MODELS[method], bound) for bound in ("low", "value", "high")]
        assert amounts == pytest.approx([triple.low, triple.central, triple.high])
