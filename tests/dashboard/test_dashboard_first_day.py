"""The first day: the page has something true to say before anything has been counted."""

import pytest

from pointeuse.collector.catalogue import load
from pointeuse.collector.valuation import Count, Counts, default_fx, estimate, load_parameters
from pointeuse.dashboard.views.tariff import EXAMPLES
from tests.dashboard.looking import until
from tests.dashboard.seeded import act, fill

METHODS = ("piece_price", "captured", "time_at_wage")
NOBREAK = "\u202f"


async def tariff(served) -> dict:
    answer = await served.get("/v1/view/tariff?period=day")
    assert answer.status == 200
    return await answer.json()


async def choose(served, **chosen) -> None:
    assert (await served.post("/v1/preferences", chosen)).status == 200


def test_the_examples_are_of_the_catalogue():
    known = load()
    for _, platform, kind, _, _ in EXAMPLES:
        assert platform in known.platforms or platform in known.captchas
        assert kind in known.kinds


async def test_each_example_is_what_the_models_say_of_it_alone(served):
    await choose(served, country="FR", currency="EUR")
    rows = (await tariff(served))["rows"]
    for row, (_, platform, kind, n, ms) in enumerate(EXAMPLES):
        alone = counts_of(platform, kind, n, ms)
        found = estimate(alone, load_parameters())
        for method in METHODS:
            assert rows[method][row] == pytest.approx(getattr(found, method) or 0), (platform, method)


def counts_of(platform: str, kind: str, n: int, ms: int) -> Counts:
    head = {"country": "FR", "currency": "EUR", "fx": default_fx(), "days": 1}
    if ms:
        return Counts(hours={platform: ms / 3_600_000}, counts=(), **head)
    name, _, variant = kind.partition(".")
    return Counts(hours={}, counts=(Count(name, platform, variant, n=n),), **head)


async def test_the_wage_is_that_of_the_country_unless_one_is_given(served):
    await choose(served, country="DE", currency="EUR")
    found = await tariff(served)
    assert (found["home"], found["wage"]) == ("MINWAGE_HOUR_DE", load_parameters()["MINWAGE_HOUR_DE"].value)
    await choose(served, wage_per_hour=20)
    found = await tariff(served)
    assert (found["home"], found["wage"]) == ("", 20)
    assert found["rows"]["time_at_wage"][0] == 20


async def test_without_a_wage_nothing_is_made_up(served):
    await choose(served, country="MG", currency="EUR")
    found = await tariff(served)
    assert found["wage"] is None
    assert set(found["rows"]["time_at_wage"]) == {None} and None not in found["rows"]["piece_price"]


async def test_acts_change_nothing(served, today):
    before = await tariff(served)
    await fill(served.store, [act(1, today * 86_400_000, "like", "youtube", "youtube.like")])
    assert await tariff(served) == before


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "wage", "example"),
    [
        ("en", "At the minimum wage for adults, France: €12.31 an hour.", "An hour on TikTok"),
        (
            "fr",
            f"Au salaire minimum des adultes, France{NOBREAK}: 12,31\xa0€ de l’heure.",
            "Une heure sur TikTok",
        ),
    ],
)
async def test_an_empty_log_has_steps_a_tariff_and_a_way_to_see_a_year(served, look, language, wage, example):
    await choose(served, country="FR", currency="EUR")
    seen = await look(language=language, width=390)
    await until(lambda: seen.page.is_visible("#empty-tariff"), "tariff")
    assert await seen.text("#empty-rate") == wage
    rows = await seen.cells("empty-table")
    assert len(rows) == len(EXAMPLES) and rows[0][0] == example and "12" in rows[0][3]
    assert await seen.page.locator("#empty .steps li").count() == 3
    assert "pointeuse demo" in await seen.text("#empty")
    assert await seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    hrefs = "(all) => all.map((a) => a.href)"
    links = await seen.page.eval_on_selector_all("#empty-tariff .figure-link", hrefs)
    assert {link.split("#")[1] for link in links} == {*METHODS, "MINWAGE_HOUR_FR"}


@pytest.mark.browser
async def test_the_wage_leads_to_the_form_and_follows_it(served, look):
    await choose(served, country="FR", currency="EUR")
    seen = await look()
    await until(lambda: seen.page.is_visible("#empty-wage"), "wage")
    await seen.page.click("#empty-wage")
    await seen.page.wait_for_url("**/settings?period=month*#country")
    await until(lambda: is_focused(seen, "country"), "the country has the focus")
    await seen.page.fill("#wage", "20")
    await seen.page.click("#settings [type=submit]")
    await until(lambda: seen.text("#settings-state"), "saved")
    await seen.page.go_back()
    await until(lambda: says(seen, "At your own wage"), "own wage")


async def is_focused(seen, part: str) -> bool:
    return await seen.page.evaluate("document.activeElement.id") == part


async def says(seen, words: str) -> bool:
    return words in await seen.text("#empty-rate")


@pytest.mark.browser
async def test_it_goes_with_the_first_act(served, look, today):
    seen = await look()
    await until(lambda: seen.page.is_visible("#empty-tariff"), "tariff")
    await fill(served.store, [act(1, today * 86_400_000, "like", "youtube", "youtube.like")])
    await until(lambda: seen.page.is_hidden("#empty"), "empty page gone")


@pytest.mark.browser
async def test_a_wage_of_thousands_is_read_back_as_it_stands_in_the_form(served, look):
    await choose(served, country="FR", currency="EUR", wage_per_hour=1234.5)
    seen = await look(language="fr", card="#settings")
    await until(lambda: holds(seen, "1234,5"), "the wage in the form")
    await seen.page.click("#settings [type=submit]")
    await until(lambda: seen.page.locator("#settings-state:not(:empty)").count(), "saved")
    kept = await (await served.get("/v1/preferences")).json()
    assert kept["wage_per_hour"] == 1234.5


async def holds(seen, wage: str) -> bool:
    return await seen.page.input_value("#wage") == wage
