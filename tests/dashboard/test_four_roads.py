"""One day by four roads: the page, the payslip, the popup and the command line give the same amounts."""

import json

import pytest

from pointeuse.collector.routes.bodies import Valued
from pointeuse.collector.routes.commands import value_of
from pointeuse.collector.routes.counters import counters_of
from pointeuse.collector.sums.period import date_of
from pointeuse.collector.valuation import as_json, default_fx, estimate, load_parameters, read_counts
from pointeuse.collector.worth.text import render
from pointeuse.dashboard.wording import LANGUAGES, texts
from tests.dashboard.data_page import noon
from tests.dashboard.seeded import DEVICE, act, fill
from tests.dashboard.slips import METHODS

MINUTES = {"x": 120, "youtube": 60, "reddit": 30}  # the first and the last have figures marked UNSURE only
LIKES = 40
WEAK = "Reddit, X (Twitter)"


@pytest.fixture
async def day(served, today) -> int:
    """A day with hours on X, YouTube and Reddit, of somebody in France; return it."""
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    chunks = [platform for platform, minutes in MINUTES.items() for _ in range(minutes)]
    time = [
        act(n, noon(today) + n, "attention", platform, f"{platform}.attention")
        for n, platform in enumerate(chunks, 1)
    ]
    likes = [
        act(len(time) + n, noon(today) + 999, "like", "youtube", "youtube.like") for n in range(1, LIKES + 1)
    ]
    await fill(served.store, time + likes)
    return today


def counted() -> bytes:
    """Return the same day as `pointeuse value --counts` takes it."""
    hours = {platform: minutes / 60 for platform, minutes in MINUTES.items()}
    likes = {"kind": "like", "platform": "youtube", "n": LIKES}
    given = {
        "country": "FR",
        "days": 1,
        "currency": "EUR",
        "fx": dict(default_fx()),
        "hours": hours,
        "counts": [likes],
    }
    return json.dumps(given).encode()


async def test_the_same_day_is_worth_the_same_by_every_road(served, day):
    view = await (await served.get("/v1/view/overview?period=day")).json()
    iso = date_of(day).isoformat()
    slip = (await (await served.get(f"/v1/view/payslip?from={iso}&until={iso}")).json())["slip"]
    popup = (await served.store.read(lambda conn: counters_of(conn, DEVICE)))["value"]
    asked = Valued(first_day=day, last_day=day)
    line = (await served.store.read(lambda conn: value_of(conn, asked)))["estimate"]
    by_hand = as_json(estimate(read_counts(counted())))
    roads = {
        "page": dict(zip(METHODS, view["total"]["methods"]["amount"], strict=True)),
        "slip": dict(zip(METHODS, slip["methods"]["amount"], strict=True)),
        "popup": {name: popup[name] for name in METHODS},
        "value": {name: line[name] for name in METHODS},
        "counts": {name: by_hand[name] for name in METHODS},
    }
    for name, amounts in roads.items():
        assert amounts == pytest.approx(roads["value"]), name
    assert min(roads["value"].values()) > 0


def test_what_is_read_of_unsure_figures_would_be_seen():
    """With them the same day captures more: the roads above agree because all of them leave them out."""
    counts = read_counts(counted())
    assert estimate(counts, load_parameters()).captured > 1.2 * estimate(counts).captured


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_road_says_whose_time_has_only_a_weak_figure(served, day, language):
    sentence = texts(language)["value.weak.other"].format(platforms=WEAK)
    iso = date_of(day).isoformat()
    words = (await (await served.get(f"/v1/view/payslip?from={iso}&until={iso}&lang={language}")).json())[
        "words"
    ]
    asked = Valued(first_day=day, last_day=day)
    printed = (await served.store.read(lambda conn: value_of(conn, asked)))["text"][language]
    by_hand = render(estimate(read_counts(counted())), language)
    view = await (await served.get("/v1/view/overview?period=day")).json()
    assert sentence in words["coverage"]["sentences"]
    assert sentence in printed and sentence in by_hand
    labels = view["names"]["platform_labels"]
    assert sorted(labels[code] for code in view["total"]["weak_time"]) == sorted(WEAK.split(", "))
