"""What is shown travels in the address: filters, days, the browser's own buttons, the other language."""

import re

import pytest

from tests.dashboard.looking import until

pytestmark = pytest.mark.browser


@pytest.fixture
async def served(shelf):
    return shelf


@pytest.fixture
async def looked(browse):
    return await browse(card="#period-acts")


async def acts(looked):
    """Return how many acts are shown, None while the page has not come."""
    digits = re.sub(r"\D", "", await looked.text("#period-acts"))
    return int(digits) if digits else None


async def of_view(served, query):
    view = await (await served.get(f"/v1/view/overview?{query}")).json()
    return view["total"]["acts"]


async def shows(looked, served, query):
    await until(lambda: agree(looked, served, query), f"the figures of {query}")


async def agree(looked, served, query):
    return await acts(looked) == await of_view(served, query)


async def test_a_filter_stands_in_the_address_and_the_whole_page_follows(looked, served):
    page = looked.page
    await page.click("#filter-summary")
    await page.check("input[name=platforms][value=youtube]")
    await shows(looked, served, "period=month&platforms=youtube")
    assert "platforms=youtube" in page.url
    assert "YouTube" in await looked.text("#filter-summary")
    await page.check("input[name=platforms][value=x]")
    await shows(looked, served, "period=month&platforms=youtube,x")
    assert page.url.endswith("platforms=youtube,x") or "platforms=x,youtube" in page.url
    assert {row[0] for row in await looked.cells("operators-table")} <= {"Alphabet", "X Corp."}
    await page.reload()
    await shows(looked, served, "period=month&platforms=youtube,x")
    await page.go_back()
    await shows(looked, served, "period=month&platforms=youtube")
    await page.click("#filter-clear")
    await shows(looked, served, "period=month")
    assert "platforms" not in page.url


async def test_days_are_chosen_and_stepped_through(looked, served, today):
    page = looked.page
    await page.click("[data-period=week]")
    await shows(looked, served, "period=week")
    assert await page.is_disabled("#period-on")
    await page.click("#period-back")
    await until(lambda: in_url(page, "until="), "an earlier week")
    earlier = page.url.split("until=")[1].split("&")[0]
    await shows(looked, served, f"period=week&until={earlier}")
    await page.click("#period-on")
    await shows(looked, served, "period=week")
    assert "until=" not in page.url
    await page.click(".days summary")
    await page.fill("#period-from", earlier)
    await page.fill("#period-until", earlier)
    await page.click("#period-days button")
    await shows(looked, served, f"from={earlier}&until={earlier}")
    assert await page.locator("[data-period][aria-pressed=true]").count() == 0


async def in_url(page, text):
    return text in page.url


async def test_the_other_language_shows_the_same(looked, served):
    page = looked.page
    await page.goto(f"{served.base}/?period=year&platforms=youtube,x&kinds=like")
    await looked.says("#period-acts")
    before = await acts(looked)
    await page.click("[data-language=fr]")
    await page.wait_for_url("**lang=fr**")
    await looked.says("#period-acts")
    assert await page.evaluate("document.documentElement.lang") == "fr"
    assert await acts(looked) == before
    assert "YouTube" in await looked.text("#filter-summary")


async def test_the_days_before_are_told_in_a_sentence(looked, served):
    page = looked.page
    await page.click("[data-period=week]")
    await shows(looked, served, "period=week")
    view = await (await served.get("/v1/view/overview?period=week")).json()
    change = round((view["total"]["acts"] / view["previous"]["acts"] - 1) * 100)
    said = await looked.text("#period-before")
    assert f"{change:+d}%" in said.replace("\u2212", "-")
    assert await page.locator("#period-before a[href='/method#time_at_wage']").count() == 1
    await page.click("[data-period=all]")
    await until(lambda: page.is_hidden("#period-before"), "nothing before everything")


async def test_a_box_keeps_its_focus_when_the_page_follows(looked, served):
    page = looked.page
    await page.click("#filter-summary")
    await page.focus("input[name=kinds][value=like]")
    await page.keyboard.press("Space")
    await shows(looked, served, "period=month&kinds=like")
    assert await page.evaluate("document.activeElement.value") == "like"
