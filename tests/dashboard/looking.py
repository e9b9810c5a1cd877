"""Somebody who looks at the dashboard in a real browser, and notes everything that went wrong meanwhile."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Error, Page

from pointeuse.dashboard.pages.addresses import PAGES
from pointeuse.dashboard.pages.layout import DASHBOARD, parts_of
from tests.browser.driving import pause_after
from tests.suite import evidence

FLAGS = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]
SECONDS = 15
AT_A_GLANCE = ("data", "home")  # what has a part of the same name as another page has a whole card
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
SAYS = """(card) => {
  const [page, box] = [document.getElementById("page"), document.querySelector(card)];
  const chart = box?.matches(".chart") ? box : box?.querySelector(".chart");
  const isShown = page && box && !box.closest("[hidden]") && box.textContent.trim();
  return !!isShown && (!chart || !!chart.querySelector("svg"));
}"""
# Where api.js keeps it; a page that is not yet anywhere has no storage.
KEEP_KEY = "if (location.host) localStorage.setItem('pointeuse.page-key', '%s')"


async def until(true: Callable[[], Awaitable[object]], what: str, seconds: float = SECONDS) -> None:
    """Wait until `true()` answers something true. Raises AssertionError naming `what` after `seconds`."""
    began = time.monotonic()
    while not await true():
        waited = time.monotonic() - began
        assert waited < seconds, f"not within {seconds} s: {what}"
        await asyncio.sleep(pause_after(waited))


@cache
def views_of(cards: str) -> set[str]:
    """Return the names of the views that cards are fed with, from their scripts."""
    scripts = [DASHBOARD / "cards" / card / "card.js" for card in cards.split()]
    return {
        view
        for script in scripts
        for view in re.findall(r'^export const view = "(\w+)"', script.read_text("utf-8"), re.M)
    }


@cache
def page_of(card: str | None) -> str:
    """Return the address of the page that shows all of a card, by a selector of it or of a part of it."""
    name = (card or "").removeprefix("#")
    for page in (*(page for page in PAGES if page not in AT_A_GLANCE), *AT_A_GLANCE):
        markup = [
            (DASHBOARD / "cards" / card / "card.html").read_text("utf-8") for card in parts_of(page)["cards"]
        ]
        if any(f'id="{name}"' in text or f'chart_card("{name}"' in text for text in markup):
            return PAGES[page].address
    return "/"


PROFILES: dict[tuple[Browser, str], BrowserContext] = {}
TABS: Counter[str] = Counter()  # how many are open, by the cookie of their log


async def profile_of(browser: Browser, language: str) -> BrowserContext:
    """Return the profile of somebody who reads `language`: a new one costs as much as a page."""
    if (browser, language) not in PROFILES:
        PROFILES[browser, language] = await browser.new_context(locale=language)
    return PROFILES[browser, language]


@dataclass
class Look:
    """One tab with a session. `complaints` gathers errors and stray requests."""

    context: BrowserContext
    page: Page
    cookie: str
    complaints: list[str] = field(default_factory=list)
    is_over: bool = False  # a page whose session is taken away complains, and may

    @classmethod
    async def open(
        cls,
        browser: Browser,
        served,
        looks: "list[Look]",
        width=1280,
        language="en",
        theme="light",
        period="month",
        path=None,
        card=None,
    ):
        """Open a page of the dashboard in a tab, which is added to `looks` for whoever closes it.

        Without a path it is the page that has all of `card`, or home.

        Waits until all its charts are drawn; with `card`, the selector of a card or of a part of one, until
        that says something and its chart is drawn, if it has one.
        """
        look = await cls.begin(browser, served, looks, width, language, theme)
        path = path or page_of(card)
        await look.page.goto(f"{served.base}{path}{'&' if '?' in path else '?'}period={period}")
        await (look.settled() if card is None else look.says(card))
        return look

    @classmethod
    async def begin(
        cls, browser: Browser, served, looks: "list[Look]", width=1280, language="en", theme="light"
    ):
        """Return an empty tab with the session of `served`, as a ticket would have brought it."""
        context = await profile_of(browser, language)
        name, _, value = served.headers["Cookie"].partition("=")
        await context.add_cookies([{"name": name, "value": value, "url": served.base}])
        look = cls(context, await context.new_page(), name)
        await look.page.set_viewport_size({"width": width, "height": 900})
        await look.page.emulate_media(color_scheme=theme)
        await look.page.add_init_script(f"{REPORT_VIOLATIONS}; {KEEP_KEY % served.page_key}")
        look.watch(served.base)
        TABS[name] += 1
        looks.append(look)
        evidence.present(look)
        return look

    async def close(self) -> None:
        """Close the tab; with the last one of a log, its session and what its pages have kept go too."""
        evidence.gone(self)
        self.is_over = True
        TABS[self.cookie] -= 1
        if not TABS[self.cookie]:
            with suppress(Error):  # a tab that is nowhere has kept nothing
                await self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
            await self.context.clear_cookies(name=self.cookie)
        await self.page.close()

    def watch(self, base: str) -> None:
        """Note what nobody should see."""

        def complain(about: str) -> None:
            if not self.is_over:
                self.complaints.append(about)

        def said(message) -> None:
            if message.type in {"error", "warning"}:
                complain(f"console: {message.text}")

        def asked(request) -> None:
            if not request.url.startswith((f"{base}/", "data:")):
                complain(f"request: {request.url}")

        self.page.on("console", said)
        self.page.on("pageerror", lambda error: complain(f"page: {error}"))
        self.page.on("request", asked)

    async def settled(self) -> None:
        """Wait until the page is shown, with the views that come later, and every chart in it is drawn."""
        await self.page.wait_for_selector("#page:not([hidden])", timeout=SECONDS * 1000)
        await until(self.whole, "the views that come later")
        await until(self.drawn, "charts drawn")

    async def says(self, card: str) -> None:
        """Wait until a card, or a part of one, is shown with its words and its chart."""

        async def there() -> bool:
            return await self.page.evaluate(SAYS, card)

        await until(there, f"{card} is shown")

    async def whole(self) -> bool:
        """Whether every view that a card of the page is fed with has been answered."""
        names = (
            "performance.getEntriesByType('resource').filter((one) => one.responseEnd).map((one) => one.name)"
        )
        asked = await self.page.evaluate(names)
        cards = await self.page.get_attribute("#page", "data-cards") or ""
        return all(any(f"/v1/view/{view}?" in name for name in asked) for view in views_of(cards))

    async def drawn(self) -> bool:
        """Whether each chart that is not hidden has an SVG."""
        boxes = "[...document.querySelectorAll('.chart')].filter((box) => !box.closest('[hidden]'))"
        return await self.page.evaluate(f"{boxes}.every((box) => box.querySelector('svg'))")

    async def testify(self, folder: Path) -> None:
        """Show the page, whole, and what was wrong with it so far."""
        await self.page.screenshot(path=folder / "page.png", full_page=True)
        (folder / "page.txt").write_text("\n".join([self.page.url, *self.complaints]), "utf-8")

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
