"""The dashboard in a real Chromium under its real headers: drawn, equal to its data, live, inert."""

import re
import time

import pytest
from axe_playwright_python.async_playwright import Axe

from collector.app_keys import CLIENTS
from collector.store.clients import Client
from tests.dashboard.looking import Look, until
from tests.dashboard.seeded import act, acts_of, fill, rename

pytestmark = pytest.mark.browser

DAY_MS = 86_400_000
EVERYWHERE = [
    pytest.param(width, language, theme, id=f"{width}-{language}-{theme}")
    for width, language, theme in (
        (1280, "en", "light"),
        (1280, "fr", "dark"),
        (390, "fr", "light"),
        (390, "en", "dark"),
        (320, "fr", "dark"),
        (3840, "en", "light"),
    )
]


def digits(text):
    return int(re.sub(r"\D", "", text))


def noon(day):
    return day * DAY_MS + DAY_MS // 2


async def overview(served, period="month"):
    return await (await served.get(f"/v1/view/overview?period={period}")).json()


@pytest.mark.parametrize(("width", "language", "theme"), EVERYWHERE)
async def test_every_chart_is_drawn_and_nothing_overflows(look, served, today, width, language, theme):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    looked = await look(width=width, language=language, theme=theme)
    shown = await overview(served)
    assert await looked.marks("value-chart", "symbol") == 3
    assert await looked.marks("attention-chart", "rect") == len(shown["attention"]["platform"])
    assert await looked.marks("acts-chart", "rect") >= len(set(shown["pieces"]["bucket"]))
    assert await looked.page.evaluate("document.documentElement.scrollWidth") == width
    assert await looked.page.evaluate("document.documentElement.lang") == language
    chart = await looked.page.locator("#acts-chart svg").bounding_box()
    assert chart["width"] > 0.6 * min(width - 64, 600)


async def test_figures_and_tables_equal_the_data(look, served, today):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    looked = await look()
    shown = await overview(served)
    assert digits(await looked.text("#period-acts")) == shown["total"]["acts"]
    rows = await looked.cells("acts-table")
    assert len(rows) == 30
    assert sum(digits(row[-1]) for row in rows) == shown["total"]["acts"]
    labels = shown["names"]["kind_labels"]["en"]
    sums = {label: 0 for label in labels}
    for kind, n in zip(shown["pieces"]["kind"], shown["pieces"]["n"], strict=True):
        sums[labels[kind]] += n
    heads = await looked.page.locator("#acts-table thead th").all_text_contents()
    for column, head in enumerate(heads[1:-1], 1):
        assert sum(digits(row[column]) for row in rows) == sums[head]
    platforms = {row[0] for row in await looked.cells("attention-table")}
    names = shown["names"]["platform_labels"]
    assert platforms == {names[code] for code in shown["attention"]["platform"]}
    assert len(await looked.cells("coverage-table")) == len(shown["coverage"]["rules"]["rule"])


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_values_have_two_digits_at_most_and_a_method_each(look, served, today, language):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    looked = await look(language=language)
    for row in await looked.cells("value-table"):
        for amount in row[1:]:
            assert len(re.sub(r"\D", "", amount).strip("0")) <= 2, row
    assert "floor" in (await looked.text("#period-value")).lower() or language == "fr"
    assert len(await looked.cells("value-table")) == 3


async def test_a_new_act_appears_within_five_seconds_without_a_reload(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today)))
    looked = await look()
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


async def test_an_idle_page_asks_for_nothing_but_unchanged(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today + 1)))
    looked = await look()
    answers = []
    looked.page.on("response", lambda answer: answers.append((answer.status, answer.request.method)))
    await until(lambda: several(answers), "two polls")
    assert set(answers) == {(304, "GET")}


async def several(answers):
    return len(answers) >= 2


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_an_empty_log_says_what_to_do(look, language):
    looked = await look(language=language)
    steps = await looked.text("#empty")
    assert "pointeuse pair" in steps
    assert await looked.page.locator("#empty li").count() == 3
    assert await looked.page.locator(".chart svg").count() == 0


async def test_one_day_has_a_bar_for_each_kind(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today + 1), seed=3))
    looked = await look(period="day")
    shown = await overview(served, "day")
    assert await looked.marks("acts-chart", "rect") == len(set(shown["pieces"]["kind"])) > 2
    await looked.page.click("[data-period=week]")
    await until(lambda: more_marks(looked, 10), "the stack of a week")


async def more_marks(looked, than):
    return await looked.marks("acts-chart", "rect") > than


@pytest.mark.parametrize(("width", "language", "theme"), EVERYWHERE[1:3])
@pytest.mark.parametrize("seeded", [True, False], ids=["full", "empty"])
async def test_nobody_is_shut_out(look, served, today, width, language, theme, seeded):
    await fill(served.store, acts_of(range(today - 40, today + 1)) if seeded else [])
    looked = await look(width=width, language=language, theme=theme)
    for closed in await looked.page.query_selector_all("details:not([open]) > summary"):
        if await closed.is_visible():
            await closed.click()
    found = await Axe().run(looked.page)
    broken = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found.response["violations"]]
    assert broken == []


async def test_markup_in_stored_names_has_no_effect(look, served, today):
    bad = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>${alert(1)}'
    named = act(1, noon(today), "ponder", "orkut", "orkut.ponder")
    timed = act(2, noon(today), "attention", "orkut", "orkut.attention")
    hostile = Client("H" * 22, bytes(32), "H" * 22, "chrome-extension://x", f"b{bad}", f"l{bad}", 0)
    await fill(served.store, [named, timed], hostile)
    await rename(served.store, "kind", "ponder", f"k{bad}")
    await rename(served.store, "platform", "orkut", f"p{bad}")
    await rename(served.store, "rule", "orkut.ponder", f"r{bad}")
    looked = await look()
    assert await looked.page.evaluate("window.broken") is None
    assert await looked.page.locator("img[src='x']").count() == 0
    assert (
        f"k{bad}"
        in (await looked.cells("acts-table"))[0]
        + await looked.page.locator("#acts-table thead th").all_text_contents()
    )
    assert f"b{bad}" in (await looked.cells("browsers-table"))[0][0]
    await looked.page.locator("#attention-chart svg g.mark-rect.role-mark path").first.hover()
    assert f"p{bad}" in await looked.page.text_content(".tip:not([hidden])")


async def test_zero_breaks_no_log_axis(look, served, today):
    await fill(served.store, [act(1, noon(today), "save", "youtube", "youtube.playlist")])
    looked = await look()
    assert await looked.page.locator("#value-chart svg").count() == 0
    assert await looked.text("#value-summary") == "Nothing with a price in this period."
    await fill(served.store, [act(2, noon(today), "like", "youtube", "youtube.like")])
    await until(lambda: is_drawn(looked, "value-chart", 1), "one method drawn")
    assert "NaN" not in await looked.page.inner_html("#value-chart")
    assert "Infinity" not in await looked.page.inner_html("#value-chart")


async def is_drawn(looked, chart, marks):
    return await looked.marks(chart, "symbol") == marks


async def test_no_figure_is_never_shown_as_zero(look, served, today):
    await served.post("/v1/preferences", {"country": "IT"})
    await fill(served.store, acts_of(range(today - 10, today + 1)))
    looked = await look()
    assert await looked.text("#sum-ceiling") == "no figure"
    assert (await looked.cells("value-table"))[2][1:] == ["no figure"] * 3
    assert "no figure (ceiling)" in await looked.text("#period-value")
    assert await looked.marks("value-chart", "symbol") == 1
    assert "wage" in await looked.text("#value-remark")
    await looked.page.click("#value-wage")
    assert await looked.page.evaluate("document.activeElement.id") == "wage"


async def test_a_wage_can_be_given_and_changes_the_ceiling(look, served, today):
    await fill(served.store, acts_of(range(today - 10, today + 1)))
    looked = await look(language="fr")
    before = await looked.text("#sum-ceiling")
    await looked.page.fill("#wage", "120,50")
    await looked.page.click("#settings button")
    await until(lambda: differs(looked, "#sum-ceiling", before), "another ceiling")
    answer = await (await served.get("/v1/preferences")).json()
    assert answer["wage_per_hour"] == 120.5


async def differs(looked, selector, text):
    return await looked.text(selector) != text


async def test_a_browser_is_disconnected_after_a_second_press(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today + 1)), await paired(served))
    looked = await look()
    button = looked.page.locator("#browsers-table button")
    await button.click()
    await until(lambda: begins(button, "Yes"), "a confirmation")
    assert served.app[CLIENTS].everyone()[0].revoked_at is None
    await button.click()
    await until(
        lambda: at(looked, "#browsers-summary", "No browser is connected. Run: pointeuse pair"), "gone"
    )
    assert served.app[CLIENTS].everyone()[0].revoked_at is not None


async def paired(served):
    return await served.app[CLIENTS].pair("D" * 22, "chrome-extension://x", "Chromium")


async def begins(button, text):
    return (await button.inner_text()).startswith(text)


async def test_another_browser_gets_a_code_to_type(look, served):
    looked = await look()
    await looked.page.click("#another")
    await until(lambda: coded(looked), "a code")


async def coded(looked):
    return re.search(r"[A-Z0-9]{4}", await looked.text("#browsers-code"))


async def test_a_period_is_chosen_from_the_keyboard(look, served, today):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    looked = await look(period="week")
    await looked.page.focus("[data-period=week]")
    await looked.page.keyboard.press("Tab")
    await looked.page.keyboard.press("Enter")
    await until(lambda: pressed(looked, "month"), "30 days pressed")
    assert len(await looked.cells("acts-table")) == 30


async def pressed(looked, period):
    return await looked.page.get_attribute(f"[data-period={period}]", "aria-pressed") == "true"


async def test_the_language_is_kept(look, served, today):
    looked = await look(language="en")
    await looked.page.click("[data-language=fr]")
    await looked.page.wait_for_selector("html[lang=fr]")
    await looked.page.goto(f"{served.base}/")
    await looked.page.wait_for_selector("html[lang=fr]")
    await looked.settled()


async def test_dark_and_light_change_the_charts_in_place(look, served, today):
    await fill(served.store, acts_of(range(today - 10, today + 1)))
    looked = await look(theme="light")
    light = await looked.page.get_attribute(
        "#attention-chart svg g.mark-rect.role-mark path >> nth=0", "fill"
    )
    await looked.page.emulate_media(color_scheme="dark")
    await until(lambda: recoloured(looked, light), "dark charts")


async def recoloured(looked, before):
    first = looked.page.locator("#attention-chart svg g.mark-rect.role-mark path").first
    return await looked.drawn() and await first.get_attribute("fill") != before


async def test_a_page_without_a_session_says_how_to_get_one(chromium, served):
    context = await chromium.new_context(locale="fr")
    page = await context.new_page()
    await page.goto(served.base)
    await page.wait_for_selector("#notice:not([hidden])")
    assert "pointeuse open" in await page.inner_text("#notice")
    assert await page.is_hidden("#page")
    await context.close()


async def test_the_page_says_that_nobody_answers_and_catches_up_by_itself(chromium, served, today):
    looked = await Look.open(chromium, served)
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
    await looked.context.close()


async def refuse(route, asked):
    asked.append(route.request.url)
    await route.abort()


async def more(asked, first):
    return len(asked) > first


async def test_an_ended_session_is_said_and_asks_no_more(chromium, served):
    looked = await Look.open(chromium, served)
    await looked.context.clear_cookies()
    await looked.page.wait_for_selector("#notice:not([hidden])", timeout=5000)
    assert "pointeuse open" in await looked.text("#notice")
    asked = []
    looked.page.on("request", lambda request: asked.append(request.url))
    await looked.page.wait_for_timeout(4500)
    assert asked == []
    await looked.context.close()


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
