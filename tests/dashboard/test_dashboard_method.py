"""The views behind the method page and the comparison: complete, true to the engine, under the set in use."""

import pytest

from pointeuse.collector.valuation import MODELS, load_parameters
from pointeuse.collector.valuation.changes import differing
from pointeuse.collector.valuation.formulas.elsewhere import WAGES
from pointeuse.collector.valuation.parameters.assumptions import Assumptions
from pointeuse.collector.valuation.parameters.editions import FIRST
from tests.dashboard.seeded import DAY_MS, HOUR_MS, act, acts_of, fill

METHOD = "/v1/view/method?period=month"


@pytest.fixture
async def seen(served, today):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    await fill(served.store, acts_of(range(today - 29, today + 1)))
    return served


async def asked(served, path):
    return await (await served.get(path)).json()


async def test_every_model_and_every_parameter_is_there(seen):
    view = await asked(seen, METHOD)
    models, parameters = view["models"], view["parameters"]
    assert models["id"] == [model.id for model in MODELS]
    assert parameters["id"] == list(load_parameters())
    assert {len(column) for column in parameters.values()} == {len(load_parameters())}
    for text in ("title", "question", "formula", "inputs", "unit", "leaves_out"):
        assert all(models[text]["en"]) and all(models[text]["fr"])
        assert len(models[text]["fr"]) == len(MODELS)


async def test_amounts_are_those_of_the_overview(seen):
    models = (await asked(seen, METHOD))["models"]
    view = await asked(seen, "/v1/view/overview?period=month")
    amounts = dict(zip(models["id"], models["central"], strict=True))
    methods = view["total"]["methods"]
    for name, central in zip(methods["method"], methods["central"], strict=True):
        assert amounts[name] == pytest.approx(central)
    for name, panel in view["panels"].items():
        assert amounts[name] == (panel and pytest.approx(panel["central"]))


async def test_a_parameter_names_the_models_that_read_it_in_the_period(seen):
    view = await asked(seen, METHOD)
    ids, models = view["parameters"]["id"], view["models"]["id"]
    read_by = {
        name: {models[at] for at in view["parameters"]["read_by"][row]} for row, name in enumerate(ids)
    }
    assert {"F1_gross", "F1", "captured"} <= read_by["RHO_META_EUROPE"]
    assert not {"F2a", "F3", "piece_price"} & read_by["RHO_META_EUROPE"]
    assert read_by["S_LIKE"] == {"F2a"}
    assert read_by["P_REVIEW"] == set()
    for row, name in enumerate(models):
        listed = {ids[at] for at in view["models"]["figures"][row]}
        assert {other for other, by in read_by.items() if name in by} <= listed
        assert listed <= {ids[at] for at in view["models"]["may_read"][row]}, name


async def test_a_parameter_names_the_acts_and_the_time_it_was_used_for(served, today):
    at = today * DAY_MS + HOUR_MS
    done = [("like", "x", "x.like")] * 4 + [("follow", "x", "x.follow")] * 2
    done += [("attention", "facebook", "facebook.attention")] * 30
    await fill(served.store, [act(seq, at + seq, *one) for seq, one in enumerate(done, 1)])
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    parameters = (await asked(served, METHOD))["parameters"]
    used = dict(zip(parameters["id"], zip(parameters["acts"], parameters["ms"], strict=True), strict=True))
    assert used["P_LIKE"] == (4, 0)
    assert used["P_FOLLOW"] == (2, 0)
    assert used["RHO_META_EUROPE"] == (0, 30 * 60_000)
    assert used["MINWAGE_HOUR_FR"][1] == 30 * 60_000
    assert used["ALPHA_DATA"] == (0, 30 * 60_000)  # for a like it is read, and nothing comes of it
    assert used["P_REVIEW"] == used["WTA_SEARCH_2017"] == (0, 0)


async def test_what_is_made_of_other_figures_names_them(seen):
    parameters = (await asked(seen, METHOD))["parameters"]
    origins = dict(zip(parameters["id"], parameters["origins"], strict=True))
    assert origins["RHO_META_EUROPE"][:1] == ["META_ARPU_EUROPE_2025"]
    assert origins["RHO_SNAPCHAT_EUROPE"] == [
        "SNAP_ARPU_2025_EUROPE",
        "SNAP_DAU_Q4_2025",
        "SNAP_MAU_Q4_2025",
        "TIME_SNAPCHAT_US_2023",
    ]
    assert origins["META_REV_EUROPE_2023"] == []


async def test_a_changed_figure_is_shown_beside_the_shipped_one(seen):
    changes, alpha = {"ALPHA_DATA": [None, 1.0, None]}, load_parameters()["ALPHA_DATA"]
    await seen.post("/v1/assumptions", {"set": Assumptions().as_json() | {"changes": changes}})
    view = await asked(seen, METHOD)
    row = view["parameters"]["id"].index("ALPHA_DATA")
    assert view["parameters"]["value"][row] == 1.0
    assert view["parameters"]["shipped"][row] == [alpha.low, alpha.value, alpha.high]
    assert view["version"] != load_parameters().version
    central = dict(zip(view["models"]["id"], view["models"]["central"], strict=True))
    assert central["F1"] == pytest.approx(central["F1_gross"])
    shipped = await asked(seen, f"{METHOD}&set={load_parameters().version}")
    assert shipped["parameters"]["value"][row] == alpha.value


async def test_what_changed_stands_beside_what_was_and_why(seen):
    told = (await asked(seen, METHOD))["changes"]
    assert (told["until"], told["old"]) == ("2026-11-30", load_parameters(FIRST).version)
    reasons = {name: line for line in told["reasons"] for name in line["ids"]}
    assert reasons.keys() == differing()
    assert all(line["why"]["en"] and line["why"]["fr"] for line in told["reasons"])
    assert told["figures"]["ALPHA_DATA"] == {"was": [0.291, 0.52, 0.66], "confidence": "VERIFIED"}
    assert told["figures"]["WELFARE_TEN_GOODS"] is None
    assert told["figures"].keys() | told["formulas"].keys() | {"FX"} == differing()
    assert "F1 gross" in told["formulas"]["F1"]["en"] and told["formulas"]["F1_net"] is None
    assert reasons["LECHO_10"]["titles"]["fr"].startswith("Facebook + Google revenue")


async def test_under_figures_of_before_nothing_has_changed_yet(seen):
    await seen.post("/v1/assumptions", {"version": load_parameters(FIRST).version})
    view = await asked(seen, METHOD)
    assert view["changes"] is None
    alpha = view["parameters"]["id"].index("ALPHA_DATA")
    assert view["parameters"]["value"][alpha] == 0.52
    assert "F1_net" not in view["models"]["id"]


async def test_the_same_hours_cost_what_each_wage_says(seen):
    view = await asked(seen, "/v1/view/elsewhere?period=month")
    rows = view["rows"]
    assert rows["id"] == [wage.id for wage in WAGES]
    assert {"paris", "antananarivo", "caracas", "san-francisco"} <= set(rows["id"])
    for wage, amount, here in zip(rows["wage"], rows["amount"], rows["hours_here"], strict=True):
        assert amount == pytest.approx(wage * view["hours"])
        assert here == pytest.approx(amount / view["wage"])
    assert view["home"] == "MINWAGE_HOUR_FR"
    overview = await asked(seen, "/v1/view/overview?period=month")
    wage = load_parameters()["MINWAGE_HOUR_FR"].value
    assert overview["total"]["methods"]["amount"][2] == pytest.approx(view["hours"] * wage)


async def test_without_a_wage_of_ones_own_there_is_still_a_comparison(seen):
    await seen.post("/v1/preferences", {"country": "SE"})
    view = await asked(seen, "/v1/view/elsewhere?period=month")
    assert view["wage"] is None
    assert view["hours"] > 0
    assert set(view["rows"]["hours_here"]) == {None}
