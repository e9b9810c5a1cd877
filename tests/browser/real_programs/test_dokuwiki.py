"""DokuWiki on somebody's server, edited through its own pages: what is saved counts, nothing else does."""

import pytest

from tests.browser.driving import until
from tests.browser.real_programs.browsing import add_server, follow, posted
from tests.browser.real_programs.dokuwiki import HOST
from tests.browser.shapes import IN_FIREFOX

pytestmark = [pytest.mark.browser, pytest.mark.slow, IN_FIREFOX]

EDITING = "a[href*='do=edit']"
EDIT = {("dokuwiki", "edit"): 1}
# The wiki keeps a draft with the first key after half a minute; the test does not wait so long.
HALF_A_MINUTE_LATER = "dw_locktimer.lasttime = new Date(Date.now() - 40_000)"


@pytest.fixture(scope="module")
async def article(person, notes) -> str:
    """A page that nobody has written yet, of a wiki that the person has added; its address."""
    assert "DokuWiki" in await add_server(person, HOST)
    return f"{notes}/doku.php?id=today"


async def test_only_the_saved_edit_is_counted(person, sites, article):
    before = person.collector.tally()
    page = await person.browser.open(article)
    await follow(page, EDITING)
    await follow(page, "button[name='do[cancel]']")
    await follow(page, "a[href*='do=revisions']")
    await page.type("#qsearch__in", "hand")
    await follow(page, "#dw__search button[type=submit]")
    await page.go(article)
    await follow(page, EDITING)
    await page.run(HALF_A_MINUTE_LATER)
    await page.type("#wiki__text", "Written by hand.")
    await until(lambda: _drafted(sites), 15, "the wiki keeps a draft")
    await follow(page, "#edbtn__preview")
    await person.counted({}, before)
    await follow(page, "#edbtn__save")
    await person.counted(EDIT, before)
    assert await page.run("return document.body.textContent.includes('Written by hand.')")
    assert any(seen.path == "/lib/exe/taskrunner.php" for seen in sites.seen)
    await page.close()


async def _drafted(sites) -> bool:
    return any(seen.path == "/lib/exe/ajax.php" and b"call=lock" in seen.body for seen in posted(sites, HOST))
