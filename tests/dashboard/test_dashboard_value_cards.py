"""The cards of one revenue, its pieces, its check and AI text: their numbers are those of the engine."""

import dataclasses

import pytest
from msgspec.structs import replace

from pointeuse.collector.store.kept.preferences import preferences
from pointeuse.collector.store.sums.rollups import totals
from pointeuse.collector.valuation import Count, estimate
from pointeuse.collector.valuation.parameters.assumptions import Assumptions
from pointeuse.collector.worth.estimate import counts_of, estimate_of, figures_of
from pointeuse.dashboard.cards.readings.view import READINGS
from pointeuse.dashboard.numbers.ranges import PARTS
from tests.dashboard.seeded import AI_HABITS, DAY_MS, act, acts_of, fill

OLDER = "2026-11"
LENGTHS = ("short", "medium", "long")
BOTH = ("prompt_licence", "prompt_wage", "preference_market", "preference_wage")


def row(columns, at):
    return [columns[part][at] for part in PARTS]


def parts(triple):
    return [None] * 3 if triple is None else pytest.approx([triple.low, triple.central, triple.high])


async def view(served, name):
    return await (await served.get(f"/v1/view/{name}?period=month")).json()


async def use(served, **changes):
    await served.post("/v1/assumptions", {"set": Assumptions().as_json() | changes})


@pytest.fixture
async def worked(served, today):
    """A month of habits, some searches, and prompts of which three in four have a length class."""
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    days = range(today - 29, today + 1)
    own = acts_of(days)
    ai = acts_of(days, 3, AI_HABITS, len(own) + 1)
    noted = [length_noted(one, at) for at, one in enumerate(ai)]
    searches = [
        act(90_000 + n, (today - n) * DAY_MS + DAY_MS // 2, "search", "google-search", "google-search.search")
        for n in reversed(range(9))
    ]
    await fill(served.store, [*own, *noted])
    await fill(served.store, searches)
    return served, [one for one in noted if one.kind == "prompt"]


def length_noted(one, at):
    return replace(one, detail={"length": LENGTHS[at % 3]}) if one.kind == "prompt" and at % 4 else one


async def engine(served, today):
    rows, chosen = await served.store.read(lambda conn: (totals(conn, today - 29, today), preferences(conn)))
    return estimate_of(rows, chosen, Assumptions(), 30)


async def test_the_pieces_and_the_readings_are_those_of_the_estimate(worked, today):
    shown, found = await view(worked[0], "overview"), await engine(worked[0], today)
    for at, (piece, triple) in enumerate(found.pieces.items()):
        assert shown["captured"]["piece"][at] == piece
        assert row(shown["captured"], at) == parts(triple)
    central = sum(shown["captured"]["central"])
    assert shown["total"]["methods"]["central"][1] == pytest.approx(central)
    for at, reading in enumerate(READINGS):
        assert row(shown["readings"], at) == parts(found.panels[reading])
    assert shown["readings"]["known"] == [True] * len(READINGS)
    assert {"MARGIN_META", "MARGIN_GOOGLE"} <= set(shown["readings"]["margins"]["id"])
    assert all(url.startswith("https://") for url in shown["readings"]["margins"]["url"])
    assert shown["readings"]["shares"]["SHARE_FRIENDS_FACEBOOK"] == 0.17


async def test_without_a_wage_tasks_have_no_figure_and_text_has(worked):
    await worked[0].post("/v1/preferences", {"country": "SE"})
    captured = (await view(worked[0], "overview"))["captured"]
    revenue, tasks, text = captured["central"]
    assert tasks is None
    assert revenue > 0
    assert text > 0


async def test_an_older_edition_says_what_it_does_not_have(worked):
    await use(worked[0], edition=OLDER)
    shown, labour = await view(worked[0], "overview"), await view(worked[0], "labour")
    known = dict(zip(READINGS, shown["readings"]["known"], strict=True))
    assert known == dict.fromkeys(READINGS, False) | {"F1_gross": True, "F1": True}
    assert shown["readings"]["shares"]["ALPHA_META_OFFSITE"] is None
    assert shown["scenario"]["sober"] == {}
    assert shown["services"]["cap"] is None
    assert labour["both_ways"]["known"] == [True, False, False, False]
    assert labour["both_ways"]["central"][1:] == [None] * 3


async def test_services_stand_alone_and_below_their_cap(worked, today):
    shown, found = await view(worked[0], "overview"), await engine(worked[0], today)
    services = shown["services"]
    assert dict(zip(services["category"], services["central"], strict=True)) == pytest.approx(found.services)
    assert len(services["category"]) > 2
    assert shown["panels"]["F6"] is None
    assert max(services["high"]) == pytest.approx(services["cap"])
    social = services["category"].index("social")
    assert services["low"][social] < services["central"][social] < services["high"][social]


async def test_prompts_count_with_the_words_of_their_class(worked, today):
    served, prompts = worked
    shown = (await view(served, "labour"))["both_ways"]
    noted = [one.detail["length"] for one in prompts if one.detail]
    assert shown["lengths"] == {name: noted.count(name) for name in LENGTHS}
    assert shown["n"]["prompt"] == len(prompts) > len(noted) > 0
    known = figures_of(Assumptions())
    for bound in PARTS:
        words = [known[f"WORDS_PROMPT_{name.upper()}"] for name in noted]
        each = [Count("prompt", "claude", n=1, words=row.at(at_bound(bound))) for row in words]
        rest = Count("prompt", "claude", n=len(prompts) - len(noted))
        chosen = await served.store.read(preferences)
        counts = counts_of((), chosen, Assumptions(), 30)
        found = estimate(with_acts(counts, (*each, rest)), known)
        for road, model in enumerate(BOTH[:2]):
            assert shown[bound][road] == pytest.approx(getattr(found.panels[model], bound))
    found = await engine(served, today)
    assert row(shown, 2) == parts(found.panels["preference_market"])


def at_bound(part):
    return "value" if part == "central" else part


def with_acts(counts, acts):
    return dataclasses.replace(counts, counts=acts)


async def test_choices_that_nobody_timed_have_no_wage_and_never_zero(worked):
    shown = (await view(worked[0], "labour"))["both_ways"]
    assert shown["n"]["preference"] > 0
    assert row(shown, 3) == [None] * 3


async def test_advertisements_counted_stand_beside_the_estimate_of_their_platform(worked, today):
    served = worked[0]
    noon = today * DAY_MS + DAY_MS // 2
    ads = [act(95_000 + n, noon + n, "ad", "facebook", "facebook.ad") for n in range(7)]
    others = [act(95_900 + n, noon + n, "ad", "youtube", "youtube.ad") for n in range(2)]
    await fill(served.store, [*ads, *others, act(95_990, noon, "ad", "reddit", "reddit.ad")])
    shown = await view(served, "check")
    assert (shown["platform"], shown["ads"]) == (["Facebook", "YouTube", "Reddit"], [7, 2, 1])
    assert shown["weak"][:2] == [False, True]
    assert row(shown["F5"], 1)[1] == pytest.approx(2 * 5 / 1000 / 1.12998)
    rows, chosen = await served.store.read(lambda conn: (totals(conn, today - 29, today), preferences(conn)))
    there = [one for one in rows if one.platform == "facebook"]
    found = estimate_of(there, chosen, Assumptions(), 30)
    for road in ("F1_gross", "F1", "F5"):
        assert row(shown[road], 0) == parts(found.panels[road])
    assert row(shown["F5"], 2) == [None] * 3


async def test_nothing_logged_is_nothing_to_check_and_no_prompt(served):
    assert (await view(served, "check"))["platform"] == []
    labour = await view(served, "labour")
    assert labour["both_ways"]["n"] == {"prompt": 0, "preference": 0}
    assert (await view(served, "overview"))["services"]["category"] == []


@pytest.mark.browser
async def test_the_page_shows_each_card_with_its_reasons(worked, look, today):
    worth = await look(path="/worth")
    assert await worth.marks("pieces-chart", "symbol") == 3
    assert await worth.marks("readings-chart", "symbol") == len(READINGS)
    assert "17%" in await worth.text("#reading-F1_friends-note")
    assert await worth.page.is_hidden("#check-chart")
    assert "With an ad blocker" in await worth.text("#check")
    assert "No advertisement was counted" in await worth.text("#check-summary")
    assert "$9.80" in await worth.text("#scenario-sober")
    assert "(nothing to" in await worth.text("#panel-F4-sum")
    assert await worth.page.locator("#panel-F6-services li").count() == 3
    work = await look(path="/work")
    assert "nothing that says how long" in await work.text("#both-ways-none")
    assert len(await work.cells("both-ways-table")) == len(BOTH)
    home = await look(path="/")
    assert "three pieces" in await home.text("#value-pieces")
    ads = [act(95_000, today * DAY_MS + DAY_MS // 2, "ad", "facebook", "facebook.ad")]
    await fill(worked[0].store, ads)
    checked = await look(path="/worth")
    assert await checked.marks("check-chart", "symbol") == 3
    await use(worked[0], edition=OLDER)
    old = await look(path="/worth")
    assert "older edition" in await old.text("#reading-F1_net-note")
    assert "older edition" in await old.text("#scenario-sober")
