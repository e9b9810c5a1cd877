"""What is not counted, as the settings of both browsers show the shipped catalogue."""

import json

import pytest

from pointeuse.collector.catalogue import load
from pointeuse.collector.rules.table.rows import rows
from tests.extension.catalogue_module import UNCOUNTED

pytestmark = pytest.mark.browser

SHOWN = """return [document.documentElement.lang, document.getElementById("unknown").textContent,
  [...document.querySelectorAll("details.fold")].map((fold) => [fold.id, fold.open,
    [...fold.querySelectorAll("li > p:first-child")].map((line) => line.textContent)])]"""
OPENED = "return document.getElementById(args[0]).open"


async def test_the_settings_show_every_reason_of_the_catalogue_and_how_much_is_unknown(person):
    page = await person.extension_page("options/options.html")
    language, on_top, folds = await page.run(SHOWN)
    reasons = {name: found for name, found in json.loads(UNCOUNTED.read_text("utf-8")).items() if found}
    labels = {key: getattr(kind.label, language) for key, kind in load().kinds.items()}
    assert {name.removeprefix("uncounted-") for name, _, _ in folds} == set(reasons)
    for name, is_open, lines in folds:
        assert not is_open
        wanted = [kind for reason in reasons[name.removeprefix("uncounted-")] for kind in reason["kinds"]]
        assert all(any(labels[kind] in line for line in lines) for kind in wanted), name
    unknown = sum(row.sorts()["not-known"] for row in rows())
    assert "".join(filter(str.isdigit, on_top)) == (f"{unknown}{len(rows())}" if unknown else "")
    await page.click("#details-youtube > summary")
    await page.click("#uncounted-youtube > summary")
    await page.until(OPENED, "uncounted-youtube")
    await page.close()
