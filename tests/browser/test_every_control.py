"""Every rule that is seen at a control, or at the permission to see the location: real clicks and keys on our
own pages under the platform's host names."""

import asyncio
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from aiohttp import web

from pointeuse.collector.catalogue import load
from tests.browser.driving import Browser
from tests.browser.shapes import IN_CHROMIUM, ONLY_IN_FIREFOX, one_of_each_shape
from tests.browser.test_every_rule import origin_of

pytestmark = pytest.mark.browser

CONTROLS = Path(__file__).parents[1] / "replicas" / "controls"
ROWS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(CONTROLS.glob("*.json"))}
HEAD = "<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>Page</title>"
GRANT = ["grant", "geolocation"]
ASKED_S = 0.4  # by then the extension's script in a page has asked its background
CATEGORIES: dict[str, list[str]] = defaultdict(list)
for each in load().platforms.values():
    if each.id in ROWS:
        CATEGORIES[each.category].append(each.id)
SET = "return (globalThis.browser ?? chrome).storage.local.set({ rules: args[0] })"


@pytest.fixture(scope="module")
async def curious(person):
    """The person, with every rule on that is off until somebody asks for it."""
    off = {
        rule.id: True for each in load().platforms.values() for rule in each.rules if not rule.on_by_default
    }
    page = await person.extension_page("options/options.html")
    await page.run(SET, off)
    yield person
    await page.run(SET, {})
    await page.close()


@IN_CHROMIUM
@pytest.mark.parametrize("category", CATEGORIES)
async def test_each_control_counts_as_recorded(curious, sites, category):
    await count_as_recorded(curious, sites, {name: ROWS[name] for name in CATEGORIES[category]})


@ONLY_IN_FIREFOX
async def test_a_control_of_each_shape_counts_as_recorded(curious, sites):
    await count_as_recorded(curious, sites, one_of_each_shape(ROWS))


async def count_as_recorded(curious, sites, platforms: dict[str, list[dict]]) -> None:
    before, expected = curious.collector.tally(), Counter()
    for platform, rows in platforms.items():
        with sites.everywhere(serving([row["html"] for row in rows])):
            await use(curious.browser, rows)
        for row in rows:
            expected.update(growth(platform, row))
    await curious.counted({key: n for key, n in expected.items() if n}, before)


def test_every_such_rule_has_a_row_that_counts_and_one_that_does_not():
    for platform in load().platforms.values():
        rows = ROWS.get(platform.id, [])
        for rule in platform.rules:
            if rule.credit in ("dom", "either"):
                counts = [row["counts"] for row in rows if row["rule"] == rule.id]
                assert any(each and each[0] == "+" for each in counts), rule.id
                assert None in counts, rule.id


def growth(platform: str, row: dict) -> Counter:
    if not row["counts"]:
        return Counter()
    return Counter({(platform, row["counts"][1:]): 1 if row["counts"][0] == "+" else -1})


def serving(pages: list[str]):
    """Answer an address that ends in `row=N` with the page N, and everything else with an empty one."""

    async def answer(request: web.Request) -> web.Response:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Mode") != "navigate":
            return web.json_response({})
        number = request.query.get("row")
        return web.Response(text=HEAD + (pages[int(number)] if number else ""), content_type="text/html")

    return answer


STEPS = {
    "click": lambda page, selector: page.click(selector),
    "type": lambda page, selector, text: page.type(selector, text),
    "enter": lambda page, selector: page.enter(selector),
    "script": lambda page, selector: page.run("document.querySelector(args[0]).click()", selector),
    "go": lambda page, url: page.go(url),
}


async def use(browser: Browser, rows: list[dict]) -> None:
    """Open a tab for each row and do its steps: what does before what undoes, what may be located last."""
    order = sorted(enumerate(rows), key=lambda each: (each[1]["counts"] or "0")[0] == "-")
    for located in (False, True):
        some = [(number, row) for number, row in order if (GRANT in row["do"]) == located]
        origins = {origin_of(row["url"]) for _, row in some} if located else ()
        for origin in origins:
            await browser.let_locate(origin)
        pages = [(await browser.open(numbered(row["url"], number)), row) for number, row in some]
        await asyncio.sleep(ASKED_S)
        for page, row in pages:
            for name, *given in row["do"]:
                if [name, *given] != GRANT:
                    await STEPS[name](page, *given)
        await asyncio.sleep(ASKED_S)
        for page, _ in pages:
            await page.close()
        for origin in origins:
            await browser.let_locate(origin, allowed=False)


def numbered(url: str, number: int) -> str:
    return f"{url}{'&' if '?' in url else '?'}row={number}"
