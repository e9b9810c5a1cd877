"""What the person decides holds at once: refuse, pause, switch off, forget."""

from collections import Counter

import pytest

from tests.browser.driving import until
from tests.browser.person import READY
from tests.browser.test_every_rule import press
from tests.replicas import sender

pytestmark = pytest.mark.browser

YOUTUBE, X = "https://www.youtube.com/watch?v=a", "https://x.com/home"
LIKED = {("youtube", "like"): 1}
KNOWN = """const { platforms } = await (globalThis.browser ?? chrome).runtime.sendMessage({ type: "state" });
const known = platforms.find(({ id }) => id === args[0]);"""
IS = f"{KNOWN} return known.state === args[1]"
ORIGINS = f"{KNOWN} return known.origins"


async def test_nothing_is_recorded_during_a_pause(person):
    before = person.collector.tally()
    popup = await person.extension_page("popup/popup.html")
    await popup.click("#pause-60")
    await popup.until("return !document.getElementById('resume').hidden")
    await person.use(YOUTUBE, ["like"])
    await popup.click("#resume")
    await popup.until("return document.getElementById('resume').hidden")
    await popup.close()
    await person.counted({}, before)
    await person.use(YOUTUBE, ["like"])
    await person.counted(LIKED, before)


async def test_nothing_is_recorded_during_a_pause_that_was_wished_on_the_dashboard(person):
    before = person.collector.tally()
    dashboard = await person.browser.open(await person.collector.dashboard_link())
    await dashboard.until("return location.pathname === '/' && localStorage.getItem('pointeuse.page-key')")
    await wish(dashboard, "pause", {"minutes": 60})
    await person.use(YOUTUBE, ["like"])
    popup = await person.extension_page("popup/popup.html")
    assert await popup.run("return document.getElementById('clock').dataset.clock") == "paused"
    await popup.close()
    await wish(dashboard, "resume", {})
    await person.counted({}, before)
    await person.use(YOUTUBE, ["like"])
    await person.counted(LIKED, before)
    await dashboard.close()


ASK = """const [method, path, content] = args;
const key = { "X-Page-Key": localStorage.getItem("pointeuse.page-key"), "Content-Type": "application/json" };
const answer = await fetch(path, { method, headers: key, body: content && JSON.stringify(content) });
return answer.json();"""


async def wish(dashboard, what: str, content: dict) -> None:
    """Pause or resume as a page of the dashboard does, and wait until every browser has taken note."""
    await dashboard.run(ASK, "POST", f"/v1/{what}", content)
    await dashboard.run("history.replaceState(null, '', args[0])", f"#{what}")

    async def is_noted() -> bool:
        browsers = (await dashboard.run(ASK, "GET", "/v1/pause", None))["browsers"]
        return bool(browsers) and all(each["since"] for each in browsers)

    await until(is_noted, 10, f"the browser has heard: {what}")


async def test_nothing_is_recorded_after_the_consent_was_withdrawn(person):
    before = person.collector.tally()
    options = await person.extension_page("options/options.html")
    await options.click("#withdraw")
    await options.click("#yes")
    await options.until("return document.getElementById('withdraw').hidden")
    await options.close()
    await person.use(YOUTUBE, ["like"])
    welcome = await person.extension_page("welcome/welcome.html")
    await welcome.click("#accept")
    await welcome.until("return !document.getElementById('platforms').hidden")
    await welcome.close()
    await person.counted({}, before)


async def test_platform_that_is_switched_off_is_not_recorded(person):
    before = person.collector.tally()
    options = await person.extension_page("options/options.html")
    await options.click("#switch-youtube")
    await options.until("return !document.getElementById('switch-youtube').checked")
    await person.use(YOUTUBE, ["like"])
    await person.counted({}, before)
    await options.click("#switch-youtube")
    await options.until("return document.getElementById('switch-youtube').checked")
    await options.close()
    await person.use(YOUTUBE, ["like"])
    await person.counted(LIKED, before)


async def test_permission_taken_back_in_the_browser_stops_at_once_and_can_be_given_again(person):
    before = person.collector.tally()
    options = await person.extension_page("options/options.html")
    hosts = await options.run(ORIGINS, "youtube")
    await person.browser.revoke(hosts)
    await options.until(IS, "youtube", "taken")
    await person.use(YOUTUBE, ["like"])
    await person.counted({}, before)
    await person.browser.grant(hosts)
    await options.go(await options.run("return location.href"))
    await options.until(READY)
    if not await options.run(IS, "youtube", "on"):  # in one browser the answer given beforehand is a grant
        await options.click("#again-youtube")
        await options.until(IS, "youtube", "on")
    await options.close()
    await person.use(YOUTUBE, ["like"])
    await person.counted(LIKED, before)


async def test_uncertain_rule_counts_only_while_the_person_has_switched_it_on(person, sites):
    before = person.collector.tally()
    await vote(person, sites)
    await switch_rule(person, True)
    await vote(person, sites)
    await person.counted({("tumblr", "vote"): 1}, before)
    await switch_rule(person, False)
    await vote(person, sites)
    await person.counted({("tumblr", "vote"): 1}, before)


async def switch_rule(person, on: bool) -> None:
    options = await person.extension_page("options/options.html")
    await options.run("document.getElementById('details-tumblr').open = true")
    await options.click('[id="rule-tumblr.poll-vote"]')
    kept = "(await (globalThis.browser ?? chrome).storage.local.get('rules')).rules?.['tumblr.poll-vote']"
    await options.until(f"return {kept} === {'true' if on else 'undefined'}")
    await options.close()


async def vote(person, sites) -> None:
    poll = {"url": "/api/v2/polls/7", "json": {"selected": [0]}}
    with sites.everywhere(sender.answer):
        page = await person.browser.open(f"https://www.tumblr.com{sender.PATH}")
        await press(page, [poll])
        await page.close()


async def test_last_hour_is_forgotten_on_both_sides(person):
    async def nothing_left() -> bool:
        return person.collector.acts() == []

    await person.use(YOUTUBE, ["like"])
    await person.settled()
    popup = await person.extension_page("popup/popup.html")
    await popup.click("#forget")
    await popup.click("#forget-yes")
    await popup.until("return document.getElementById('note').textContent !== ''")
    await popup.close()
    await until(nothing_left, 20, "the collector has forgotten")
    await person.settled()
    await person.use(YOUTUBE, ["like"])
    await person.counted(LIKED, Counter())
