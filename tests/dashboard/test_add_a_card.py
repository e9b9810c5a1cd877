"""The page about adding a card, followed literally in a copy of the project: the card is shown and drawn."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dashboard.looking import until
from tests.suite import ROOT
from tests.suite.copies import copy_of_the_project, environment_of

PAGE = ROOT / "docs" / "how-to" / "add-a-card.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
WHO = ("--persona", "grandmother", "--days", "30", "--port", "0", "--no-browser")


def follow(page: str, copy: Path) -> list[str]:
    """Do what each block says, and return the files that were changed."""
    changed = []
    for block in BLOCK.finditer(page):
        before = page[: block.start()].rstrip().rpartition("\n\n")[2]
        name = re.findall(r"`(dashboard/[\w/.]+)`", before)[-1]
        file = copy / name
        changed.append(name)
        if name.endswith("cards.json"):
            layout = json.loads(file.read_text("utf-8"))
            layout["rows"].append(json.loads(block[2]))
            file.write_text(json.dumps(layout, indent=2), "utf-8")
        elif name.endswith(".json"):
            words = json.loads(file.read_text("utf-8")) | json.loads(block[2])
            file.write_text(json.dumps(words, ensure_ascii=False, indent=2), "utf-8")
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(block[2], "utf-8")
    return changed


@pytest.fixture
def link(tmp_path) -> Iterator[str]:
    """Follow the page, start what came of it on an invented log, and return where it is."""
    copy = copy_of_the_project(tmp_path / "copy")
    changed = follow(PAGE.read_text("utf-8"), copy)
    own = [name for name in changed if not name.startswith("dashboard/cards/shares/")]
    assert own == [f"dashboard/{name}.json" for name in ("pages/time/cards", "wording/en", "wording/fr")]
    command = [sys.executable, "-m", "pointeuse.collector", "demo", *WHO, "--data", str(tmp_path / "data")]
    environment = environment_of(copy)
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield link_of(process)
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.mark.slow
@pytest.mark.browser
async def test_the_card_is_shown_and_drawn(chromium, link):
    page = await (await chromium.new_context()).new_page()
    await page.goto(link)
    await page.wait_for_selector("#page:not([hidden])")
    await page.click(".pages a[href='/time']")
    drawn = page.locator("#shares-chart svg, #shares-chart canvas")
    await until(lambda: drawn.count(), "the new chart is drawn", seconds=90)
    assert "Most acts went to" in await page.inner_text("#shares-summary")
    rows = page.locator("#shares-table tbody tr")
    assert await rows.count() == await page.locator("#shares-chart [role='graphics-symbol']").count() > 0
    await page.context.close()


def link_of(process: subprocess.Popen) -> str:
    """Return the link that the command prints."""
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/open#t=\S+", line):
            return found[0]
    raise AssertionError("no link was printed")
