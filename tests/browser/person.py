"""The person at the browser: what she does with the extension, by its own pages and real clicks."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from tests.browser.collector_process import Collector
from tests.browser.driving import Browser, Page, until
from tests.browser.sites import Sites
from tests.browser.tabs import Tabs

READY = "return document.documentElement.dataset.ready !== undefined"
IDLE = "return !Number(document.body.dataset.busy)"
WRITTEN = ("comment", "post", "reply", "quote")
IS_ON = "return document.getElementById(`switch-${args[0]}`)?.checked"
STATE = 'return (globalThis.browser ?? chrome).runtime.sendMessage({ type: "state" })'
SAME_ACT_S = 1.0  # sooner in the same tab, the marking act is the one before
MARK = ("x", "share")  # what `settled` adds, and what no other test expects


@dataclass
class Person:
    """A browser with the extension, and the collector that it is, or will be, paired with."""

    browser: Browser
    collector: Collector
    sites: Sites
    marked: float = 0.0

    def __post_init__(self) -> None:
        self.marking = Tabs(self.browser)

    async def consent(self) -> None:
        """Agree on the welcome page, which the installation has opened."""
        if self.browser.launch.permanent:  # it was closed when the browser was started again
            page = await self.extension_page("welcome/welcome.html")
        else:
            page = await self.browser.opened("welcome/welcome.html")
        await page.until(READY)
        await page.click("#accept")
        await page.until("return !document.getElementById('platforms').hidden")
        await page.close()

    async def allow(self, *platforms: str) -> None:
        """Switch platforms on in the settings, saying yes to what the browser then asks."""
        page = await self.extension_page("options/options.html")
        known = (await page.run(STATE))["platforms"]
        await self.browser.grant(
            [host for each in known if each["id"] in platforms for host in each["origins"]]
        )
        await page.go(await page.run("return location.href"))
        await page.until(READY)
        for platform in platforms:
            await switch_on(page, platform)
        await page.close()

    async def allow_all(self) -> None:
        """Switch every platform on at once in the settings."""
        page = await self.extension_page("options/options.html")
        known = (await page.run(STATE))["platforms"]
        await self.browser.grant(sorted({host for each in known for host in each["origins"]}))
        await page.go(await page.run("return location.href"))
        await page.until(READY)
        if await page.run("return !document.getElementById('all').hidden"):
            await page.click("#all")
        await page.until("return document.getElementById('all').hidden")
        await page.close()

    async def pair(self) -> None:
        """Open the link that the collector prints, and press Connect on the page that the extension opens."""
        tab = await self.browser.open(await self.collector.pairing_link())
        connect = await self.browser.opened("connect/connect.html")
        await connect.until(READY)
        await connect.click("#connect")
        await connect.until("return !document.getElementById('connected').hidden")
        await connect.close()
        await tab.close()

    async def extension_page(self, path: str) -> Page:
        """Open a page of the extension and wait until it is drawn."""
        page = await self.browser.extension_page(path)
        await page.until(READY)
        return page

    async def use(self, address: str, controls: Sequence[str] = (), found_after: float = 0) -> None:
        """Open a replica, click its controls one after the other, and close it once all is sent.

        `found_after`: seconds until the person has found the first control.
        """
        page = await self.browser.open(address)
        await page.until(IDLE)
        await asyncio.sleep(found_after)
        for position, control in enumerate(controls):
            if position:
                await page.run("await new Promise((done) => setTimeout(done, 800))")  # no double click
            if control in WRITTEN:
                await page.type("#words", "hi")
            await page.click(f"#{control}")
            await page.until(IDLE)
        await page.close()

    async def counted(self, expected: dict, since: Counter) -> None:
        """Wait until the log has grown by exactly `expected` since the tally `since`, and stays so."""
        grown = await self.grown(since, expected)
        assert grown == Counter(expected), f"the log has grown by {dict(grown)}, not by {dict(expected)}"

    async def grown(self, since: Counter, expected: dict | None = None) -> Counter:
        """What the log has gained since the tally `since`, once everything on its way has arrived."""
        if expected:
            await self.arrived(since, expected)
        await self.settled()
        return _difference(self.collector.tally(), since)

    async def arrived(self, since: Counter, expected: dict, within: float = 20) -> None:
        """Wait until the log has gained at least `expected`; if it does not, the caller will say so."""

        async def is_there() -> bool:
            gained = _difference(self.collector.tally(), since)
            return all(gained[key] == n for key, n in expected.items())

        try:
            await until(is_there, within, "the acts arrive")
        except TimeoutError:
            return

    async def settled(self) -> None:
        """Wait until all that was done so far has arrived: acts arrive in order, so do one more."""
        before = self.collector.tally()[MARK]
        self.marking.begin()
        await asyncio.sleep(max(0.0, self.marked + SAME_ACT_S - time.monotonic()))
        page = await self.marking.to("https://x.com/home")
        await page.click("#repost")
        self.marked = time.monotonic()

        async def is_there() -> bool:
            return self.collector.tally()[MARK] > before

        await until(is_there, 20, "the marking act arrives")
        await page.go("about:blank")  # nothing of the tab is to be counted in between

    async def send_now(self) -> None:
        """Have the extension try the collector again without waiting: opening the popup does."""
        await (await self.extension_page("popup/popup.html")).close()

    async def waiting(self, acts: int) -> None:
        """Wait until the extension says that so many acts wait for the collector, with or without time."""
        page = await self.extension_page("popup/popup.html")
        await page.until(f"{STATE.rstrip()}.then(({{ waiting }}) => waiting >= args[0])", acts)
        await page.close()

    async def addresses(self, *paths: str) -> list[str]:
        """The addresses of the extension's own files."""
        page = await self.extension_page("popup/popup.html")
        found = await page.run(
            "return args.map((path) => (globalThis.browser ?? chrome).runtime.getURL(path))", *paths
        )
        await page.close()
        return found

    async def open_dashboard(self) -> Page:
        """Open the link that the collector prints and return the tab once it shows the dashboard."""
        page = await self.browser.open(await self.collector.dashboard_link())
        await page.until("return location.pathname === '/'")
        return page


def _difference(now: Counter, then: Counter) -> Counter:
    change = Counter({key: now[key] - then[key] for key in now | then if key != MARK})
    return Counter({key: n for key, n in change.items() if n})


async def switch_on(page: Page, platform: str) -> None:
    """Click a switch until it is on: a grant may have switched it on between the look and the click."""
    for _ in range(5):
        if not await page.run(IS_ON, platform):
            await page.click(f"#switch-{platform}")
        with suppress(TimeoutError):
            return await page.until(IS_ON, platform, within=5)
    raise TimeoutError(f"{platform} cannot be switched on")
