"""On means that the person switched it on: a grant of the browser alone counts nothing."""

import asyncio
import json
from collections import Counter

import pytest

from tests.browser.collector_process import ROOT
from tests.browser.driving import until
from tests.browser.person import STATE
from tests.browser.sites import blank
from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser

GOOGLE = ("https://www.google.com/search?q=a", "https://www.google.com/maps/place/a")
GLANCE_S = 1.5  # an attention of a second counts
CATALOGUE = sorted((ROOT / "extension" / "catalogue" / "platforms").glob("*.json"))
RESTORED = """const { storage } = globalThis.browser ?? chrome;
await storage.local.remove("on");
await storage.local.set({ since: Object.fromEntries(args.map((id) => [id, 1])), off: [] });"""
NO_MORE = "return document.getElementById('unasked').hidden"


def addresses() -> list[str]:
    """A page under every host name of the catalogue; a host below a wildcard is `www`."""
    hosts: dict[str, str] = {}
    for file in CATALOGUE:
        platform = json.loads(file.read_text("utf-8"))
        for host in platform["hosts"]:
            hosts.setdefault(
                host.replace("*.", "www."), platform.get("pathScope", ["/"])[0].replace("*", "a")
            )
    return [f"https://{host}{path}" for host, path in hosts.items()]


async def test_nothing_is_counted_before_anything_is_switched_on(newcomer, sites):
    await newcomer.consent()
    await newcomer.pair()
    every, tabs = [*GOOGLE, *addresses()], Tabs(newcomer.browser)
    assert len(every) > 100
    looked_at = {*GOOGLE, every[-1]}  # long enough to be attention, had it been switched on
    with sites.everywhere(blank):
        for address in every:
            tabs.begin()
            await tabs.to(address)
            await asyncio.sleep(GLANCE_S if address in looked_at else 0)
    await tabs.close()
    page = await newcomer.extension_page("popup/popup.html")
    state = await page.run(STATE)
    assert (state["on"], state["waiting"], state["refused"]) == (0, 0, 0)
    assert {platform["state"] for platform in state["platforms"]} == {"off"}
    assert "0" not in await page.run("return document.getElementById('clock-line').textContent")
    await page.close()
    assert newcomer.collector.acts() == []


async def search(person) -> None:
    with person.sites.everywhere(blank):
        page = await person.browser.open(GOOGLE[0])
        await asyncio.sleep(GLANCE_S)
        await page.close()


async def test_what_an_earlier_version_counted_unasked_is_named_and_erased_by_one_click(newcomer, family):
    person = newcomer
    await person.consent()
    await person.pair()
    await person.allow("google-search", "x")
    await search(person)
    await person.use("https://x.com/home", ["like"])
    expected = {("google-search", "query"): 1, ("x", "like"): 1}
    await person.counted(expected, Counter())
    page = await person.extension_page("popup/popup.html")
    by_mistake = ["googlemaps"] if family == "firefox" else []
    await page.run(RESTORED, "google-search", "x", *by_mistake)
    if family == "firefox":  # where only that one host came with the installation
        known = {each["id"]: each["origins"] for each in (await page.run(STATE))["platforms"]}
        await person.browser.revoke([host for host in known["google-search"] if "www.google.com" not in host])
    await page.close()
    await person.browser.stop_background()
    settings = await person.extension_page("options/options.html")
    state = await settings.run(STATE)
    on = {each["id"] for each in state["platforms"] if each["state"] in ("on", "partly")}
    if family == "chromium":  # which granted nothing but what the person was asked for
        assert state["unasked"] == [] and await settings.run(NO_MORE)
        assert on == {"google-search", "x"}
        return
    assert on == {"x"}
    await settings.until("return !document.getElementById('unasked').hidden")
    rows = await settings.run("return document.getElementById('unasked-rows').innerText")
    assert "Google" in rows and "1 act," in rows, rows
    await settings.click("#unasked-erase")
    await settings.until(NO_MORE)
    await settings.close()

    async def is_gone() -> bool:
        return {platform for platform, _ in +person.collector.tally()} == {"x"}

    await until(is_gone, 20, "what was counted unasked is erased")
    await search(person)
    await person.settled()
    assert {platform for platform, _ in +person.collector.tally()} == {"x"}
