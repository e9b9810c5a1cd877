"""A real Chromium whose extension is ours without its background: each module is driven on its own.

`bench.run(code)` runs the body of an async function in an extension page, where `outbox`, `uploader` and the
other modules of `MODULES` are there by name. A reload is a new life of the modules; the profile stays.
"""

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, Playwright, Route, async_playwright

from tests.browser.driving import until
from tests.extension.ledger import Ledger, serving
from tests.suite import evidence

EXTENSION = Path(__file__).resolve().parents[2] / "extension"
IDENTITY = json.loads((EXTENSION / "contract" / "identity.json").read_text())["chromium"][0]
MODULES = {
    "outbox": "background/outbox/outbox.js",
    "merge": "background/outbox/merge.js",
    "held": "background/outbox/held.js",
    "seen": "background/outbox/seen.js",
    "unread": "background/outbox/unread.js",
    "uploader": "background/sending/uploader.js",
    "collector": "background/sending/collector.js",
    "signing": "shared/wire/signing.js",
}


def without_background(folder: Path) -> Path:
    """A copy of the extension that has no background and no content scripts, and an empty page."""
    copy = folder / "extension"
    shutil.copytree(EXTENSION, copy)
    manifest = json.loads((copy / "manifest.json").read_text())
    for part in ("background", "content_scripts"):
        del manifest[part]
    (copy / "manifest.json").write_text(json.dumps(manifest))
    (copy / "bench.html").write_text("<!doctype html><title>bench</title>")
    return copy


async def launch(playwright: Playwright, extension: Path, profile: Path) -> BrowserContext:
    return await playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path="/usr/bin/chromium",
        headless=True,
        chromium_sandbox=False,
        args=[f"--load-extension={extension}", f"--disable-extensions-except={extension}", "--no-first-run"],
    )


class Driven:
    """A browser with the extension that a test drives; a test that fails shows its tabs."""

    def __init__(self, context: BrowserContext):
        self.context = context
        self.said: list[str] = []
        context.on("console", lambda message: self.said.append(message.text))
        context.on("close", lambda _: evidence.gone(self))
        evidence.present(self)

    async def testify(self, folder: Path) -> None:
        """Show every tab, and what was said on the consoles of all."""
        for number, page in enumerate(self.context.pages, 1):
            await page.screenshot(path=folder / f"tab-{number}.png")
        told = [*(page.url for page in self.context.pages), *self.said]
        (folder / "tabs.txt").write_text("\n".join(told), "utf-8")


class Bench(Driven):
    """An extension page in which the modules of the background can be called."""

    page: Page | None = None

    async def start(self) -> "Bench":
        self.page = await self.context.new_page()
        await self.reload()
        return self

    async def reload(self) -> None:
        """Begin a new life: what the modules held in variables is gone."""
        await self.page.goto(f"chrome-extension://{IDENTITY}/bench.html")
        imports = [f"globalThis.{name} = await import('/{path}');" for name, path in MODULES.items()]
        await self.run("".join(imports))

    async def run(self, body: str, *args: object) -> Any:
        return await self.page.evaluate(f"async (args) => {{ {body} }}", list(args))

    async def empty(self) -> None:
        """Throw away everything that the extension keeps."""
        await self.page.goto(f"chrome-extension://{IDENTITY}/bench.html")
        await self.run(
            "await new Promise((ok, no) => { const r = indexedDB.deleteDatabase('pointeuse');"
            " r.onsuccess = ok; r.onerror = no; });"
            "await chrome.storage.local.clear(); await chrome.storage.session.clear();"
            "await chrome.alarms.clearAll();"
        )
        await self.reload()


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
async def workshop(playwright, tmp_path_factory) -> AsyncIterator[Bench]:
    folder = tmp_path_factory.mktemp("workshop")
    context = await launch(playwright, without_background(folder), folder / "profile")
    yield await Bench(context).start()
    await context.close()


@pytest.fixture
async def bench(workshop) -> Bench:
    await workshop.empty()
    return workshop


@pytest.fixture
async def ledger() -> AsyncIterator[Ledger]:
    async with serving(Ledger()) as served:
        yield served


@pytest.fixture
async def paired(bench, ledger) -> Bench:
    """A bench that holds the ledger's key, as after pairing."""
    await bench.run(
        "await outbox.put('key', await signing.importKey(args[0]));"
        "const collector = {port: args[1], clientId: args[2], instanceId: 'first'};"
        "await chrome.storage.local.set({collector});",
        *(ledger.key_text, ledger.port, ledger.client),
    )
    return bench


class Alive(Driven):
    """The whole extension, background and all, in a Chromium of its own; pages of the web are made up."""

    def __init__(self, context: BrowserContext):
        super().__init__(context)
        self.mishaps = []
        context.on("weberror", lambda error: self.mishaps.append(str(error.error)))

    async def start(self) -> "Alive":
        workers = self.context.service_workers
        worker = workers[0] if workers else await self.context.wait_for_event("serviceworker")
        await until(lambda: worker.evaluate("globalThis.READY === true"), 15, "the background is ready")
        await self.context.route("https://**/*", made_up)
        self.remote = await self.context.new_page()
        await self.remote.goto(f"chrome-extension://{IDENTITY}/manifest.json")
        return self

    async def reset(self) -> None:
        """Close every tab, end the background, and throw away everything that the extension keeps."""
        for page in self.context.pages:
            if page != self.remote:
                await page.close()
        await self.end_background()
        await self.remote.evaluate(RESET)
        await self.end_background()

    async def end_background(self) -> None:
        """Stop the background as the browser does after half a minute; the next event wakes it."""
        session = await self.context.new_cdp_session(self.remote)
        await session.send("ServiceWorker.enable")
        gone = "chrome.runtime.getContexts({contextTypes: ['BACKGROUND']}).then((all) => all.length === 0)"

        async def ended() -> bool:
            await session.send("ServiceWorker.stopAllWorkers")
            return await self.remote.evaluate(gone)

        await until(ended, 10, "the background has ended")
        await session.detach()

    async def tell(self, type_: str, **fields: object) -> dict:
        """Send a message as our own pages do."""
        return await self.remote.evaluate("(m) => chrome.runtime.sendMessage(m)", {"type": type_} | fields)

    async def open(self, path: str, width: int = 1280) -> Page:
        """Open one of our pages and wait until it is drawn."""
        page = await self.context.new_page()
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(f"chrome-extension://{IDENTITY}/{path}")
        await page.wait_for_selector("html[data-ready]", state="attached")
        return page

    async def found(self, path: str) -> Page:
        """Wait for a tab that the extension opened itself."""

        async def tabs() -> list[Page]:
            return [page for page in self.context.pages if path in page.url]

        page = (await until(tabs, 15, f"a tab with {path}"))[-1]
        await page.wait_for_selector("html[data-ready]", state="attached")
        return page

    async def is_on(self, platform: str) -> bool:
        states = {each["id"]: each["state"] for each in (await self.tell("state"))["platforms"]}
        return states[platform] == "on"

    async def allow(self, *origins: str) -> None:
        """See to it that the browser's question for these hosts is answered with yes."""
        await self._manage("addHostPermission", *origins)

    async def take_back(self, *origins: str) -> None:
        """Take hosts back in the browser's own settings."""
        await self._manage("removeHostPermission", *origins)

    async def _manage(self, call: str, *origins: str) -> None:
        page = await self.context.new_page()
        await page.goto("chrome://extensions/")
        for origin in origins:
            await page.evaluate(f"(args) => chrome.developerPrivate.{call}(...args)", [IDENTITY, origin])
        await page.close()

    async def answer_yes(self, *platforms: str) -> None:
        """The same for every host of some platforms."""
        known = (await self.tell("state"))["platforms"]
        await self.allow(*{origin for each in known if each["id"] in platforms for origin in each["origins"]})

    async def switch_on(self, *platforms: str) -> None:
        """Switch platforms on in the settings, the browser's question being answered with yes."""
        await self.answer_yes(*platforms)
        options = await self.open("options/options.html")
        for platform in platforms:
            await options.click(f"#switch-{platform}")
            await until(lambda name=platform: self.is_on(name), 10, f"{platform} is on")
        await options.close()


async def made_up(route: Route) -> None:
    await route.fulfill(content_type="text/html", body="<!doctype html><title>a page</title><p>text")


RESET = """async () => {
  const { origins } = await chrome.permissions.getAll();
  const asked = origins.filter((origin) => /^https:[/][/][^/]+[/][*]$/.test(origin));
  if (asked.length) await chrome.permissions.remove({ origins: asked });
  await chrome.storage.local.clear();
  await chrome.storage.session.clear();
  await chrome.alarms.clearAll();
  await new Promise((ok, no) => {
    const deleting = indexedDB.deleteDatabase("pointeuse");
    [deleting.onsuccess, deleting.onerror] = [ok, no];
  });
}"""


@pytest.fixture(scope="session")
async def living(playwright, tmp_path_factory) -> AsyncIterator[Alive]:
    context = await launch(playwright, EXTENSION, tmp_path_factory.mktemp("living") / "profile")
    context.set_default_timeout(10_000)
    yield await Alive(context).start()
    await context.close()


@pytest.fixture
async def alive(living) -> AsyncIterator[Alive]:
    """The extension as after its installation, in a browser that the tests share. No page may stumble."""
    await living.reset()
    living.mishaps.clear()
    yield living
    assert living.mishaps == []


@pytest.fixture
async def installed(playwright, tmp_path) -> AsyncIterator[Alive]:
    """The extension in a browser in which it has just been installed."""
    context = await launch(playwright, EXTENSION, tmp_path / "profile")
    yield await Alive(context).start()
    await context.close()
