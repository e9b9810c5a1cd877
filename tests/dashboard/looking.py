"""Somebody who looks at the dashboard in a real browser, and notes everything that went wrong meanwhile."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, Page

from collector.app_keys import PORT, SESSIONS

FLAGS = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]
SECONDS = 15
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
# Where api.js keeps it; a page that is not yet anywhere has no storage.
KEEP_KEY = "if (location.host) localStorage.setItem('pointeuse.page-key', '%s')"


async def until(true: Callable[[], Awaitable[object]], what: str, seconds: float = SECONDS) -> None:
    """Wait until `true()` answers something true. Raises AssertionError naming `what` after `seconds`."""
    end = time.monotonic() + seconds
    while not await true():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        await asyncio.sleep(0.1)


@dataclass
class Look:
    """One tab in a profile of its own. `complaints` gathers errors and stray requests."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    async def open(
        cls, browser: Browser, served, width=1280, language="en", theme="light", period="month", path="/"
    ):
        """Open a page of the dashboard in a session of its own and wait until its charts are drawn."""
        look = await cls.begin(browser, served, width, language, theme)
        await look.page.goto(f"{served.base}{path}?period={period}")
        await look.settled()
        return look

    @classmethod
    async def begin(cls, browser: Browser, served, width=1280, language="en", theme="light"):
        """Return an empty tab with a session, as a ticket would have brought it."""
        context = await browser.new_context(
            viewport={"width": width, "height": 900}, locale=language, color_scheme=theme
        )
        _, cookie, page_key = served.app[SESSIONS].open()
        await context.add_cookies([{"name": f"dl_{served.app[PORT]}", "value": cookie, "url": served.base}])
        await context.add_init_script(f"{REPORT_VIOLATIONS}; {KEEP_KEY % page_key}")
        look = cls(context, await context.new_page())
        look.watch(served.base)
        return look

    def watch(self, base: str) -> None:
        """Note what nobody should see."""

        def said(message) -> None:
            if message.type in {"error", "warning"}:
                self.complaints.append(f"console: {message.text}")

        def asked(request) -> None:
            if not request.url.startswith((f"{base}/", "data:")):
                self.complaints.append(f"request: {request.url}")

        self.page.on("console", said)
        self.page.on("pageerror", lambda error: self.complaints.append(f"page: {error}"))
        self.page.on("request", asked)

    async def settled(self) -> None:
        """Wait until the page is shown, with the views that come later, and every chart in it is drawn."""
        await self.page.wait_for_selector("#page:not([hidden])", timeout=SECONDS * 1000)
        if await self.page.locator("#hour").count():
            await until(self.whole, "the views that come later")
        await until(self.drawn, "charts drawn")

    async def whole(self) -> bool:
        """Whether the views that come after the overview have been answered."""
        names = (
            "performance.getEntriesByType('resource').filter((one) => one.responseEnd).map((one) => one.name)"
        )
        asked = await self.page.evaluate(names)
        return all(any(f"/v1/view/{view}?" in name for name in asked) for view in ("labour", "rhythm"))

    async def drawn(self) -> bool:
        """Whether each chart that is not hidden has an SVG."""
        boxes = "[...document.querySelectorAll('.chart')].filter((box) => !box.closest('[hidden]'))"
        return await self.page.evaluate(f"{boxes}.every((box) => box.querySelector('svg'))")

    async def text(self, selector: str) -> str:
        return await self.page.inner_text(selector)

    async def marks(self, chart: str, kind: str) -> int:
        """Return how many marks of a kind (`rect`, `symbol`) the chart has."""
        return await self.page.locator(f"#{chart} svg g.mark-{kind}.role-mark path").count()

    async def cells(self, table: str) -> list[list[str]]:
        """Return the body of a table as texts, whether it is unfolded or not."""
        rows = f"[...document.querySelectorAll('#{table} tbody tr')]"
        return await self.page.evaluate(
            f"{rows}.map((row) => [...row.cells].map((cell) => cell.textContent))"
        )
