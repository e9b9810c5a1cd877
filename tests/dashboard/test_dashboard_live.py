"""The dashboard in use in a real Chromium: live, operable, and clear about what is wrong."""

import time

import pytest

from pointeuse.collector.app_keys import CLIENTS
from tests.dashboard.looking import Look, until
from tests.dashboard.seeded import act, acts_of, fill

pytestmark = pytest.mark.browser

DAY_MS = 86_400_000
BAR = "getComputedStyle(document.querySelector('#attention-chart g.mark-rect.role-mark path')).fill"


def noon(day):
    return day * DAY_MS + DAY_MS // 2


async def test_a_new_act_appears_within_five_seconds_without_a_reload(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today)))
    looked = await look(card="#today-acts")
    await looked.page.evaluate("window.sameDocument = true")
    assert await looked.text("#today-acts") == "0"
    started = time.monotonic()
    await fill(served.store, [act(100_000, noon(today), "like", "youtube", "youtube.like")])
    await until(lambda: at(looked, "#today-acts", "1"), "the act is shown", seconds=5)
    assert time.monotonic() - started < 5
    assert await looked.page.evaluate("window.sameDocument")
    assert await looked.page.text_content("#news") == "1 new act today"


async def at(looked, selector, text):
    return await looked.text(selector) == text


async def test_an_idle_page_asks_for_nothing_but_unchanged(browse):
    looked = await browse(path="/worth")
    await until(lambda: looked.page.is_visible("#value-draws"), "the bands, which come last")
    answers = []
    looked.page.on("response", lambda answer: answers.append((answer.status, answer.request.method)))
    await until(lambda: several(answers), "two polls")
    assert set(answers) == {(304, "GET")}


async def several(answers):
    return len(answers) >= 2


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_an_empty_log_says_what_to_do(look, language):
    looked = await look(language=language, card="#empty")
    steps = await looked.text("#empty")
    assert "pointeuse pair" in steps
    assert await looked.page.locator("#empty li").count() == 3
    assert await looked.page.locator(".chart svg").count() == 0


async def test_no_figure_is_never_shown_as_zero(look, served, today):
    await served.post("/v1/preferences", {"country": "IT"})
    await fill(served.store, acts_of(range(today - 10, today + 1)))
    looked = await look(card="#value")
    assert await looked.text("#sum-time_at_wage") == "no figure"
    assert (await looked.cells("value-table"))[2][1:] == ["no figure"] * 4
    assert await looked.marks("value-chart", "symbol") == 1
    assert "wage" in await looked.text("#value-remark")
    await looked.page.click("#value-wage")
    await looked.page.wait_for_url("**/settings?period=month*#wage")
    await until(lambda: has_focus(looked, "wage"), "the wage has the focus")
    home = await look(card="#period-value")
    assert "no figure (time at the wage)" in await home.text("#period-value")


async def has_focus(looked, part):
    return await looked.page.evaluate("document.activeElement.id") == part


async def test_a_wage_can_be_given_and_changes_the_time_at_it(look, served, today):
    await fill(served.store, acts_of(range(today - 10, today + 1)))
    looked = await look(language="fr", card="#sum-time_at_wage")
    before = await looked.text("#sum-time_at_wage")
    settings = await look(language="fr", card="#settings")
    await settings.page.fill("#wage", "120,50")
    await settings.page.click("#settings button")
    await looked.page.bring_to_front()
    await until(lambda: differs(looked, "#sum-time_at_wage", before), "another amount")
    answer = await (await served.get("/v1/preferences")).json()
    assert answer["wage_per_hour"] == 120.5


async def differs(looked, selector, text):
    return await looked.text(selector) != text


async def test_the_browsers_are_one_line_that_leads_to_them(look, served):
    looked = await look(card="#connected")
    assert await looked.text("#connected") == "Connect a browser"
    await served.app[CLIENTS].pair("D" * 22, "chrome-extension://x", "Chromium")
    await until(lambda: at(looked, "#connected", "1 browser sends its acts here."), "the browser is counted")
    await looked.page.click("#connected")
    await looked.page.wait_for_url(f"{served.base}/data?period=month&from=*#browsers")


async def test_a_period_is_chosen_from_the_keyboard(browse):
    looked = await browse(period="week", card="#acts")
    await looked.page.focus("[data-period=week]")
    await looked.page.keyboard.press("Tab")
    await looked.page.keyboard.press("Enter")
    await until(lambda: pressed(looked, "month"), "30 days pressed")
    assert len(await looked.cells("acts-table")) == 30


async def pressed(looked, period):
    return await looked.page.get_attribute(f"[data-period={period}]", "aria-pressed") == "true"


async def test_the_language_is_kept(look, served, today):
    looked = await look(language="en", card="#empty")
    await looked.page.click("[data-language=fr]")
    await looked.page.wait_for_selector("html[lang=fr]")
    await looked.page.goto(f"{served.base}/")
    await looked.page.wait_for_selector("html[lang=fr]")
    await looked.says("#empty")


async def test_dark_and_light_change_the_charts_in_place(browse):
    looked = await browse(theme="light", card="#attention")
    light = await looked.page.evaluate(BAR)
    await looked.page.emulate_media(color_scheme="dark")
    assert await looked.page.evaluate(BAR) != light


async def test_a_page_without_a_session_says_how_to_get_one(chromium, served):
    context = await chromium.new_context(locale="fr")
    page = await context.new_page()
    await page.goto(served.base)
    await page.wait_for_selector("#notice:not([hidden])")
    assert "pointeuse open" in await page.inner_text("#notice")
    assert await page.is_hidden("#page")
    await context.close()


async def test_the_page_says_that_nobody_answers_and_catches_up_by_itself(chromium, served, today):
    looked = await Look.open(chromium, served, [])
    asked = []
    await looked.page.route("**/v1/view/**", lambda route: refuse(route, asked))
    await looked.page.wait_for_selector("#notice:not([hidden])", timeout=5000)
    first = len(asked)
    await until(lambda: more(asked, first), "another try")
    assert len(asked) <= first + 2, "a page that gets no answer asks no more often"
    await looked.page.unroute("**/v1/view/**")
    await fill(served.store, [act(1, noon(today), "like", "youtube", "youtube.like")])
    await until(lambda: at(looked, "#today-acts", "1"), "the act is shown")
    assert await looked.page.is_hidden("#notice")
    await looked.close()


async def refuse(route, asked):
    asked.append(route.request.url)
    await route.abort()


async def more(asked, first):
    return len(asked) > first


async def test_an_ended_session_is_said_and_asks_no_more(chromium, served):
    looked = await Look.open(chromium, served, [])
    await looked.context.clear_cookies(name=looked.cookie)
    await looked.page.wait_for_selector("#notice:not([hidden])", timeout=5000)
    assert "pointeuse open" in await looked.text("#notice")
    asked = []
    looked.page.on("request", lambda request: asked.append(request.url))
    await looked.page.wait_for_timeout(4500)
    assert asked == []
    await looked.close()


async def test_a_used_link_says_what_to_do(chromium, served):
    context = await chromium.new_context()
    page = await context.new_page()
    await page.goto(f"{served.base}/open#t={'A' * 22}")
    await until(lambda: says(page, "pointeuse open"), "the next step")
    assert await page.evaluate("location.hash") == ""
    await context.close()


async def says(page, text):
    return text in await page.inner_text("#state")


async def test_the_pairing_page_helps_when_no_extension_answers(chromium, served):
    context = await chromium.new_context()
    page = await context.new_page()
    await page.goto(f"{served.base}/pair#t={'A' * 22}")
    assert await page.is_hidden("#help")
    await page.wait_for_selector("#help:not([hidden])", timeout=5000)
    assert "pointeuse extension-path" in await page.inner_text("#help")
    await page.evaluate("history.replaceState(null, '', location.pathname)")
    await page.wait_for_selector("#help", state="hidden", timeout=5000)
    await context.close()


async def test_sources_are_read_when_unfolded_and_link_to_where_they_are_from(browse):
    looked = await browse(card="#sources")
    assert await looked.page.locator("#sources-table tr").count() == 0
    await looked.page.click("#sources > summary")
    await until(lambda: any_row(looked), "the sources")
    links = looked.page.locator("#sources-table a")
    assert await links.first.get_attribute("rel") == "noopener noreferrer"
    assert "1\u00a0€ = 1.12998" in await looked.text("#sources-rates")


async def any_row(looked):
    return await looked.page.locator("#sources-table tbody tr").count()
