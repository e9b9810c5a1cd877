"""MediaWiki on somebody's server, edited through its own pages: what is saved counts, nothing else does."""

import pytest

from tests.browser.driving import until
from tests.browser.real_programs.browsing import add_server, follow, posted
from tests.browser.real_programs.mediawiki import HOST, NAME, PASSWORD
from tests.browser.shapes import IN_CHROMIUM

pytestmark = [pytest.mark.browser, pytest.mark.slow, IN_CHROMIUM]

EDIT = {("wikimedia", "edit"): 1}
WATCHED = "return document.querySelector('#ca-unwatch')"


@pytest.fixture(scope="module")
async def article(person, wiki) -> str:
    """An article of a wiki that the person has added; its address."""
    assert "MediaWiki" in await add_server(person, HOST)
    return f"{wiki}/wiki/Main_Page"


async def test_only_the_saved_edit_is_counted(person, sites, article):
    before = person.collector.tally()
    page = await person.browser.open(article)
    await follow(page, "#ca-edit a")
    await page.type("#wpTextbox1", "Written by hand. ")
    await page.click("#wpSummary")  # the wiki then sends the text in advance, as if it were saved
    await until(lambda: _stashed(sites), 15, "the wiki prepares the edit")
    await follow(page, "#wpPreview")
    await follow(page, "#wpDiff")
    await person.counted({}, before)
    await follow(page, "#wpSave")
    await person.counted(EDIT, before)
    assert await page.run("return document.body.textContent.includes('Written by hand.')")
    await page.close()


async def _stashed(sites) -> bool:
    return any(seen.path == "/w/api.php" and b"action=stashedit" in seen.body for seen in posted(sites, HOST))


async def test_reading_searching_logging_in_and_watching_are_not_counted(person, sites, article):
    before = person.collector.tally()
    page = await person.browser.open(article)
    await follow(page, "#ca-history a")
    await page.type("#searchInput", "hand")
    await follow(page, "#searchButton")
    await follow(page, "#pt-login a")
    await page.type("#wpName1", NAME)
    await page.type("#wpPassword1", PASSWORD)
    await follow(page, "#wpLoginAttempt")
    await page.go(article)
    await page.click("#ca-watch a")
    await page.until(WATCHED)
    assert b"action=watch" in next(posted(sites, HOST)).body
    await page.close()
    await person.counted({}, before)
