"""What a test may ask of a browser, whichever it is: one interface, for Chromium and for Firefox."""

import asyncio
import json
import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
SETTLED_S = 1.5  # by then what a tab set off in the background is done
# All that the extension keeps: its settings, what lives as long as the browser, and the acts that wait.
HELD = """const { storage } = globalThis.browser ?? chrome;
const asked = (request) => new Promise((ok) => { request.onsuccess = () => ok(request.result); });
const held = { local: await storage.local.get(), session: await storage.session.get(), stores: {} };
for (const { name } of await indexedDB.databases()) {
  const database = await asked(indexedDB.open(name));
  for (const store of database.objectStoreNames)
    held.stores[store] = await asked(database.transaction(store).objectStore(store).getAll());
  database.close();
}
return JSON.parse(JSON.stringify(held));"""


@dataclass(frozen=True)
class Launch:
    """Everything a browser needs to start: `program`, a `profile` folder that outlives it, the extension
    folder as it is (None: without it), and the port and key hash of the stand-in for the web."""

    program: str
    profile: Path
    extension: Path | None
    port: int
    spki: str
    permanent: bool = False  # Firefox: a normal add-on, which a crash does not remove


class PageMoved(Exception):
    """The page went elsewhere while a script ran in it."""


class Page(ABC):
    """One tab. `frame` is the selector of an iframe of the page; None means the page itself."""

    @abstractmethod
    async def run(self, body: str, *args: object, frame: str | None = None) -> Any:
        """Run the body of an async function in the page's own world, with `args`; return its JSON result.

        Raises PageMoved.
        """

    @abstractmethod
    async def click(self, selector: str, frame: str | None = None) -> None:
        """Bring the tab to the front and click with real, trusted input."""

    @abstractmethod
    async def type(self, selector: str, text: str, frame: str | None = None) -> None:
        """Bring the tab to the front and type with real, trusted key presses."""

    @abstractmethod
    async def enter(self, selector: str) -> None:
        """Press the Enter key in an element, as real, trusted input."""

    @abstractmethod
    async def go(self, url: str) -> None:
        """Navigate this tab and wait for the load event."""

    @abstractmethod
    async def front(self) -> None:
        """Bring the tab to the front."""

    @abstractmethod
    async def close(self) -> None:
        """Close the tab."""

    async def until(self, body: str, *args: object, frame: str | None = None, within: float = 15) -> Any:
        """Run `body` until its result is truthy and return that result; fail after `within` seconds."""

        async def probe() -> Any:
            try:
                return await self.run(body, *args, frame=frame)
            except PageMoved:
                return None

        return await until(probe, within, f"in the page: {body}")


class Browser(ABC):
    """One real browser on a profile of its own. Start, kill and start again keep the profile."""

    name: str

    def __init__(self, launch: Launch):
        self.launch = launch

    @abstractmethod
    async def start(self) -> None:
        """Start (again) on the profile and wait until the extension has registered its listeners."""

    @abstractmethod
    async def open(self, url: str) -> Page:
        """Open `url` in a new tab in front."""

    @abstractmethod
    async def find(self, part: str) -> Page | None:
        """The newest tab whose address holds `part`: how a test reaches a tab that the extension opened."""

    @abstractmethod
    async def extension_page(self, path: str) -> Page:
        """Open a page of the extension in a tab; `path` is inside the extension's folder."""

    @abstractmethod
    async def stop_background(self) -> None:
        """Suspend the extension's background, as the browser does after half a minute without events."""

    @abstractmethod
    def asleep(self) -> AbstractAsyncContextManager[Callable[[], Awaitable[bool]]]:
        """Suspend the background, with no platform in front, and give a look at whether it still sleeps."""

    @abstractmethod
    async def grant(self, patterns: list[str]) -> None:
        """See to it that the person's next click on "allow" for these host patterns is answered with yes."""

    @abstractmethod
    async def let_locate(self, origin: str, allowed: bool = True) -> None:
        """Answer the question whether `origin` may see the location, once and for all."""

    @abstractmethod
    async def revoke(self, patterns: list[str]) -> None:
        """Take host permissions back in the browser's own settings, as a person may at any time."""

    @abstractmethod
    async def kill(self) -> None:
        """SIGKILL the browser with all its processes, as a power cut would."""

    @abstractmethod
    async def close(self) -> None:
        """Quit; a browser that was killed stays as it is."""

    @abstractmethod
    def pictures(self) -> AsyncIterator[tuple[str, bytes]]:
        """Every tab as it stands: its address, and a picture as PNG."""

    @property
    def log(self) -> Path:
        """Where the browser writes what its pages and the extension's background say."""
        return self.launch.profile.with_suffix(".log")

    async def testify(self, folder: Path) -> None:
        """Show every tab, what the extension holds, and what both have said."""
        if self.log.exists():
            shutil.copy(self.log, folder / "browser.log")
        addresses = []
        async for address, picture in self.pictures():
            addresses.append(address)
            (folder / f"tab-{len(addresses)}.png").write_bytes(picture)
        (folder / "tabs.txt").write_text("\n".join(addresses), "utf-8")
        if self.launch.extension:
            page = await self.extension_page("manifest.json")
            try:
                held = json.dumps(await page.run(HELD), indent=1)
            finally:
                await page.close()
            (folder / "extension.json").write_text(held, "utf-8")

    async def opened(self, part: str, within: float = 15) -> Page:
        """Wait for the tab whose address holds `part`."""
        return await until(lambda: self.find(part), within, f"no tab with {part} was opened")


async def until(probe: Callable[[], Awaitable[T]], within: float, what: str) -> T:
    """Await `probe()` again and again until it is truthy; TimeoutError with `what` and the last answer."""
    began = time.monotonic()
    while not (answer := await probe()):
        waited = time.monotonic() - began
        if waited > within:
            raise TimeoutError(f"not within {within} s: {what} (last answer: {answer!r})")
        await asyncio.sleep(pause_after(waited))
    return answer


def pause_after(waited: float) -> float:
    """How long to wait before the next look, in seconds: each look costs what others are waiting for."""
    return min(0.3, 0.03 + waited / 8)
