"""A pause that was wished on the dashboard is obeyed and shown as one's own; one's own is told."""

import pytest

from tests.browser.driving import until
from tests.extension.test_pages import connected, said, shows

pytestmark = pytest.mark.browser

OPEN = 2**53 - 1
NOW = "Date.now()"
KEPT = "chrome.storage.local.get(['pausedUntil', 'pausedAt'])"


async def wished(alive, ledger, until_: int) -> dict:
    """Have the collector hold a wish of now, and return it."""
    ledger.pause |= {"until": until_, "at": await alive.remote.evaluate(NOW)}
    return {"until": ledger.pause["until"], "at": ledger.pause["at"]}


async def known(ledger, wish: dict) -> None:
    async def is_known() -> bool:
        return ledger.pause.get("known") == wish

    await until(is_known, 10, "the collector has been told")


async def badge(alive) -> str:
    return await alive.remote.evaluate("chrome.action.getBadgeText({})")


@pytest.fixture
async def paired(alive, ledger):
    """The extension, paired with a collector that knows of pauses."""
    ledger.pause = {"until": 0, "at": 0}
    await (await connected(alive, ledger)).close()
    return alive


async def test_a_pause_of_the_dashboard_is_shown_and_told_and_ends_with_it(paired, ledger):
    wish = await wished(paired, ledger, OPEN)
    popup = await paired.open("popup/popup.html", 340)
    await shows(popup, "#clock-line", said("paused_open"))
    await known(ledger, wish)
    assert await badge(paired) == "II"
    assert (await paired.remote.evaluate("chrome.alarms.get('hear')"))["periodInMinutes"] == 1
    wish = await wished(paired, ledger, 0)
    popup = await paired.open("popup/popup.html", 340)
    await shows(popup, "#clock-line", said("recording_none"))
    await known(ledger, wish)
    assert await badge(paired) == ""
    assert await paired.remote.evaluate("chrome.alarms.get('hear')") is None


async def test_a_pause_of_the_popup_is_told_at_once_and_so_is_its_end(paired, ledger):
    await paired.tell("pause", minutes=15)
    told = await paired.remote.evaluate(KEPT)
    await known(ledger, {"until": told["pausedUntil"], "at": told["pausedAt"]})
    await paired.tell("resume")
    told = await paired.remote.evaluate(KEPT)
    assert told["pausedUntil"] == 0
    await known(ledger, {"until": 0, "at": told["pausedAt"]})


async def test_the_popup_may_resume_what_the_dashboard_paused(paired, ledger):
    wish = await wished(paired, ledger, OPEN)
    await paired.tell("numbers")
    await known(ledger, wish)
    await paired.tell("resume")
    await paired.tell("numbers")
    told = await paired.remote.evaluate(KEPT)
    assert told["pausedUntil"] == 0 and told["pausedAt"] > wish["at"]


async def test_a_page_of_the_collector_that_changes_its_address_has_the_browser_ask(paired, ledger):
    page = await paired.context.new_page()
    await page.goto(f"http://127.0.0.1:{ledger.port}/open")
    wish = await wished(paired, ledger, OPEN)
    await page.evaluate("history.replaceState(null, '', '#paused')")
    await known(ledger, wish)
    assert await badge(paired) == "II"


async def test_a_wish_outlives_the_background_and_its_alarms_are_set_again(paired, ledger):
    wish = await wished(paired, ledger, await paired.remote.evaluate(NOW) + 900_000)
    await paired.tell("numbers")
    await known(ledger, wish)
    await paired.remote.evaluate("chrome.alarms.clearAll()")
    await paired.end_background()
    assert (await paired.tell("state"))["pausedUntil"] == wish["until"]

    async def are_set() -> bool:
        names = await paired.remote.evaluate("chrome.alarms.getAll().then((all) => all.map((a) => a.name))")
        return {"pause", "hear"} <= set(names)

    await until(are_set, 5, "the alarms are set")


async def test_an_older_collector_is_told_nothing_and_all_goes_on(alive, ledger):
    await connected(alive, ledger)
    await alive.tell("pause", minutes=15)
    await alive.tell("resume")
    await alive.tell("numbers")
    assert (await alive.tell("state"))["delivery"]["state"] == "ok"
    assert all("pause" not in body for _, body in ledger.arrivals)


async def test_nobody_asks_before_the_person_has_consented(alive, ledger):
    ledger.pause = {"until": 0, "at": 0}
    await connected(alive, ledger)
    await alive.tell("consent", answer="declined")
    before = len(ledger.arrivals)
    page = await alive.context.new_page()
    await page.goto(f"http://127.0.0.1:{ledger.port}/open")
    await page.evaluate("history.replaceState(null, '', '#paused')")
    await alive.tell("state")
    assert len(ledger.arrivals) == before
