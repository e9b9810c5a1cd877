"""What kind of labour it was: the figures are those of a recount, the values those of the models."""

from bisect import bisect_right
from collections import Counter

import pytest

from pointeuse.collector.catalogue import NO_ACTS
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.sums.period import date_of
from pointeuse.dashboard.cards.ai.view import AI_KINDS
from pointeuse.dashboard.cards.captchas.view import WAY_OF, WAYS
from pointeuse.dashboard.numbers.snapshot import read
from pointeuse.dashboard.views.labour import labour
from pointeuse.dashboard.views.overview import overview
from tests.dashboard.seeded import AI_HABITS, CATALOGUE, DAY_MS, OFFSET_MIN, act, acts_of, fill

LAST = 20_779
OWN = acts_of(range(LAST - 100, LAST + 1))
AI = acts_of(range(LAST - 100, LAST + 1), 3, AI_HABITS, len(OWN) + 1)
ACTS = [*OWN, *AI]
PERIODS = ("day", "week", "month", "year")


@pytest.fixture(scope="module")
async def seeded(tmp_path_factory):
    store = Store.open(Settings(tmp_path_factory.mktemp("labour")).ready(), CATALOGUE)
    await fill(store, OWN)
    await fill(store, AI)
    yield store
    await store.close()


async def view(store, name, build=labour):
    return await store.read(lambda conn: build(read(conn, name, date_of(LAST)), CATALOGUE))


def recount(shown):
    first, last = shown["period"]["first"], shown["period"]["last"]
    return [one for one in ACTS if first <= (one.at + OFFSET_MIN * 60_000) // DAY_MS <= last]


def pairs(names, columns, *keys):
    """Return the last column by the names that the others stand for."""
    *codes, amounts = (columns[key] for key in keys)
    listed = zip(*codes, strict=True)
    return {
        tuple(name[code] for name, code in zip(names, row, strict=True)): amount
        for row, amount in zip(listed, amounts, strict=True)
    }


@pytest.mark.parametrize("name", PERIODS)
async def test_acts_by_value_form_and_labour_type_equal_a_recount(seeded, name):
    shown = await view(seeded, name)
    counted, types, roles = Counter(), Counter(), Counter()
    acts = [one for one in recount(shown) if one.kind not in NO_ACTS]
    for one in acts:
        kind = CATALOGUE.kinds[one.kind]
        types[kind.labour_type] += one.n
        roles.update(dict.fromkeys(kind.ai_roles, one.n))
        counted.update({(form, kind.labour_type): one.n for form in kind.value_forms})
    mix = shown["mix"]
    assert mix["acts"] == len(acts)
    names = (mix["ids"]["forms"], mix["ids"]["types"])
    assert pairs(names, mix["served"], "form", "type", "n") == counted
    assert dict(zip(mix["ids"]["types"], mix["types"], strict=True)) == {"on-demand": 0} | types
    assert dict(zip(mix["ids"]["roles"], mix["roles"], strict=True)) == {"imitator": 0} | roles


async def test_what_was_undone_and_what_nobody_knows_is_in_no_mix(served, today):
    noon = today * DAY_MS + DAY_MS // 2
    undone = [act(1, noon, "like", "x", "x.like"), act(2, noon + 1, "like", "x", "x.like", n=-1)]
    await fill(served.store, [*undone, act(3, noon + 2, "ponder", "orkut", "orkut.ponder")])
    shown = await (await served.get("/v1/view/labour?period=day")).json()
    assert shown["mix"]["acts"] == 0
    assert shown["mix"]["served"]["n"] == shown["mix"]["kinds"]["kind"] == []


@pytest.mark.parametrize("name", PERIODS)
async def test_captchas_by_vendor_and_way_equal_a_recount(seeded, name):
    shown = await view(seeded, name)
    log, names = shown["captchas"], shown["names"]["platforms"]
    counted, spent = Counter(), Counter()
    for one in recount(shown):
        if one.kind in WAY_OF:
            counted[one.platform, WAY_OF[one.kind]] += one.n
            spent[one.platform, WAY_OF[one.kind]] += one.ms
    for way in WAYS:
        for row, code in enumerate(log["platform"]):
            assert log["n"][way][row] == counted[names[code], way]
            assert log["ms"][way][row] == spent[names[code], way]
    assert {names[code] for code in log["platform"]} == {vendor for vendor, _ in counted}


@pytest.mark.parametrize("name", PERIODS)
async def test_captchas_over_time_equal_a_recount(seeded, name):
    shown = await view(seeded, name)
    found, counted = shown["captchas"]["over_time"], Counter()
    for one in recount(shown):
        if one.kind in WAY_OF:
            day = (one.at + OFFSET_MIN * 60_000) // DAY_MS
            counted[bisect_right(found["buckets"]["start"], day) - 1, WAY_OF[one.kind]] += one.n
    assert pairs((range(1000), WAYS), found, "bucket", "way", "n") == counted


@pytest.mark.parametrize("name", PERIODS)
async def test_labels_of_all_vendors_cost_what_the_panel_says(seeded, name):
    shown, panel = await view(seeded, name), (await view(seeded, name, overview))["panels"]["F4"]
    low, central, high = map(sum, zip(*shown["captchas"]["cost"], strict=True))
    assert (low, central, high) == pytest.approx((panel["low"], panel["central"], panel["high"]))
    images = sum(one.kind == "captcha.image" for one in recount(shown))
    assert sum(labels[1] for labels in shown["captchas"]["labels"]) == 9 * images


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        ("captcha.text", "hand"),
        ("captcha.slider", "hand"),
        ("captcha.checkbox", "click"),
        ("captcha.invisible", "alone"),
        ("captcha.wait", "wait"),
    ],
)
def test_a_click_is_no_solving_and_a_wait_is_no_click(kind, way):
    assert WAY_OF[kind] == way


def test_every_kind_of_captcha_is_passed_in_some_way():
    assert set(WAY_OF) == {kind for kind in CATALOGUE.kinds if kind.startswith("captcha.")}


def test_every_kind_of_work_for_ai_is_in_the_catalogue():
    assert set(AI_KINDS) <= set(CATALOGUE.kinds)


@pytest.mark.parametrize("name", PERIODS)
async def test_work_for_ai_equals_a_recount(seeded, name):
    shown = await view(seeded, name)
    ai, kinds, places = shown["ai"], shown["names"]["kinds"], shown["names"]["platforms"]
    acts = [one for one in recount(shown) if one.kind in AI_KINDS]
    assert pairs((places, kinds), ai["acts"], "platform", "kind", "n") == Counter(
        (one.platform, one.kind) for one in acts
    )
    by_kind = Counter()
    for (_, kind), n in pairs((range(1000), kinds), ai["pieces"], "bucket", "kind", "n").items():
        by_kind[kind] += n
    assert by_kind == Counter(one.kind for one in acts)
    times = Counter()
    for one in recount(shown):
        times[one.platform] += one.ms if one.kind == "attention" else 0
    assert pairs((places,), ai["time"], "platform", "ms") == {
        (place,): times[place]
        for place in ("chatgpt", "claude")
        if any(one.platform == place for one in acts)
    }


@pytest.mark.parametrize("name", PERIODS)
async def test_an_hour_is_the_amount_of_the_period_by_its_hours(seeded, name):
    hour, whole = (await view(seeded, name))["hour"], await view(seeded, name, overview)
    for made, amount in zip(hour["methods"]["amount"], whole["total"]["methods"]["amount"], strict=True):
        assert made * hour["hours"] == pytest.approx(amount)
    assert hour["methods"]["amount"][2] == pytest.approx(hour["own"])
    assert hour["hours"] * 3_600_000 >= whole["total"]["ms"]


async def test_each_wage_of_microwork_is_its_figure(seeded):
    from pointeuse.collector.valuation import default_fx, load_parameters

    wages, known = (await view(seeded, "week"))["hour"]["wages"], load_parameters()
    assert "MTURK_WAGE_MEDIAN" in wages["parameter"] and "ILO_MICROTASK_ALL" in wages["parameter"]
    for row, name in enumerate(wages["parameter"]):
        assert wages["central"][row] == pytest.approx(known[name].value / default_fx()[known[name].currency])
        assert wages["low"][row] <= wages["central"][row] <= wages["high"][row]


async def test_without_a_wage_or_without_hours_no_figure_is_made_up(served, today):
    await served.post("/v1/preferences", {"country": "SE", "currency": "EUR", "wage_per_hour": None})
    hour = (await (await served.get("/v1/view/labour?period=day")).json())["hour"]
    assert (hour["hours"], hour["methods"]["amount"]) == (0, [None, None, None])
    await fill(served.store, acts_of(range(today - 3, today + 1)))
    hour = (await (await served.get("/v1/view/labour?period=week")).json())["hour"]
    assert hour["methods"]["amount"][0] > 0
    assert hour["methods"]["amount"][1:] == [None, None]
    assert hour["own"] is None


async def test_a_filter_holds_here_too(served, today):
    await fill(served.store, acts_of(range(today - 9, today + 1)))
    await fill(served.store, acts_of(range(today - 9, today + 1), 3, AI_HABITS, 50_000))
    shown = await (await served.get("/v1/view/labour?period=month&platforms=chatgpt")).json()
    assert shown["names"]["platforms"] == ["chatgpt"]
    assert shown["captchas"]["platform"] == []
