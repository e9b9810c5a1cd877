"""Chromium and its relatives, driven by Playwright on the browser that is installed."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from playwright.async_api import BrowserContext, CDPSession, Error, Frame, Playwright, Worker
from playwright.async_api import Page as PlaywrightPage

from tests.browser.driving import SETTLED_S, Browser, Launch, Page, PageMoved, until
from tests.suite import evidence

FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-search-engine-choice-screen",
    "--hide-crash-restore-bubble",
    "--enable-logging",
]


ASLEEP = "return (await chrome.runtime.getContexts({contextTypes: ['BACKGROUND']})).length === 0"


class ChromiumPage(Page):
    def __init__(self, page: PlaywrightPage):
        self.page = page

    async def _frame(self, selector: str | None) -> Frame:
        if selector is None:
            return self.page.main_frame
        return await (await self.page.wait_for_selector(selector, state="attached")).content_frame()

    async def run(self, body: str, *args: object, frame: str | None = None) -> Any:
        try:
            return await (await self._frame(frame)).evaluate(f"async (args) => {{ {body} }}", list(args))
        except Error as error:
            if "context was destroyed" in str(error) or "Frame was detached" in str(error):
                raise PageMoved(body) from error
            raise

    async def click(self, selector: str, frame: str | None = None) -> None:
        await self.page.bring_to_front()
        await (await self._frame(frame)).click(selector, timeout=10_000)

    async def type(self, selector: str, text: str, frame: str | None = None) -> None:
        await self.page.bring_to_front()
        await (await self._frame(frame)).type(selector, text, timeout=10_000)

    async def enter(self, selector: str) -> None:
        await self.page.bring_to_front()
        await self.page.press(selector, "Enter", timeout=10_000)

    async def go(self, url: str) -> None:
        await self.page.goto(url)

    async def front(self) -> None:
        await self.page.bring_to_front()

    async def close(self) -> None:
        await self.page.close()


class Chromium(Browser):
    name = "chromium"
    context: BrowserContext | None = None
    worker: Worker | None = None

    def __init__(self, launch: Launch, playwright: Playwright):
        super().__init__(launch)
        self.playwright = playwright
        self.granted: set[str] = set()

    async def start(self) -> None:
        self.context = await self.playwright.chromium.launch_persistent_context(
            str(self.launch.profile),
            executable_path=self.launch.program,
            headless=True,
            chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
            args=[*FLAGS, f"--log-file={self.log}", *self._extension_flags(), *self._network_flags()],
        )
        self.context.set_default_timeout(15_000)
        evidence.present(self)
        if self.launch.extension:
            await self._ready()

    def _extension_flags(self) -> list[str]:
        folder = self.launch.extension
        return [f"--load-extension={folder}", f"--disable-extensions-except={folder}"] if folder else []

    def _network_flags(self) -> list[str]:
        rules = f"MAP rebind.test 127.0.0.1, MAP * 127.0.0.1:{self.launch.port}"
        return [
            f"--host-resolver-rules={rules}, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            f"--ignore-certificate-errors-spki-list={self.launch.spki}",
        ]

    async def _ready(self) -> None:
        workers = self.context.service_workers
        self.worker = workers[0] if workers else await self.context.wait_for_event("serviceworker")
        await until(lambda: self.worker.evaluate("globalThis.READY === true"), 15, "the background is ready")
        self.id = self.worker.url.split("/")[2]

    async def open(self, url: str) -> Page:
        page = await self.context.new_page()
        await page.goto(url)
        await page.bring_to_front()
        return ChromiumPage(page)

    async def find(self, part: str) -> Page | None:
        pages = [page for page in self.context.pages if part in page.url and not page.is_closed()]
        return ChromiumPage(pages[-1]) if pages else None

    async def extension_page(self, path: str) -> Page:
        return await self.open(f"chrome-extension://{self.id}/{path}")

    async def stop_background(self) -> None:
        page = await self.open(f"chrome-extension://{self.id}/manifest.json")
        session = await self.context.new_cdp_session(page.page)
        await session.send("ServiceWorker.enable")
        await until(lambda: self._stopped(session, page), 15, "the background is stopped")
        await session.detach()
        await page.close()

    async def _stopped(self, session: CDPSession, page: Page) -> bool:
        """Stop it, and say whether it stays so: on a busy machine something may wake it in between."""
        await session.send("ServiceWorker.stopAllWorkers")
        return await page.run(ASLEEP)

    @asynccontextmanager
    async def asleep(self):
        page = await self.open(f"chrome-extension://{self.id}/manifest.json")
        await asyncio.sleep(SETTLED_S)
        session = await self.context.new_cdp_session(page.page)
        await session.send("ServiceWorker.enable")
        await session.send("ServiceWorker.stopAllWorkers")
        await page.until(ASLEEP)
        yield lambda: page.run(ASLEEP)
        await session.detach()
        await page.close()

    async def grant(self, patterns: list[str]) -> None:
        page = await self.open("chrome://extensions/")
        for pattern in patterns:
            await page.run("await chrome.developerPrivate.addHostPermission(...args)", self.id, pattern)
        self.granted.update(patterns)
        await page.close()

    async def let_locate(self, origin: str, allowed: bool = True) -> None:
        if allowed:
            await self.context.grant_permissions(["geolocation"], origin=origin)
        else:
            await self.context.clear_permissions()

    async def revoke(self, patterns: list[str]) -> None:
        page = await self.open("chrome://extensions/")
        for pattern in patterns:
            await page.run("await chrome.developerPrivate.removeHostPermission(...args)", self.id, pattern)
        self.granted.difference_update(patterns)
        await page.close()

    async def kill(self) -> None:
        # Chromium keeps what was granted in a file that it writes some ten seconds later.
        await until(self._granted_is_saved, 30, "what was granted is saved")
        group = _group(self.launch.profile)
        os.killpg(group, signal.SIGKILL)
        await until(lambda: _gone(group), 10, "the killed browser is gone")
        await self.close()

    async def _granted_is_saved(self) -> bool:
        file = self.launch.profile / "Default" / "Preferences"
        if not self.granted or not file.exists():
            return not self.granted
        saved = json.loads(file.read_text("utf-8"))
        active = saved["extensions"]["settings"].get(self.id, {}).get("active_permissions", {})
        return self.granted <= set(active.get("explicit_host", ()))  # what may be granted stands elsewhere

    async def close(self) -> None:
        evidence.gone(self)
        context, self.context = self.context, None
        if context is None:
            return
        try:
            await context.close()
        except Error as error:
            if "closed" not in str(error):
                raise

    async def pictures(self) -> AsyncIterator[tuple[str, bytes]]:
        for page in self.context.pages:
            with suppress(Error):  # one that hangs or goes away; the others are shown
                yield page.url, await page.screenshot(timeout=3_000)


def _group(profile: Path) -> int:
    """The process group of the browser on `profile`. Raises LookupError when there is none of its own."""
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if f"--user-data-dir={profile}" in line and not any(a.startswith("--type=") for a in line):
            group = os.getpgid(process.pid)
            if group != os.getpgid(0):
                return group
    raise LookupError(f"no browser runs on {profile}")


async def _gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return all(p.status() == psutil.STATUS_ZOMBIE for p in psutil.process_iter() if _in_group(p, group))


def _in_group(process: psutil.Process, group: int) -> bool:
    try:
        return os.getpgid(process.pid) == group
    except ProcessLookupError:
        return False
