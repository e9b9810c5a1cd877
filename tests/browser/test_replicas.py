"""The replicas themselves: their pages run without an error and post only what their servers know."""

import pytest

from tests.browser.shapes import IN_CHROMIUM

pytestmark = pytest.mark.browser

PAGES = {
    "https://www.youtube.com/watch?v=a": ("like", "like", "dislike", "share", "report", "beacon", "comment"),
    "https://x.com/home": ("like", "like", "repost", "post", "reply", "quote", "draft"),
    "https://www.facebook.com/": ("like", "like", "love", "clear", "open", "comment"),
    "https://www.facebook.com/?auto": (),
    "https://www.reddit.com/r/a/comments/abc123/": ("up", "down", "down", "comment"),
    "https://old.reddit.com/r/a/comments/abc123/": ("up", "down", "down", "comment"),
}


@pytest.fixture(scope="module")
async def bare_browser(start_browser):
    browser = await start_browser(bare=True)
    yield browser
    await browser.close()


@IN_CHROMIUM
@pytest.mark.parametrize("address", PAGES)
async def test_replica_pages_post_only_what_their_servers_know(bare_browser, sites, address):
    page = await bare_browser.open(address)
    answers = await watch_answers(page)
    for control in PAGES[address]:
        await page.click(f"#{control}")
        await page.until("return document.body.dataset.busy === '0'")
    assert await page.run(answers) == []
    assert "ERROR" not in await page.run("return document.title")
    await page.close()


async def watch_answers(page) -> str:
    """Note from now on every post that is not accepted; returns the code that reads the notes."""
    await page.run(
        """const real = window.fetch; window.refused = [];
        window.fetch = async (...request) => {
          const answer = await real(...request);
          if (!answer.ok) window.refused.push(request[0]);
          return answer;
        };"""
    )
    return "return window.refused"


@IN_CHROMIUM
@pytest.mark.parametrize("board", ["static", "dynamic"])
@pytest.mark.parametrize("vendor", ["www.google.com", "www.recaptcha.net"])
async def test_replica_challenge_is_solved_by_the_right_tiles(bare_browser, board, vendor):
    page = await bare_browser.open(f"https://shop.example/?board={board}&vendor={vendor}")
    await page.click("#rc-anchor-container", frame="#widget")
    await page.until("return document.body.dataset.shown", frame="#challenge")
    for tile in (0, 4, 8):
        await page.click(f"#tile-{tile}", frame="#challenge")
    await page.click("#recaptcha-verify-button", frame="#challenge")
    await page.until("return document.title === 'Proved'")
    checked = "return document.querySelector('#recaptcha-anchor').getAttribute('aria-checked') === 'true'"
    await page.until(checked, frame="#widget")
    await page.close()
