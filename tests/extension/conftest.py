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
from playwright.async_api import BrowserContext, Playwright, async_playwright

from tests.extension.ledger import Ledger, serving

EXTENSION = Path(__file__).resolve().parents[2] / "extension"
IDENTITY = json.loads((EXTENSION / "contract" / "identity.json").read_text())["chromium"]
MODULES = {
    "outbox": "background/outbox.js",
    "uploader": "background/uploader.js",
    "collector": "background/collector.js",
    "signing": "shared/signing.js",
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


class Bench:
    """An extension page in which the modules of the background can be called."""

    def __init__(self, context: BrowserContext):
        self.context = context
        self.page = None

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
