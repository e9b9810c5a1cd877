"""How a person meets a CAPTCHA: the box, the board of pictures, the answer, at the replica of a shop."""

from tests.browser.driving import Page
from tests.browser.person import IDLE

SHOP = "https://shop.example/"


async def ask(page: Page) -> None:
    """Find the box, which takes a person a second, tick it and wait for the board."""
    await page.run("await new Promise((done) => setTimeout(done, 1_000))")
    await page.click("#rc-anchor-container", frame="#widget")
    await page.until("return document.body.dataset.shown", frame="#challenge")


async def answer(page: Page, *tiles: int) -> None:
    """Click tiles and press Verify, then wait for what the vendor says."""
    await press(page, *tiles)
    await page.until(IDLE, frame="#challenge")


async def press(page: Page, *tiles: int) -> None:
    """Click tiles and press Verify."""
    for tile in tiles:
        await page.click(f"#tile-{tile}", frame="#challenge")
    await page.click("#recaptcha-verify-button", frame="#challenge")


async def proved(page: Page) -> None:
    """Wait until the shop is content."""
    await page.until("return document.title === 'Proved'")
