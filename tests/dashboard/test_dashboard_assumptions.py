"""The sets of assumptions over HTTP: kept, gone back to, used by every view, nonsense refused."""

import asyncio
import json

import pytest

from pointeuse.collector.valuation.parameters.assumptions import Assumptions
from pointeuse.collector.valuation.parameters.editions import CURRENT, FIRST
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.worth.sets import find_set, shipped_version
from tests.dashboard.seeded import act, fill

PATH = "/v1/assumptions"
OVERVIEW = "/v1/view/overview?period=day"
AS_SHIPPED = Assumptions().as_json()
DEAR = AS_SHIPPED | {"changes": {"P_LIKE": [1.0, 2.0, 3.0]}}
MOROCCAN = AS_SHIPPED | {"rates": {"MAD": [10.7, "2026-11-20"]}, "admitted": [], "region": "US"}


async def keep(served, wanted: object) -> dict:
    answer = await served.post(PATH, {"set": wanted})
    assert answer.status == 200, await answer.text()
    return await answer.json()


async def view(served, path: str = OVERVIEW) -> dict:
    answer = await served.get(path)
    assert answer.status == 200, await answer.text()
    return await answer.json()


@pytest.fixture
async def liked(served, today):
    """A person who has liked ten things today."""
    at = today * 86_400_000 + 43_200_000
    await fill(served.store, [act(seq, at + seq, "like", "youtube", "youtube.like") for seq in range(1, 11)])
    return served


async def test_what_ships_is_told_with_all_there_is_to_choose(served):
    told = await view(served, PATH)
    assert told["version"] == told["shipped"] == shipped_version()
    assert (told["set"], told["sets"], told["ignored"]) == (AS_SHIPPED, [], [])
    assert [(one["edition"], one["until"]) for one in told["editions"]] == [
        (CURRENT, None),
        (FIRST, "2026-11-30"),
    ]
    assert told["in_use"] == told["editions"][0]
    assert "EUROPE" in told["regions"] and told["optional"] == ["RECALLED"]
    rates = told["rates"]
    assert rates["currency"][0] == "EUR" and rates["shipped"] == [True] * len(rates["per_eur"])


async def test_a_kept_set_values_everything_and_is_named(liked):
    before = await view(liked)
    told = await keep(liked, DEAR)
    assert told["set"] == DEAR and [one["changes"] for one in told["sets"]] == [1]
    after = await view(liked)
    assert after["total"]["methods"]["amount"][0] == after["today"]["methods"]["amount"][0] == 10.0
    assert before["total"]["methods"]["amount"][0] < 1
    assert (before["version"], after["version"]) == (told["shipped"], told["version"])
    sources = (await view(liked, "/v1/view/sources?period=day"))["parameters"]
    assert sources["value"][sources["id"].index("P_LIKE")] == 2.0
    assert sources["confidence"][sources["id"].index("P_LIKE")] == "CONVENTION"


async def test_a_set_changes_the_tag_of_a_view(liked):
    first = await liked.get(OVERVIEW)
    told = await keep(liked, DEAR)
    again = await liked.get(OVERVIEW, **{"If-None-Match": first.headers["ETag"]})
    assert again.status == 200
    tags = {again.headers["ETag"]}
    for version in (told["version"], told["shipped"]):
        tags.add((await liked.get(f"{OVERVIEW}&set={version}")).headers["ETag"])
    assert len(tags) == 3


async def test_a_period_is_valued_under_another_set_without_choosing_it(liked):
    dear = (await keep(liked, DEAR))["version"]
    told = await (await liked.post(PATH, {"version": shipped_version()})).json()
    assert (told["version"], told["set"]) == (shipped_version(), AS_SHIPPED)
    shown = await view(liked, f"{OVERVIEW}&set={dear}")
    assert (shown["version"], shown["total"]["methods"]["amount"][0]) == (dear, 10.0)
    assert (await view(liked))["version"] == shipped_version()


async def test_a_kept_set_can_be_gone_back_to(served):
    dear = (await keep(served, DEAR))["version"]
    await keep(served, MOROCCAN)
    told = await (await served.post(PATH, {"version": dear})).json()
    assert (told["version"], told["set"], len(told["sets"])) == (dear, DEAR, 2)


async def test_the_figures_of_before_can_be_used_and_changes_on_them_taken_along(liked):
    first = load_parameters(FIRST).version
    told = await (await liked.post(PATH, {"version": first})).json()
    assert (told["version"], told["set"]["edition"], told["in_use"]["until"]) == (first, FIRST, "2026-11-30")
    old = await keep(liked, DEAR | {"edition": FIRST, "changes": DEAR["changes"] | {"LECHO_10": [5, 6, 7]}})
    assert (old["set"]["edition"], old["in_use"]["changes"]) == (FIRST, 2)
    shown = await view(liked)
    assert (shown["version"], shown["set"]["until"]) == (old["version"], "2026-11-30")
    new = await (await liked.post(PATH, {"carry": old["version"]})).json()
    assert (new["set"], new["left_out"], new["in_use"]["until"]) == (DEAR, ["LECHO_10"], None)
    assert (await view(liked, PATH))["left_out"] == []
    back = await (await liked.post(PATH, {"version": old["version"]})).json()
    assert back["set"] == old["set"]


async def test_one_parameter_is_reset_by_a_set_without_it(served):
    both = DEAR | {"changes": DEAR["changes"] | {"P_SHARE": [1.0, 2.0, 3.0]}}
    await keep(served, both)
    assert (await keep(served, DEAR))["set"] == DEAR
    assert (await keep(served, AS_SHIPPED))["version"] == shipped_version()


async def test_two_pages_that_set_at_once_lose_nothing(served):
    told = await asyncio.gather(keep(served, DEAR), keep(served, MOROCCAN))
    last = await view(served, PATH)
    assert {one["version"] for one in last["sets"]} == {one["version"] for one in told}
    assert last["version"] in {one["version"] for one in told}


async def test_currencies_offered_are_those_of_the_set(liked):
    assert (await liked.post("/v1/preferences", {"currency": "MAD"})).status == 400
    rates = (await keep(liked, MOROCCAN))["rates"]
    assert dict(zip(rates["currency"], rates["shipped"], strict=True))["MAD"] is False
    answer = await liked.post("/v1/preferences", {"currency": "MAD", "wage_per_hour": 30})
    assert "MAD" in (await answer.json())["currencies"]
    assert (await view(liked))["currency"] == "MAD"


async def test_going_back_from_a_currency_never_breaks_a_view(liked):
    rabat = (await keep(liked, MOROCCAN))["version"]
    await liked.post("/v1/preferences", {"currency": "MAD", "wage_per_hour": 30})
    await liked.post(PATH, {"version": shipped_version()})
    assert (await view(liked))["currency"] == "EUR"
    chosen = await view(liked, "/v1/preferences")
    assert (chosen["currency"], chosen["wage_per_hour"]) == ("EUR", None)
    await liked.post(PATH, {"version": rabat})
    chosen = await view(liked, "/v1/preferences")
    assert (chosen["currency"], chosen["wage_per_hour"]) == ("MAD", 30)


async def test_a_changed_minimum_wage_is_the_one_offered(served):
    await keep(served, AS_SHIPPED | {"changes": {"MINWAGE_HOUR_FR": [None, 20.0, None]}})
    offered = (await view(served, "/v1/preferences"))["countries"]
    assert offered["wage"][offered["code"].index("FR")] == 20.0


async def test_a_set_of_figures_that_are_gone_is_shown_without_them(liked):
    older = json.dumps(DEAR | {"changes": DEAR["changes"] | {"GONE": [1, 2, 3]}})
    await liked.store.write(
        lambda conn: conn.execute(
            "INSERT INTO assumption(at, version, content) VALUES (1, 'abcdef012345', ?)", (older,)
        )
    )
    told = await (await liked.post(PATH, {"version": "abcdef012345"})).json()
    assert (told["set"], told["ignored"], told["sets"][0]["changes"]) == (DEAR, ["GONE"], 2)
    shown = await view(liked)
    assert (shown["ignored"], shown["total"]["methods"]["amount"][0]) == (["GONE"], 10.0)
    assert (await view(liked, "/v1/view/sources?period=day"))["parameters"]["id"]


def changed(*figures: object) -> dict:
    return {"set": AS_SHIPPED | {"changes": {"P_LIKE": list(figures)}}}


def rated(currency: str, *rate: object) -> dict:
    return {"set": AS_SHIPPED | {"rates": {currency: list(rate)}}}


WRONG = {
    "nothing": {},
    "list": [],
    "null set": {"set": None},
    "both": {"set": DEAR, "version": "0" * 12},
    "back and over": {"version": "0" * 12, "carry": "0" * 12},
    "no edition": {"set": {name: part for name, part in DEAR.items() if name != "edition"}},
    "edition that never was": {"set": DEAR | {"edition": "1789-07"}},
    "figure of another edition": {"set": AS_SHIPPED | {"changes": {"LECHO_10": [5, 6, 7]}}},
    "unknown field": {"set": DEAR, "colour": "red"},
    "unknown part": {"set": DEAR | {"colour": "red"}},
    "missing part": {"set": {"changes": {}}},
    "no parameter": {"set": AS_SHIPPED | {"changes": {"<script>": [1, 2, 3]}}},
    "empty name": {"set": AS_SHIPPED | {"changes": {"": [1, 2, 3]}}},
    "zero": changed(0, 1, 2),
    "negative": changed(None, -1, None),
    "out of order": changed(3, 2, 1),
    "no value": changed(1, None, 2),
    "text": changed("1", "2", "3"),
    "truth": changed(True, True, True),
    "two figures": changed(1, 2),
    "slip of the finger": changed(1, 2, 1e300),
    "hardly anything": changed(1e-300, 2, 3),
    "share above one": {"set": AS_SHIPPED | {"changes": {"ALPHA_DATA": [0.5, 1.1, 1.2]}}},
    "rate of the euro": rated("EUR", 2, ""),
    "rate of nothing": rated("MAD", 0, ""),
    "endless rate": rated("MAD", 1e308, ""),
    "no currency": rated("francs", 2, ""),
    "no date": rated("MAD", 2, "yesterday"),
    "date that never was": rated("MAD", 2, "2026-02-30"),
    "rate without a date": rated("MAD", 2),
    "nested confidence": {"set": AS_SHIPPED | {"admitted": [["RECALLED"]]}},
    "weak confidence": {"set": AS_SHIPPED | {"admitted": ["UNSURE"]}},
    "region": {"set": AS_SHIPPED | {"region": "ATLANTIS"}},
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_set_that_makes_no_sense_is_one_sentence_and_changes_nothing(served, name):
    before = await keep(served, DEAR)
    answer = await served.post(PATH, WRONG[name])
    message = (await answer.json())["error"]["message"]
    assert answer.status == 400 and message.endswith(".") and message[0].isupper()
    assert await view(served, PATH) == before


@pytest.mark.parametrize("version", ["0" * 12, "", "shipped", "A" * 5000])
async def test_a_version_that_was_never_kept_is_not_found(served, version):
    assert (await served.post(PATH, {"version": version})).status == 404
    assert (await served.post(PATH, {"carry": version})).status == 404
    answer = await served.get(f"{OVERVIEW}&set={version}")
    assert answer.status == 404 and (await answer.json())["error"]["message"].endswith(".")
    assert (await served.store.read(find_set)).version == shipped_version()


async def test_nobody_without_a_session_reads_or_changes_a_set(served):
    assert (await served.http.get(served.base + PATH)).status == 401
    assert (await served.http.post(served.base + PATH, json={"set": DEAR})).status in (401, 403)
    assert (await view(served, PATH))["sets"] == []
