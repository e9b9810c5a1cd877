"""Pausing, naming, connecting and disconnecting browsers on the page, in a real Chromium."""

import pytest

from pointeuse.collector.app_keys import CLIENTS
from tests.dashboard.data_page import noon, paired, says
from tests.dashboard.seeded import act, fill

pytestmark = pytest.mark.browser


async def test_a_pause_says_which_browser_has_not_taken_note(looking, served):
    await paired(served, "Laptop")
    looked = await looking()
    assert await looked.text("#pause-summary") == "Recording is on."
    await looked.page.click("[data-pause='']")
    await says(looked, "#pause-summary", "Paused until you resume.")
    assert "Laptop: has not taken note yet" in await looked.text("#pause-browsers")
    assert "paused" in looked.page.url
    await looked.page.click("#resume")
    await says(looked, "#pause-summary", "Recording is on.")
    assert "recording" in looked.page.url
    assert await looked.page.is_hidden("#resume")


async def test_a_browser_is_named_and_disconnected_after_a_second_press(looking, served, today):
    await fill(
        served.store, [act(1, noon(today - 1), "like", "youtube", "youtube.like")], await paired(served)
    )
    looked = await looking()
    await looked.page.click("#browsers-list button >> nth=0")
    await looked.page.keyboard.type("  Work laptop ")
    await looked.page.keyboard.press("Enter")
    await says(looked, "#browsers-state", "It is called Work laptop now.")
    assert "Work laptop (Chromium 156)" in await looked.text("#browsers-list")
    await looked.page.click("#browsers-list button >> nth=1")
    await says(looked, ".sure", "Work laptop would no longer be able to send anything.")
    assert served.app[CLIENTS].everyone()[0].revoked_at is None
    await looked.page.click(".sure .grave")
    await says(looked, "#browsers-state", "Work laptop is disconnected.")
    assert served.app[CLIENTS].everyone()[0].revoked_at is not None
    await says(looked, "#browsers-summary", "No browser is connected.")


async def test_another_browser_gets_a_code_to_type(looking, served):
    looked = await looking()
    await looked.page.click("#another")
    await says(looked, "#browsers-state", "Type this code into the extension’s popup within 120 seconds: ")
