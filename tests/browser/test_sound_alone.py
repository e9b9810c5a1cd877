"""Sound with nobody there: for an hour, and not again before somebody is; the background really runs.

No headless browser is ever left alone, and none is heard: the background is told otherwise. The hour is not
waited for, it is written into what the browser keeps of the visit.
"""

import asyncio
import time

import pytest

from tests.browser.driving import until

pytestmark = pytest.mark.browser

HOUR_MS = 3_600_000
SLACK_MS = 2500
SOUND, SILENCE = "{ audible: true, mutedInfo: { muted: false } }", "{ audible: false }"
MUTED = "{ audible: true, mutedInfo: { muted: true } }"
# The two questions to the browser are answered by this from now on, in this life of the background.
LEFT = """const { idle, tabs } = scope.browser ?? scope.chrome;
scope.asked ??= [idle.queryState.bind(idle), tabs.query.bind(tabs)];
const [queryState, query] = scope.asked;
idle.queryState = async (...given) => scope.left ? "idle" : queryState(...given);
tabs.query = async (...given) => (await query(...given)).map((tab) => ({ ...tab, ...scope.heard }));
Object.assign(scope, PUT); return true;"""
LOOK = "await (globalThis.browser ?? chrome).runtime.sendMessage({ type: 'resume' }); return true"
# As if nobody had been there for so long already.
ALONE = """const asked = (request) => new Promise((ok) => { request.onsuccess = () => ok(request.result); });
const database = await asked(indexedDB.open("pointeuse"));
const store = database.transaction("state", "readwrite").objectStore("state");
const attention = await asked(store.get("attention"));
await asked(store.put({ ...attention, last: { ...attention.last, alone: args[0] } }, "attention"));
database.close()"""
IN_CHROMIUM = "(async () => {{ const scope = globalThis; {body} }})()"
IN_FIREFOX = "const scope = await browser.runtime.getBackgroundPage(); {body}"


class Left:
    """A background that can be told that nobody is there; `page` is one of our pages, in a tab behind."""

    def __init__(self, browser, page):
        self.browser, self.page = browser, page

    async def tell(self, put: str) -> None:
        body = LEFT.replace("PUT", put)
        if self.browser.name == "chromium":
            await self.browser.worker.evaluate(IN_CHROMIUM.format(body=body))
        else:
            await self.page.run(IN_FIREFOX.format(body=body))

    async def look(self) -> None:
        await self.page.run(LOOK)

    async def alone(self, ms: int) -> None:
        await self.page.run(ALONE, ms)


@pytest.fixture
async def left(another_person):
    """Somebody on a platform, with a key or the mouse just used; `left.visit` is the tab."""
    browser = another_person.browser
    behind = Left(browser, await browser.extension_page("manifest.json"))
    behind.visit = await browser.open("https://x.com/home")
    await behind.visit.click("body")
    await behind.tell("{ left: false }")
    await behind.look()
    return behind


async def grown(person, since: int = 0) -> int:
    """Wait until more of the time on X has arrived, and return how much more that is, in ms."""

    await person.send_now()

    async def more() -> int:
        return person.collector.attention().get("x", 0) - since

    return await until(more, 20, "the time has arrived")


async def test_sound_is_nobody_after_an_hour_until_somebody_is_there_again(left, another_person):
    began = time.monotonic()
    await left.tell(f"{{ left: true, heard: {SOUND} }}")
    await left.look()
    await left.alone(HOUR_MS - 3000)
    there = (time.monotonic() - began) * 1000
    await asyncio.sleep(6)
    await left.look()
    heard = await grown(another_person)
    assert 2900 <= heard <= there + 3000 + SLACK_MS

    await left.visit.front()
    await left.browser.stop_background()
    await left.tell(f"{{ left: true, heard: {SOUND} }}")
    await left.look()
    await left.alone(HOUR_MS)  # the first look of a background that starts is told nothing, and sees somebody
    await left.look()
    await asyncio.sleep(6)
    await left.look()
    await left.tell("{ left: false }")
    await left.look()
    await asyncio.sleep(2)
    await left.tell(f"{{ left: true, heard: {SILENCE} }}")
    await left.look()
    assert 1900 <= await grown(another_person, heard) <= 2000 + SLACK_MS


@pytest.mark.parametrize("heard", [SILENCE, MUTED], ids=["silent", "muted"])
async def test_what_nobody_hears_is_no_sound(left, another_person, heard):
    await left.tell(f"{{ left: true, heard: {heard} }}")
    await left.look()
    await asyncio.sleep(5)
    await left.tell("{ left: false }")
    await left.look()
    await asyncio.sleep(2)
    await left.visit.go("about:blank")
    await asyncio.sleep(1)
    assert 1900 <= await grown(another_person) <= 2000 + 2 * SLACK_MS
