"""What axe has against a page, with everything unfolded that can be."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page


async def unfold(page: Page) -> None:
    for closed in await page.query_selector_all("details:not([open]) > summary"):
        if await closed.is_visible():
            await closed.click()


async def violations(page: Page) -> list[tuple[str, list]]:
    """Return each rule that is broken, and where."""
    found = await Axe().run(page)
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found.response["violations"]]
