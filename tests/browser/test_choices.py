"""What the person decides holds at once: refuse, pause, switch off, forget."""

from collections import Counter

import pytest

from tests.browser.driving import until

pytestmark = pytest.mark.browser

YOUTUBE, X = "https://www.youtube.com/watch?v=a", "https://x.com/home"
LIKED = {("youtube", "like"): 1}


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
