"""Attention and permissions in a real Chromium: only what is switched on, only while it may be recorded."""

import asyncio
import re

import pytest

from tests.browser.driving import until

pytestmark = pytest.mark.browser

KEPT = """() => new Promise((ok, no) => {
  const opening = indexedDB.open("pointeuse", 1);
  opening.onerror = no;
  opening.onsuccess = () => {
    const all = opening.result.transaction("acts").objectStore("acts").getAll();
    all.onsuccess = () => { opening.result.close(); ok(all.result); };
  };
})"""


async def kept(alive):
    return await alive.remote.evaluate(KEPT)


async def watch(alive, url, seconds=2.0):
    """Look at a page for so long, then at another one."""
    page = await alive.context.new_page()
    await page.goto(url)
    await page.bring_to_front()
    await asyncio.sleep(seconds)  # what is measured here is time itself
    await alive.remote.bring_to_front()
    await alive.tell("numbers")
    return page


async def attention(alive):
    acts = [act for act in await kept(alive) if act["kind"] == "attention"]
    return {act["platform"]: act["ms"] for act in acts}


async def test_nothing_is_kept_before_consent(alive):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x")
    await alive.remote.evaluate("chrome.storage.local.remove('consent')")
    await watch(alive, "https://x.com/home")
    assert await kept(alive) == []


async def test_time_is_counted_where_it_is_switched_on_and_nowhere_else(alive):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x")
    for url in ("https://example.org/", "https://www.youtube.com/", "https://x.com/home"):
        await watch(alive, url)
    spent = await until(lambda: attention(alive), 10, "a chunk is kept")
    assert spent.keys() == {"x"} and 1_500 <= spent["x"] <= 6_000


async def test_a_pause_ends_the_chunk_and_keeps_what_came_before(alive):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x")
    page = await alive.context.new_page()
    await page.goto("https://x.com/home")
    await page.bring_to_front()
    await asyncio.sleep(1.5)
    await alive.tell("pause", minutes=15)
    (spent,) = (await until(lambda: attention(alive), 10, "a chunk is kept")).values()
    await asyncio.sleep(1.5)
    await alive.tell("resume")
    assert await attention(alive) == {"x": spent} and spent < 6_000


async def test_switching_off_gives_the_hosts_back(alive):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x", "youtube")
    options = await alive.open("options/options.html")
    await options.click("#switch-x")
    await options.wait_for_selector("#switch-x:not(:checked)")
    origins = await options.evaluate("chrome.permissions.getAll().then((all) => all.origins)")
    assert not any("x.com" in origin for origin in origins) and any("youtube" in o for o in origins)
    await watch(alive, "https://x.com/home")
    assert await attention(alive) == {}


async def test_a_host_taken_away_in_the_browser_is_not_watched(alive):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x")
    await alive.remote.evaluate("chrome.permissions.remove({origins: ['https://*.x.com/*']})")
    states = {each["id"]: each["state"] for each in (await alive.tell("state"))["platforms"]}
    assert states["x"] == "partly"
    await watch(alive, "https://x.com/home")
    assert await attention(alive) == {}


SCRIPTS = """chrome.scripting.getRegisteredContentScripts().then((all) =>
  Object.fromEntries(all.map(({ id, matches }) => [id, matches])))"""


async def test_scripts_run_where_something_is_switched_on_and_nowhere_else(alive):
    async def placed():
        return await alive.remote.evaluate(SCRIPTS)

    await alive.tell("consent", answer="accepted")
    assert await placed() == {}
    await alive.switch_on("reddit", "x", "youtube", "facebook")
    facebook = [f"https://{name}.facebook.com/*" for name in ("m", "web", "www")]
    await until(lambda: has(placed, "gestures"), 10, "the scripts are placed")
    scripts = await placed()
    assert sorted(scripts["gestures"]) == facebook, "where a rule asks for a gesture"
    assert "software" not in scripts, "no server was added"
    for pattern in [pattern for matches in scripts.values() for pattern in matches]:
        assert re.search(r"[/.](reddit|x|twitter|youtube|facebook)\.com/\*$", pattern), pattern
    for platform in ("reddit", "x", "youtube", "facebook"):
        await alive.tell("switch-off", ids=[platform])
    assert await placed() == {}


KEPT_FOR_GOOD = """chrome.scripting.getRegisteredContentScripts().then((all) =>
  all.filter(({ persistAcrossSessions }) => persistAcrossSessions).map(({ id }) => id).sort())"""
# A page would have to open in those very milliseconds to be without a script: so the removals are counted.
REMOVALS = """globalThis.removals = []; const { scripting } = chrome;
const remove = scripting.unregisterContentScripts.bind(scripting);
scripting.unregisterContentScripts = (which) => (removals.push(...which.ids), remove(which)); true"""


async def test_a_script_that_is_wanted_is_never_taken_away(alive):
    async def kept_for_good():
        return await alive.remote.evaluate(KEPT_FOR_GOOD)

    await alive.tell("consent", answer="accepted")
    await alive.switch_on("facebook")
    await until(lambda: has(kept_for_good, "gestures"), 10, "the scripts are placed")
    before = await kept_for_good()
    (background,) = alive.context.service_workers
    await background.evaluate(REMOVALS)
    await alive.switch_on("x", "youtube")
    assert await kept_for_good() == before == ["captcha-page", "controls", "gestures"]
    assert await background.evaluate("removals") == [], "a page that opens meanwhile would have no script"


async def has(placed, name: str) -> bool:
    return name in await placed()


async def test_withdrawing_consent_stops_the_clock(alive):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x")
    await alive.tell("consent", answer="declined")
    await watch(alive, "https://x.com/home")
    assert await kept(alive) == []


async def test_a_background_that_ended_goes_on_counting_the_same_visit(alive):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x")
    page = await alive.context.new_page()
    await page.goto("https://x.com/home")
    await page.bring_to_front()
    await asyncio.sleep(1.5)
    await alive.end_background()
    await asyncio.sleep(1.5)
    await alive.remote.bring_to_front()
    spent = await until(lambda: attention(alive), 10, "a chunk is kept")
    assert spent.keys() == {"x"} and spent["x"] >= 2_500


LIKE = "fetch('/i/api/graphql/abc/FavoriteTweet', {method: 'POST', body: '{}'}).then((r) => r.status)"


async def liked(alive) -> int:
    return len([act for act in await kept(alive) if act["kind"] == "like"])


async def like(alive) -> None:
    page = await alive.context.new_page()
    await page.goto("https://x.com/home")
    await page.click("p")
    assert await page.evaluate(LIKE) == 200
    await page.close()


WITHOUT = {
    "consent": ("consent", {"answer": "declined"}),
    "a pause": ("pause", {"minutes": 15}),
    "the switch": ("switch-off", {"ids": ["x"]}),
}


@pytest.mark.parametrize("type_, fields", WITHOUT.values(), ids=WITHOUT)
async def test_an_act_is_kept_only_while_it_may_be(alive, type_, fields):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x")
    await like(alive)

    async def once() -> bool:
        return await liked(alive) == 1

    await until(once, 10, "the like is kept")
    await alive.tell(type_, **fields)
    await like(alive)
    await watch(alive, "https://example.org/", 1)
    assert await liked(alive) == 1


async def test_a_platform_that_is_off_is_not_recorded_though_its_host_is_allowed(alive):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on("x")
    await alive.remote.evaluate("chrome.storage.local.set({on: []})")
    await like(alive)
    await watch(alive, "https://x.com/home")
    assert await kept(alive) == []
