"""The panels beside the three methods, and the bands from a worker process."""

import asyncio

import pytest

from pointeuse.collector.errors import Busy
from pointeuse.collector.store.kept.preferences import preferences
from pointeuse.collector.store.sums.rollups import totals
from pointeuse.collector.valuation import MODELS, default_fx
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, assumed
from pointeuse.collector.valuation.uncertainty import bands
from pointeuse.collector.worth.estimate import counts_of
from pointeuse.dashboard.web import bands as bands_module
from pointeuse.dashboard.web.bands import BANDS, Bands
from pointeuse.dashboard.wording import LANGUAGES, texts
from tests.dashboard.seeded import act, acts_of, fill

OVERVIEW = "/v1/view/overview?period=month"
BAND = "/v1/view/bands?period=month"
DOLLARS = default_fx()["USD"]
TITLES = {
    "F4": "panel.labels",
    "F5": "panel.advertising",
    "F6": "panel.welfare",
    "F7": "panel.dividend",
    "F8": "panel.optout",
}


@pytest.fixture
async def seen(served, today):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    await fill(served.store, acts_of(range(today - 29, today + 1)))
    return served


async def asked(served, path):
    return await (await served.get(path)).json()


async def test_each_panel_has_a_range_and_its_weakest_confidence(seen):
    panels = (await asked(seen, OVERVIEW))["panels"]
    assert panels["F5"] is None
    assert (panels["F4"]["low"], panels["F6"]) == (0, None)
    for name in ("F7", "F8"):
        assert 0 < panels[name]["low"] <= panels[name]["central"] <= panels[name]["high"], name
    assert panels["F4"]["confidence"] == "CONVENTION"
    assert panels["F7"]["central"] == pytest.approx(0.5 * 23.63 / DOLLARS * 30 / 365)
    assert panels["F8"]["central"] == pytest.approx(12 * 5.99 * 30 / 365)


async def test_what_has_no_figure_is_null_and_never_zero(served, today):
    noon = today * 86_400_000 + 43_200_000
    await fill(served.store, [act(1, noon, "like", "spotify", "spotify.like")])
    panels = (await asked(served, OVERVIEW))["panels"]
    assert {name for name, panel in panels.items() if panel} == {"F4", "F6"}
    assert panels["F4"] == {"low": 0, "central": 0, "high": 0, "confidence": None}


async def test_methods_disagree_when_the_market_pays_more_than_the_data(served, today):
    noon = today * 86_400_000 + 43_200_000
    await served.post("/v1/preferences", {"country": "FR"})
    assert (await asked(served, OVERVIEW))["disagree"] is False
    photos = [act(n, noon + n, "photo", "facebook", "facebook.photo") for n in range(1, 90)]
    last = act(90, noon + 90, "captcha.checkbox", "recaptcha-v2", "recaptcha-v2")
    await fill(served.store, [*photos, last])
    assert (await asked(served, OVERVIEW))["disagree"] is True


async def test_without_a_wage_the_time_has_no_figure_either(seen):
    assert (await asked(seen, OVERVIEW))["total"]["without_time"] == 0
    await seen.post("/v1/preferences", {"country": "SE"})
    assert (await asked(seen, OVERVIEW))["total"]["without_time"] == pytest.approx(1)


async def test_the_scenario_scales_to_what_the_dividend_is(seen):
    scenario = (await asked(seen, OVERVIEW))["scenario"]
    users = scenario["yearly"][scenario["sharers"].index("users")]
    # The scenario has the users of December, F7 the mean of the year: 1.6 % fewer.
    assert users * scenario["levy"] == pytest.approx(0.5 * 23.63 / DOLLARS, rel=0.02)
    assert scenario["yearly"][scenario["sharers"].index("world")] < users
    assert [scenario["sober"][place]["value"] for place in ("europe", "world")] == [9.8, 4.75]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_panel_is_called_as_its_model(language):
    titles = {model.id: model.title[language] for model in MODELS}
    assert {name: texts(language)[key] for name, key in TITLES.items()} == {
        name: titles[name] for name in TITLES
    }


async def test_the_bands_are_those_of_the_engine(seen, today):
    found = await asked(seen, BAND)
    rows, chosen = await seen.store.read(lambda conn: (totals(conn, today - 29, today), preferences(conn)))
    expected = bands(counts_of(rows, chosen, Assumptions(), 30), assumed(Assumptions()))
    assert found["method"] == list(expected)
    for row, band in enumerate(expected.values()):
        drawn = [found[part][row] for part in ("p5", "p50", "p95")]
        assert drawn == pytest.approx([band.low, band.central, band.high])
        assert drawn == sorted(drawn)


async def test_the_bands_are_made_once_for_a_tag_and_anew_for_another_set(seen, monkeypatch):
    started = []

    async def counting(module, **given):
        started.append(module)
        return await run(module, **given)

    run = bands_module.run
    monkeypatch.setattr(bands_module, "run", counting)  # it runs all the same
    first, again = await asyncio.gather(seen.get(BAND), seen.get(BAND))
    assert (first.status, await first.json()) == (200, await again.json())
    assert started == ["pointeuse.dashboard.numbers.band_worker"]
    known = await seen.get(BAND, **{"If-None-Match": first.headers["ETag"]})
    assert known.status == 304
    await seen.post("/v1/assumptions", {"set": Assumptions().as_json() | {"admitted": []}})
    other = await seen.get(BAND, **{"If-None-Match": first.headers["ETag"]})
    assert (other.status, len(started)) == (200, 2)


async def test_a_method_without_a_figure_has_no_band(seen):
    await seen.post("/v1/preferences", {"country": "SE"})
    found = await asked(seen, BAND)
    assert found["p5"][1:] == [None, None]


async def test_a_band_worker_that_is_late_or_fails_is_said_and_not_remembered(monkeypatch):
    made = Bands()
    with pytest.raises(Busy):
        await made.of("a", b"no job")
    monkeypatch.setattr(bands_module, "SECONDS", 0.01)  # a bound that a test can wait for
    with pytest.raises(Busy):
        await made.of("a", b"{}")
    assert not made._kept


async def test_only_the_newest_bands_are_kept(seen, monkeypatch):
    async def named(module, given, **_):
        return given

    monkeypatch.setattr(bands_module, "run", named)  # which are kept is asked, not what is in them
    made = seen.app[BANDS]
    for n in range(bands_module.KEPT + 3):
        await made.of(str(n), b"{}")
    assert len(made._kept) == bands_module.KEPT
