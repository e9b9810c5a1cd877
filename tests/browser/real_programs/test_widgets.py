"""Two real widgets that have the browser work instead of the person.

That is counted as passed by itself, without any time of hers, and not at all where nobody starts them. Only
the code that one of them may ask for besides is her work.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.browser.driving import Page
from tests.browser.real_programs.browsing import follow
from tests.browser.real_programs.programs import need
from tests.browser.real_programs.widgets import ANSWERS, CODE, SCRIPTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SITE = "https://www.reddit.com/widgets"  # a site that the person has allowed
NOTICED_S = 0.8  # nobody presses what has just been drawn, and the extension looks for it only twice a second
DRAWN = {
    "altcha": "return document.querySelector('.altcha')?.dataset.state",
    "friendly": "return document.querySelector('.frc-button')",
}
SOLVED = {
    "altcha": "return document.querySelector('.altcha')?.dataset.state === 'verified'",
    "friendly": "return document.querySelector('.frc-success')",
}
STARTED_BY = {  # what starts it, what the person presses, and what that counts as
    "altcha": [
        ("off", ".altcha-checkbox svg", "checkbox"),
        ("off", "altcha-widget label", "checkbox"),
        ("onload", None, "invisible"),
        ("onfocus", "#name", "invisible"),
    ],
    "friendly": [
        ("none", ".frc-button", "checkbox"),
        ("auto", None, "invisible"),
        ("focus", "#name", "invisible"),
    ],
}
NEVER = {"altcha": "off", "friendly": "none"}


@pytest.fixture(scope="module", autouse=True)
def widgets(sites) -> Iterator[None]:
    need("widgets from npm", *SCRIPTS.values())
    with ExitStack() as answering:
        for path, answer in ANSWERS.items():
            answering.enter_context(sites.answering(path, answer))
        yield


@pytest.mark.parametrize("widget", STARTED_BY)
async def test_browser_s_work_is_counted_once_and_is_not_the_person_s(person, widget):
    before, known = person.collector.tally(), person.collector.checks().keys()
    expected = [f"captcha.{kind}" for *_, kind in STARTED_BY[widget]]
    for start, control, _ in STARTED_BY[widget]:
        page = await person.browser.open(f"{SITE}/{widget}?start={start}")
        if control:
            await noticed(page, widget)
            await page.click(control)
        await joined(page, widget)
    await person.counted(Counter((widget, kind) for kind in expected), before)
    found = [check for act, check in person.collector.checks().items() if act not in known]
    assert [check["kind"] for check in found] == expected
    assert all((check["outcome"], check["ms"]) == ("auto-passed", 0) for check in found)


async def test_code_that_the_person_reads_and_types_is_her_work(person):
    before, known = person.collector.tally(), person.collector.checks().keys()
    page = await person.browser.open(f"{SITE}/altcha-code?start=off")
    await noticed(page, "altcha")
    await page.click("altcha-widget label")
    await page.until("return document.querySelector('.altcha-code-challenge-image')?.complete")
    await asyncio.sleep(NOTICED_S)  # she reads it
    await page.type(".altcha-code-challenge .altcha-input", CODE)
    await page.click(".altcha-code-challenge button[type=submit]")
    await joined(page, "altcha")
    await person.counted({("altcha", "captcha.text"): 1}, before)
    (seen,) = (check for act, check in person.collector.checks().items() if act not in known)
    assert (seen["outcome"], seen["rounds"]) == ("solved", 1)
    assert 0 < seen["ms"] < 20_000


async def test_widget_that_nobody_starts_is_not_counted(person):
    before = person.collector.tally()
    for widget, start in NEVER.items():
        page = await person.browser.open(f"{SITE}/{widget}?start={start}")
        await noticed(page, widget)
        await follow(page, "#leave")
        await page.close()
    await person.counted({}, before)


async def noticed(page: Page, widget: str) -> None:
    await page.until(DRAWN[widget])
    await asyncio.sleep(NOTICED_S)


async def joined(page: Page, widget: str) -> None:
    """Wait until the browser has solved the puzzle, and be let in by the site, which checks that."""
    await page.until(SOLVED[widget])
    await follow(page, "#join")
    assert await page.run("return document.title") == "Welcome"
    await page.close()
