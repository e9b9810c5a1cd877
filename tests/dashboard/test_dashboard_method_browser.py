"""The method page and the comparison in a real Chromium: two clicks to a source, figures put back."""

import re

import pytest

from pointeuse.collector.valuation import exchange_rates, load_parameters
from pointeuse.collector.valuation.changes import lines
from pointeuse.collector.valuation.parameters.assumptions import Assumptions
from pointeuse.collector.valuation.parameters.editions import FIRST
from tests.dashboard.looking import until
from tests.dashboard.seeded import acts_of, fill
from tests.suite.access import violations

pytestmark = pytest.mark.browser

# Every money figure in sight, with the place on the method page that it, its row or its sentence leads to.
MONEY = r"""
() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent;
    const near = walker.currentNode.parentElement;
    if (!/[€$£]\s?\d|\d\s?[€$£]/.test(text) || near.closest("option, [hidden]")) continue;
    const own = near.closest("a[href^='/method#']");
    const box = near.closest(".methods div, .panel") ?? near.closest("tr, p, dd, li");
    const link = own ?? box?.querySelector("a[href^='/method#']");
    found.push([text, link ? link.getAttribute("href") : null]);
  }
  return found;
}
"""


@pytest.fixture
async def seen(served, today):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    return served


async def test_every_money_figure_leads_in_two_clicks_to_a_source(browse, shelf):
    looked = await browse(path="/")
    found = await looked.page.evaluate(MONEY)
    await looked.page.goto(f"{shelf.base}/worth?period=month")
    await looked.settled()
    await until(lambda: looked.page.is_visible("#value-draws"), "the bands")
    for fold in await looked.page.query_selector_all("#value details:not([open]) > summary"):
        await fold.click()
    found += await looked.page.evaluate(MONEY)
    await looked.page.goto(f"{shelf.base}/compare?period=month")
    await looked.settled()
    found += await looked.page.evaluate(MONEY)
    assert len(found) > 40
    assert [text for text, link in found if link is None] == []
    await looked.page.click(f"a[href='{found[-1][1]}']")
    await looked.settled()
    for place in sorted({link.split("#")[1] for _, link in found}):
        await looked.page.evaluate("(place) => { location.hash = place; }", place)
        await until(lambda place=place: is_focused(looked, place), f"{place} in sight")
        source = looked.page.locator(f"#{place} a[href^='https:'][target=_blank]").first
        assert await source.is_visible(), place
        assert await source.get_attribute("rel") == "noopener noreferrer"


async def is_focused(looked, place):
    return await looked.page.evaluate("document.activeElement.id") == place


@pytest.mark.parametrize(
    ("width", "language", "theme"), [(1280, "en", "light"), (390, "fr", "dark"), (320, "fr", "light")]
)
async def test_a_figure_that_is_changed_and_one_that_is_looked_for_shut_nobody_out(
    browse, width, language, theme
):
    looked = await browse(path="/method", width=width, language=language, theme=theme)
    for button in ("#figures-read li:first-child button", "#others > summary", "#F4 details > summary"):
        await looked.page.click(button)
    assert await looked.page.evaluate("document.documentElement.scrollWidth") == width
    await looked.page.fill("#find", "rho_meta")
    assert await violations(looked.page) == []


async def test_a_figure_is_replaced_kept_and_put_back_by_keyboard(look, seen):
    looked = await look(path="/method")
    await looked.page.goto(f"{seen.base}/method#ALPHA_DATA")
    await looked.settled()
    page, before = looked.page, await looked.text("#F1 > .sum")
    await page.focus("#ALPHA_DATA button")
    for key in ("Enter", "Tab", "Control+A", "0", ".", "6", "Enter"):
        await page.keyboard.press(key)
    await until(lambda: changed(looked, "#F1 > .sum", before), "F1 under another alpha")
    assert "0.6 (0.18 – 0.66)" in await looked.text("#ALPHA_DATA .value")
    assert "0.29" in await looked.text("#ALPHA_DATA .changed")
    assert await page.evaluate("document.activeElement.id") == "ALPHA_DATA"
    assert "(1 change)" in await looked.text("#assume-version")
    assert len(await looked.cells("kept")) == 3, "what was kept, and two editions"
    await page.click("#reset")
    await until(lambda: contains(looked, "#assume-version", "as they ship"), "back to what ships")
    assert await looked.text("#F1 > .sum") == before
    await page.click("#kept button")
    await until(lambda: contains(looked, "#ALPHA_DATA .value", "0.6"), "the kept set again")


async def changed(looked, selector, before):
    return await looked.text(selector) != before


async def contains(looked, selector, text):
    return text in await looked.text(selector)


async def test_plain_settings_reach_the_figures_and_a_wrong_one_is_said(look, seen):
    looked = await look(path="/method", language="fr")
    await looked.page.fill("#alpha", "1")
    await looked.page.select_option("#region", "US")
    await looked.page.fill("#rate-USD", "1,25")
    await looked.page.fill("#date-USD", "2026-11-01")
    await looked.page.click("#assume button[type=submit]")
    await until(lambda: contains(looked, "#assume-state", "Enregistré"), "saved")
    kept = (await (await seen.get("/v1/assumptions")).json())["set"]
    assert kept["changes"] == {"ALPHA_DATA": [None, 1.0, None]}
    assert (kept["region"], kept["rates"]) == ("US", {"USD": [1.25, "2026-11-01"]})
    await looked.page.fill("#alpha", "2")
    await looked.page.click("#assume button[type=submit]")
    await until(lambda: contains(looked, "#assume-state", "Ce chiffre ne peut pas"), "refused")
    assert (await (await seen.get("/v1/assumptions")).json())["set"] == kept
    looked.complaints[:] = [one for one in looked.complaints if "400" not in one]


@pytest.mark.parametrize("path", ["/method", "/settings"])
async def test_whoever_uses_figures_of_before_is_told_and_taken_over_by_keyboard(look, seen, path):
    old = Assumptions().as_json() | {
        "edition": FIRST,
        "changes": {"ALPHA_DATA": [None, 0.4, None], "LECHO_10": [5, 6, 7]},
    }
    await seen.post("/v1/assumptions", {"set": old})
    looked = await look(path=path)
    said = await looked.text("#older-what")
    assert "26 November 2026" in said and "30 November 2026" in said
    await looked.page.focus("#older-carry")
    await looked.page.keyboard.press("Enter")
    await until(lambda: contains(looked, "#older-state", "LECHO_10"), "what was left out")
    assert not await looked.page.is_visible("#older")
    assert await looked.page.evaluate("document.activeElement.id") == "older-state"
    kept = await (await seen.get("/v1/assumptions")).json()
    assert kept["set"] == Assumptions().as_json() | {"changes": {"ALPHA_DATA": [None, 0.4, None]}}
    assert kept["in_use"]["until"] is None


async def test_an_edition_without_changes_has_nothing_to_take_over(look, seen):
    await seen.post("/v1/assumptions", {"version": load_parameters(FIRST).version})
    looked = await look(path="/method", language="fr")
    assert "26 novembre 2026" in await looked.text("#older-what")
    assert not await looked.page.is_visible("#older-carry") and not await looked.page.is_visible("#changes")
    await looked.page.click("#older-current")
    await until(lambda: looked.page.is_visible("#changes"), "today's figures")
    assert not await looked.page.is_visible("#older")


async def test_beside_a_changed_figure_stands_what_it_was_and_why(browse):
    looked = await browse(path="/method")
    before = await looked.text("#ALPHA_DATA .before")
    assert before.startswith("Until 30 November 2026: 0.52 (0.291 – 0.66). Why it changed: ")
    assert "Until 30 November 2026: share of revenue" in await looked.text("#F1 .before")
    await looked.page.click("#changes summary")
    assert await looked.page.locator("#changes-list > li").count() == len(lines())
    assert not await looked.page.locator("#S_LIKE .before").count()


async def test_the_latest_month_of_a_rate_is_taken_and_is_ones_own(look, seen):
    looked = await look(path="/method")
    await looked.page.click("#rates details > summary")
    await looked.page.click("#rates button[aria-label^='Swiss Franc']")
    await looked.page.click("#assume button[type=submit]")
    await until(
        lambda: contains(looked, "#rates", "your own rate of 31 October 2026"), "the rate of one's own"
    )
    kept = (await (await seen.get("/v1/assumptions")).json())["set"]["rates"]
    assert kept == {"CHF": [exchange_rates()["CHF"].latest, "2026-10-31"]}


async def test_a_period_is_valued_under_another_set_without_choosing_it(look, seen):
    assumptions = Assumptions().as_json() | {"changes": {"P_LIKE": [0.5, 1, 2]}}
    await seen.post("/v1/assumptions", {"set": assumptions})
    looked = await look(card="#value")
    before = await looked.text("#sum-piece_price")
    await looked.page.select_option("#value-set", load_parameters().version)
    await until(
        lambda: changed(looked, "#sum-piece_price", before), "the piece price under the shipped figures"
    )
    assert "as they ship" in await looked.text("#value-version")
    assert f"set={load_parameters().version}" in looked.page.url
    in_use = (await (await seen.get("/v1/assumptions")).json())["set"]
    assert in_use["changes"] == assumptions["changes"]


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_scenario_answers_the_keyboard(browse, language):
    looked = await browse(language=language, card="#scenario-result")
    await looked.page.focus("#levy")
    for key in ("Home", "PageUp", "ArrowRight"):
        await looked.page.keyboard.press(key)
    assert re.sub(r"\s", "", await looked.text("#levy-shown")) == "11%"
    users = await looked.text("#scenario-result")
    await looked.page.select_option("#sharers", "world")
    assert await looked.text("#scenario-result") != users
    assert {"en": "$9.80", "fr": "9,80"}[language] in await looked.text("#scenario-sober")
    assert await looked.page.get_attribute("#levy", "aria-valuetext") == await looked.text("#levy-shown")
    await looked.page.focus("#levy")
    await looked.page.keyboard.press("Home")
    assert "0" in await looked.text("#scenario-result")


async def test_bands_are_drawn_inside_the_ranges_and_fill_their_column(browse):
    looked = await browse(card="#value")
    await until(lambda: looked.page.is_visible("#value-draws"), "the bands")
    await until(lambda: drawn(looked, 6), "three ranges and three bands")
    rows = await looked.cells("value-table")
    assert all(re.search(r"€\d", row[4]) for row in rows), rows


async def drawn(looked, marks):
    return await looked.marks("value-chart", "rect") == marks


async def test_pages_lead_to_each_other_in_the_language_chosen(browse, shelf):
    looked = await browse(language="en", path="/compare")
    await looked.page.click("[data-language=fr]")
    await looked.page.wait_for_selector("html[lang=fr]")
    await looked.page.wait_for_selector("#page:not([hidden])")
    for place in ("/method", "/worth", "/compare", "/"):
        await looked.page.click(f".pages a[href='{place}']")
        await looked.page.wait_for_url(f"{shelf.base}{place}?period=month*lang=fr*")
        await looked.page.wait_for_selector("#page:not([hidden])")
        assert await looked.page.get_attribute(".pages [aria-current=page]", "href") == place
