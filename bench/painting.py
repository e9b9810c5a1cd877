"""How long a real Chromium needs for the home page of a full log: to the first paint, to the last chart."""

import asyncio
from datetime import date
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from pointeuse.collector.commands.call import call
from tests.browser.programs import find_program
from tests.dashboard.looking import FLAGS, Look

from .serving import Server, collector
from .viewing import opened

# Before any script of the page: note when a drawing was last put into the box of a chart.
NOTE_DRAWINGS = """
new MutationObserver((changes) => {
  const added = changes.flatMap((change) => [...change.addedNodes]);
  const isDrawing = (node) => node.nodeName === "svg" && node.closest(".chart");
  if (added.some(isDrawing)) window.lastDrawn = performance.now();
}).observe(document, { childList: true, subtree: true });
"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
PERIODS = ("month", "year", "all")


def painted_of(database: Path, rounds: int) -> dict[str, list[float]]:
    """Return ms from the start of a navigation, as the page counts them, for each period of the home page."""
    with opened(database) as log:
        until = log.until
    with collector(database.parent) as server:
        return asyncio.run(_rounds(server, until, rounds))


async def _rounds(server: Server, until: date, rounds: int) -> dict[str, list[float]]:
    measured: dict[str, list[float]] = {}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_program("chromium"), args=FLAGS)
        for number in range(rounds + 1):
            for name, value in (await _visit(browser, server, until)).items():
                measured.setdefault(name, []).extend([value] if number else [])  # the first has charts made
        await browser.close()
    return measured


async def _visit(browser: Browser, server: Server, until: date) -> dict[str, float]:
    """Open the dashboard in a new profile, then each period in turn."""
    base = f"http://127.0.0.1:{server.port}"
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    await context.add_init_script(NOTE_DRAWINGS)
    look = Look(context, await context.new_page())
    await look.page.goto(f"{base}/open#t={call(server.data, 'open-ticket')['ticket']}")
    await look.page.wait_for_url(f"{base}/")
    await look.settled()
    found = {}
    for period in PERIODS:
        await look.page.goto(f"{base}/?period={period}&until={until.isoformat()}")
        await look.settled()
        found[f"ms to the first paint of the home page ({period})"] = await look.page.evaluate(FIRST_PAINT)
        found[f"ms to its last chart ({period})"] = await look.page.evaluate("window.lastDrawn")
    await context.close()
    return found
