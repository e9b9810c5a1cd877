"""Advertisements: each that was shown counts once, and nothing that stands around it."""

import pytest

from tests.replicas import advertisements

pytestmark = pytest.mark.browser


async def test_each_advertisement_that_was_shown_counts_once_and_nothing_near_it(person, sites):
    before = person.collector.tally()
    with sites.everywhere(advertisements.answer):
        for host in advertisements.HOSTS:
            page = await person.browser.open(f"https://{host}{advertisements.PATH}")
            await page.click("#show")
            await page.until("return window.shown === true")
            await page.close()
    await person.counted(advertisements.SHOWN, before)
