"""What the extension costs a real Chromium: CPU for requests that its rules look at, and time for a page.

The same page in a browser with the extension and in one without it: the difference is the extension's.
"""

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from playwright.async_api import async_playwright

from tests.browser.chromium import Chromium
from tests.browser.collector_process import ROOT, Collector
from tests.browser.driving import Launch
from tests.browser.person import Person
from tests.browser.programs import find_program
from tests.browser.sites import Sites, make_certificate
from tests.replicas import sender
from tests.replicas.everywhere import HOSTS

PAGE = "https://www.youtube.com/sender"
REQUESTS, LOADS = 1000, 40
MATCHING = "/youtubei/v1/subscription/subscribe"
UNRELATED = "/youtubei/v1/log_event"
SEND = """for (let sent = 0; sent < args[1]; sent += 10)
  await Promise.all(Array.from({ length: 10 }, () => fetch(args[0], { method: "POST", body: "{}" })));"""
LOAD = """const times = [];
for (let load = 0; load < args[0]; load += 1) {
  const frame = document.createElement("iframe");
  const begun = performance.now();
  const loaded = new Promise((done) => { frame.onload = done; });
  frame.src = `/sender?${load}`;
  document.body.append(frame);
  await loaded;
  times.push(performance.now() - begun);
  frame.remove();
}
return times;"""

TIMES = """const times = [];
for (let sent = 0; sent < args[1]; sent += 1) {
  const begun = performance.now();
  await fetch(args[0], { method: "POST", body: "{}" });
  times.push(performance.now() - begun);
}
return times;"""


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU for 1,000 requests that rules look at and for 1,000 others; and, as the page itself
    measures them, the median times in ms of loading a page and of one request."""

    matching: float
    unrelated: float
    load: float
    request: float


def costs_of(rounds: int) -> dict[str, list[float]]:
    """Return the ratios and the extension's own CPU of `rounds` rounds."""
    return asyncio.run(_rounds(rounds))


async def _rounds(rounds: int) -> dict[str, list[float]]:
    measured: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        sites = await Sites(HOSTS, make_certificate(here)).start()
        async with async_playwright() as playwright, _both(here, sites, playwright) as (within, without):
            with sites.everywhere(sender.answer):
                for _ in range(rounds):
                    one, other = await _cost(within), await _cost(without)
                    for name, value in _compared(one, other).items():
                        measured.setdefault(name, []).append(value)
        await sites.stop()
    return measured


def _compared(one: Cost, other: Cost) -> dict[str, float]:
    return {
        "extension ms of CPU for 1,000 requests that rules look at": (one.matching - other.matching) * 1000,
        "matching-cpu": one.matching / other.matching,
        "unrelated-cpu": one.unrelated / other.unrelated,
        "page-load": one.load / other.load,
        "request-time": one.request / other.request,
    }


class _both:
    """A browser with the extension, settled in, and one without; closed at the end."""

    def __init__(self, here: Path, sites: Sites, playwright):
        self.here, self.sites, self.playwright = here, sites, playwright

    async def __aenter__(self) -> tuple[Chromium, Chromium]:
        self.within, self.without = self._browser("with", ROOT / "extension"), self._browser("without", None)
        self.collector = await Collector(self.here / "data").start()
        await self.within.start()
        await self.without.start()
        person = Person(self.within, self.collector, self.sites)
        await person.consent()
        await person.allow("youtube")
        await person.pair()
        return self.within, self.without

    async def __aexit__(self, *_) -> None:
        await self.within.close()
        await self.without.close()
        await self.collector.stop()

    def _browser(self, name: str, extension: Path | None) -> Chromium:
        launch = Launch(
            program=find_program("chromium"),
            profile=self.here / name,
            extension=extension,
            port=self.sites.port,
            spki=self.sites.certificate.spki,
        )
        return Chromium(launch, self.playwright)


async def _cost(browser: Chromium) -> Cost:
    page = await browser.open(PAGE)
    await page.run(SEND, UNRELATED, 100)
    spent = []
    for path in (MATCHING, UNRELATED):
        before = _cpu(browser.launch.profile)
        await page.run(SEND, path, REQUESTS)
        await asyncio.sleep(1)  # what the extension still writes belongs to it
        spent.append(_cpu(browser.launch.profile) - before)
    loads, requests = await page.run(LOAD, LOADS), await page.run(TIMES, MATCHING, LOADS)
    await page.close()
    return Cost(spent[0], spent[1], median(loads[5:]), median(requests[5:]))


def _cpu(profile: Path) -> float:
    """Seconds of CPU that all processes of the browser on `profile` have used."""
    first = _browser_on(profile)
    total = 0.0
    for process in [first, *first.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system
    return total


def _browser_on(profile: Path) -> psutil.Process:
    """The browser's own process: the others that name the profile are its children."""
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if f"--user-data-dir={profile}" in line and not any(word.startswith("--type=") for word in line):
            return process
    raise LookupError(f"no browser runs on {profile}")
