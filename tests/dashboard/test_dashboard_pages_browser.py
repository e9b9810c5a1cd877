"""Home in one glance, all the rest on pages of its own, and what goes along from one to the other."""

import time

import pytest

from pointeuse.collector.store.kept.pauses import Wish, note_acknowledged
from pointeuse.collector.valuation import load_parameters
from tests.dashboard.looking import page_of, until
from tests.dashboard.seeded import acts_of, client, fill

pytestmark = pytest.mark.browser

SCREENS = {"laptop": (1280, 900, 2), "phone": (390, 844, 4)}
GLANCED = ("#today-acts", "#recording", "#period-title", "#value", "#hour", "#operators", "#mix", "#acts")
WHERE = {
    "/work": "mix words acts captchas ai microwork",
    "/time": "attention weeks hours year",
    "/worth": "value hour operators breakdown months panels sources",
    "/compare": "compare",
    "/watched": "coverage-seen coverage-never",
    "/settings": "settings country currency wage",
}
HABITS = tuple(
    ("attention", platform, f"{platform}.attention", 9)
    for platform in ("tiktok", "twitch", "discord", "linkedin", "pinterest", "bluesky", "snapchat", "claude")
)


async def test_home_is_seen_at_a_glance(look, served, today):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    days = range(today - 60, today + 1)
    usual = acts_of(days)
    await fill(served.store, [*usual, *acts_of(days, 3, HABITS, len(usual) + 1)])
    for language in ("en", "fr"):
        seen = await look(width=390, language=language)
        for size, (width, height, most) in SCREENS.items():
            await seen.page.set_viewport_size({"width": width, "height": height})
            await until(seen.drawn, "charts drawn")
            for part in GLANCED:
                assert await seen.page.is_visible(part), (part, size)
            tall = await seen.page.evaluate("document.documentElement.scrollHeight")
            assert tall <= most * height, (language, size)


def test_nothing_that_was_on_one_page_is_lost():
    for card in (
        "value",
        "hour",
        "operators",
        "breakdown",
        "months",
        "mix",
        "words",
        "acts",
        "attention",
        "weeks",
    ):
        assert page_of(f"#{card}") not in ("/", "/data"), card
    for card in (
        "hours",
        "year",
        "captchas",
        "ai",
        "microwork",
        "panels",
        "sources",
        "coverage-seen",
        "settings",
    ):
        assert page_of(f"#{card}") != "/", card


OLD = {
    "/?period=year#weeks": "/time?period=year#weeks",
    "/#sources": "/worth#sources",
    "/#wage": "/settings#wage",
    "/compare?period=year": "/compare?period=year",
    "/method#floor": "/method#piece_price",
    "/method#central": "/method#captured",
    "/method#ceiling": "/method#time_at_wage",
}


async def test_an_old_address_still_arrives(browse, shelf):
    seen = await browse(card="#settings")
    for old, new in OLD.items():
        await seen.page.goto("about:blank")
        await seen.page.goto(shelf.base + old)
        await until(lambda new=new: is_at(seen, shelf.base + new), new)
        await seen.page.wait_for_selector("#page:not([hidden])")
        if part := new.partition("#")[2]:
            await until(lambda part=part: in_sight(seen, part), f"{part} in sight")


async def is_at(seen, address):
    return seen.page.url == address


async def in_sight(seen, part):
    box = await seen.page.locator(f"#{part}").bounding_box()
    return box is not None and -1 <= box["y"] < 900


async def follow(seen, name):
    """Press a link of the navigation, and wait for its page."""
    await seen.page.click(f".pages a:text-is('{name}')")
    await seen.page.wait_for_selector(f".pages a[aria-current=page]:text-is('{name}')")
    await seen.page.wait_for_selector("#page:not([hidden])")


async def test_days_and_filters_go_along(browse):
    seen = await browse(path="/?platforms=youtube,x", period="year")
    for name in ("Work", "Time", "Worth", "Settings", "What is watched", "Home"):
        await follow(seen, name)
        assert "?period=year&platforms=youtube,x" in seen.page.url, name
    assert await seen.page.get_attribute("[data-period=year]", "aria-pressed") == "true"
    assert "YouTube" in await seen.text("#filter-summary")


async def test_the_list_is_of_the_period_and_the_way_back_shows_it_again(browse, today):
    seen = await browse(path="/?platforms=youtube", period="week")
    shown = await seen.text("#period-acts")
    await follow(seen, "Your data")
    assert await seen.page.input_value("#choice-until") == ""
    first = await seen.page.evaluate("Date.parse(document.getElementById('choice-from').value) / 86400000")
    assert first == today - 6
    await follow(seen, "Payslip")
    assert await seen.page.is_visible("#slip") or await seen.page.is_visible("#slip-empty")
    await follow(seen, "Home")
    assert seen.page.url.endswith("?period=week&platforms=youtube")
    await until(lambda: says(seen, "#period-acts", shown), "the same acts")


async def says(seen, selector, words):
    return await seen.text(selector) == words


async def test_earlier_days_reach_the_payslip_by_every_way(browse):
    seen = await browse(path="/?until=2026-03-15", period="week", card="#period-acts")
    for way in (["Settings"], ["Worth", "Method"], ["Your data"]):
        for name in (*way, "Payslip"):
            await follow(seen, name)
        assert await seen.page.input_value("#month") == "2026-03", way
        assert await seen.page.is_hidden("#notice")
        await follow(seen, "Home")
        assert seen.page.url.partition("?")[2].startswith("period=week&until=2026-03-15"), way


async def test_a_link_that_is_opened_beside_takes_the_days_along(browse):
    seen = await browse(period="year", card="#period-acts")
    async with seen.context.expect_page() as opened:
        await seen.page.click(".pages a[href='/time']", modifiers=["ControlOrMeta"])
    beside = await opened.value
    await beside.wait_for_url("**/time?period=year")
    await beside.close()


async def test_an_address_that_is_refused_is_left_behind(browse, shelf):
    seen = await browse(card="#settings")
    await seen.page.goto(f"{shelf.base}/work?set=000000000000")
    await seen.page.wait_for_selector("#notice a")
    await seen.page.click(".pages a[href='/time']")
    await seen.page.wait_for_url(f"{shelf.base}/time")
    await seen.page.goto(f"{shelf.base}/work?period=nonsense")
    await seen.page.click("#notice a")
    await seen.page.wait_for_url(f"{shelf.base}/work")
    await seen.says("#mix")
    seen.complaints[:] = [one for one in seen.complaints if "40" not in one]


async def test_an_operator_stands_for_its_platforms_beside_the_acts(browse):
    seen = await browse(path="/?operators=alphabet", period="week")
    await follow(seen, "Your data")
    assert "operators" not in seen.page.url and "youtube" in seen.page.url
    assert "YouTube" in await seen.text("#filter-summary")


async def test_another_set_is_named_on_every_page_and_left_by_one_press(look, served, today):
    mine = {"changes": {"P_LIKE": [0.5, 1, 2]}, "rates": {}, "admitted": ["RECALLED"], "region": ""}
    await served.post("/v1/assumptions", {"set": mine})
    await fill(served.store, acts_of(range(today - 3, today + 1)))
    seen = await look(path=f"/time?set={load_parameters().version}", card="#other-set")
    assert "as they ship" in await seen.text("#other-set-name")
    await follow(seen, "Home")
    assert await seen.page.is_visible("#other-set")
    await seen.page.click("#other-set-end")
    await until(lambda: seen.page.is_hidden("#other-set"), "the figures in use")
    assert "set=" not in seen.page.url


async def test_other_days_chosen_beside_the_acts_go_along_too(browse):
    seen = await browse(period="week")
    await follow(seen, "Your data")
    await seen.page.fill("#choice-from", "2026-01-01")
    await seen.page.fill("#choice-until", "2026-01-31")
    await seen.page.click("#choice-days [type=submit]")
    await until(lambda: ends(seen, "from=2026-01-01&until=2026-01-31"), "the days in the address")
    await follow(seen, "Home")
    assert "period=" not in seen.page.url and "from=2026-01-01" in seen.page.url


async def ends(seen, query):
    return seen.page.url.endswith(query)


async def test_home_says_that_nothing_is_recorded(look, served, today):
    await fill(served.store, acts_of(range(today - 2, today + 1)))
    seen = await look(card="#today-acts")
    assert await seen.page.is_visible("#recording") and await seen.page.is_hidden("#paused")
    await served.post("/v1/pause", {"minutes": 60})
    await until(lambda: contains(seen, "#paused-words", "has taken note of it yet"), "a wish is no pause")
    await obey(served, today, 60)
    await until(lambda: contains(seen, "#paused-words", "paused until"), "the pause")
    assert await seen.page.is_hidden("#recording")
    await obey(served, today, 0)
    await until(lambda: seen.page.is_hidden("#paused"), "the browser was resumed by itself")


async def contains(seen, selector, words):
    return words in await seen.text(selector)


async def obey(served, today, minutes):
    """Let the browser say that it is paused for some minutes, 0 for not at all."""
    now = time.time_ns() // 1_000_000
    wish = Wish(now + minutes * 60_000 if minutes else 0, now)
    await served.store.write(lambda conn: note_acknowledged(conn, client().id, wish, now))


async def test_a_set_of_figures_has_a_name_and_a_date(browse):
    seen = await browse(card="#value")
    words = await seen.text("#value-version")
    assert "as they ship" in words and "2026" in words
    version = await seen.page.get_attribute("#value-version span", "title")
    assert len(version) == 12 and version not in await seen.text("main")


HEADER = ".brand, .pages a, .languages a"
CUT = """() => {
  const box = document.getElementById("breakdown-table");
  return [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight];
}"""


@pytest.mark.parametrize(("width", "columns"), [(1280, 5), (390, 4)])
async def test_where_the_value_arises_is_seen_whole_by_three_methods(browse, width, columns):
    seen = await browse(width=width, language="fr", card="#breakdown")
    assert await seen.page.evaluate(CUT) == [0, 0]
    heads = seen.page.locator("#breakdown-table thead th:visible")
    assert await heads.count() == columns
    assert (await heads.all_inner_texts())[-3:] == ["Prix à la pièce", "Capté", "Temps au salaire"]


async def test_the_header_of_a_laptop_is_one_line_in_french(browse):
    seen = await browse(width=1280, language="fr", card="#settings")
    boxes = [await one.bounding_box() for one in await seen.page.locator(HEADER).all()]
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert len(middles) >= 11 and max(middles) - min(middles) <= 4
