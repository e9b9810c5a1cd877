"""Every recorded request of every platform, sent for real under the platform's host names at a real click."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pointeuse.collector.catalogue import load
from tests.browser.driving import Page
from tests.browser.shapes import IN_CHROMIUM, ONLY_IN_FIREFOX, one_of_each_shape
from tests.browser.tabs import Tabs
from tests.replicas import sender

pytestmark = pytest.mark.browser

REQUESTS = Path(__file__).parents[1] / "extension" / "rules" / "requests"
ROWS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(REQUESTS.glob("*.json"))}
CATEGORIES: dict[str, list[str]] = defaultdict(list)
for each in load().platforms.values():
    if each.id in ROWS:
        CATEGORIES[each.category].append(each.id)
RUNGS = {"fetch", "xhr", "beacon", "keepalive", "form", "worker"}


@IN_CHROMIUM
@pytest.mark.parametrize("category", CATEGORIES)
async def test_each_recorded_request_counts_as_recorded(person, tabs, sites, category):
    await count_as_recorded(person, tabs, sites, {name: ROWS[name] for name in CATEGORIES[category]})


@ONLY_IN_FIREFOX
async def test_a_request_of_each_shape_counts_as_recorded(person, tabs, sites):
    sendable = {name: [row for some in rounds(rows) for row in some] for name, rows in ROWS.items()}
    await count_as_recorded(person, tabs, sites, one_of_each_shape(sendable))


async def count_as_recorded(person, tabs, sites, platforms: dict[str, list[dict]]) -> None:
    before, expected = person.collector.tally(), Counter()
    with sites.everywhere(sender.answer):
        for platform, own in platforms.items():
            tabs.begin()
            for rows in rounds(own):
                await send(tabs, rows)
                for row in rows:
                    expected.update(growth(platform, row))
    await person.counted({key: n for key, n in expected.items() if n}, before)


def test_every_way_of_sending_is_among_the_rows():
    sent = [row for rows in ROWS.values() for some in rounds(rows) for row in some]
    assert {row.get("via", "fetch") for row in sent} == RUNGS
    assert {row.get("method", "POST") for row in sent} >= {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert {row["rule"] for row in sent if row["counts"]} == {
        rule.id
        for each in load().platforms.values()
        for rule in each.rules
        if rule.credit in ("request", "either", "navigation")
    }


def rounds(rows: list[dict]) -> Iterator[list[dict]]:
    """What one tab after the other sends: of each rule an act of every shape, and then one undone.

    All other rows run under Node: here it is the browsers' own ways that are tried, not the rules.
    """
    shapes: dict[tuple, dict[tuple, dict]] = defaultdict(dict)
    for row in rows:
        if "body" in row or " " in (row["counts"] or "")[1:]:
            continue  # nothing that a page could send; or an undo that depends on the page before it
        sense = (row["counts"] or "0")[0]
        shape = (row.get("via"), row.get("method"), "form" in row, "json" in row)
        shapes["0+-".index(sense), row.get("rule")].setdefault(shape, row)
    done = {key: list(own.values()) for key, own in shapes.items() if key[0] < 2}
    for number in range(max(map(len, done.values()), default=0)):
        yield [own[number] for own in done.values() if len(own) > number]
    yield [next(iter(own.values())) for (sense, _), own in shapes.items() if sense == 2]


def growth(platform: str, row: dict) -> dict[tuple[str, str], int]:
    if not row["counts"] or row.get("off"):
        return {}
    sign = 1 if row["counts"][0] == "+" else -1
    return {(platform, row["counts"][1:]): sign * row.get("n", 1)}


async def send(tabs: Tabs, rows: list[dict]) -> None:
    """Send the rows in their order, each from its page in a tab; what navigates away comes last."""
    by_page = defaultdict(list)
    for row in rows:
        by_page[origin_of(row.get("page", row["url"]))].append(row)
    for origin, own in by_page.items():
        page = await tabs.to(origin + sender.PATH)
        await press(page, [row for row in own if not navigates(row)])
        for row in filter(navigates, own):
            if row.get("method") == "GET":
                await page.go(row["url"])
                await page.go(origin + sender.PATH)
            else:
                await press(page, [row])


def navigates(row: dict) -> bool:
    return row.get("via") == "form" or row.get("type") == "main_frame"


async def press(page: Page, rows: list[dict]) -> None:
    """Have the page send the rows, at one real click."""
    if not rows:
        return
    await page.run("window.rows = args[0]; window.sent = 0", rows)
    await page.click("#send")
    if navigates(rows[0]):
        await page.until("return !window.rows && document.readyState === 'complete'")
    else:
        await page.until("return window.sent === args[0]", len(rows))


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
