"""Your data in a real Chromium: the acts one by one, struck and put back; open to all, inert."""

import pytest

from pointeuse.collector.app_keys import CLIENTS
from tests.dashboard.data_page import noon, paired, rows, says, until_rows, whole
from tests.dashboard.looking import until
from tests.dashboard.seeded import act, acts_of, fill, rename
from tests.suite.access import violations

pytestmark = pytest.mark.browser


async def test_the_log_is_listed_newest_first_and_goes_on_below(looking, served, today):
    await fill(served.store, acts_of(range(today - 5, today)))
    looked = await looking()
    assert await rows(looked).count() == 50
    ever = await whole(served)
    await says(looked, "#log-summary", f"{ever} acts; the newest 50 are listed.")
    while await looked.page.is_visible("#older"):
        before = await rows(looked).count()
        await looked.page.click("#older")
        await until(lambda before=before: beyond(looked, before), "older acts")
    await until_rows(looked, ever)
    assert await looked.page.evaluate("document.activeElement.type") == "checkbox"


async def beyond(looked, count):
    return await rows(looked).count() > count


async def test_a_choice_is_in_the_address_and_told_beside_what_it_governs(looking, some, today):
    looked = await looking()
    await looked.page.click("#filters summary")
    await looked.page.check("#filter-groups input[value=reddit]")
    await until_rows(looked, 3)
    assert "platforms=reddit" in looked.page.url
    assert "Reddit. 3 acts." in await looked.text("#erase-choice")
    await looked.page.reload()
    await until_rows(looked, 3)
    await looked.page.fill("#choice-until", "2020-01-01")
    await looked.page.click("#choice-days button[type=submit]")
    await says(looked, "#log-summary", "No act matches this choice.")
    await looked.page.go_back()
    await until_rows(looked, 3)
    await looked.page.click("#choice-all")
    await until_rows(looked, 15)
    assert "?" not in looked.page.url


async def test_a_day_to_come_is_refused_beside_its_field(looking, some):
    looked = await looking()
    await looked.page.fill("#choice-from", "2999-01-01")
    await looked.page.click("#choice-days button[type=submit]")
    await says(looked, "#choice-state", "Give a day up to today")
    assert await looked.page.evaluate("document.activeElement.id") == "choice-from"


async def test_an_empty_log_says_so(looking):
    looked = await looking(language="fr")
    assert (await looked.text("#log-summary")).startswith("Le journal est vide.")
    assert await looked.page.is_hidden("#log-box")


async def test_a_struck_act_is_out_and_its_undo_puts_it_back(looking, some):
    looked = await looking()
    first = rows(looked).first
    await first.locator(".deed button").focus()
    await looked.page.keyboard.press("Enter")
    await says(looked, "#log-state", "Struck.")
    await says(looked, "#log-summary", "14 acts.")
    assert await whole(some) == 14
    assert await looked.page.evaluate("document.activeElement.textContent") == "Undo"
    await looked.page.keyboard.press("Enter")
    await says(looked, "#log-state", "1 act is back in the log.")
    await says(looked, "#log-summary", "15 acts.")
    assert await whole(some) == 15
    assert await first.locator(".deed").inner_text() == "Strike"


async def test_several_are_struck_at_once_and_stay_in_sight_with_their_undo(looking, some):
    looked = await looking()
    await rows(looked).nth(1).locator("input").click()
    await rows(looked).nth(4).locator("input").click(modifiers=["Shift"])
    await looked.page.click("#strike-chosen")
    await says(looked, "#log-state", "4 acts struck.")
    assert await whole(some) == 11
    await looked.page.fill("#choice-until", "2020-01-01")
    await looked.page.click("#choice-days button[type=submit]")
    await until_rows(looked, 4)
    await rows(looked).nth(2).locator(".deed button").click()
    await says(looked, "#log-state", "4 acts are back in the log.")
    assert await whole(some) == 15


async def test_an_undo_that_comes_too_late_says_so_and_changes_nothing(looking, some):
    looked = await looking()
    answers = []
    looked.page.on("response", lambda answer: answers.append(answer))
    await rows(looked).first.locator(".deed button").click()
    await says(looked, "#log-state", "Struck.")
    bodies = [await one.json() for one in struck(answers)]
    token = next(body["undo_token"] for body in bodies if "undo_token" in body)
    assert (await some.post("/v1/acts/undo", {"undo_token": token})).status == 200
    await rows(looked).first.locator(".deed button").click()
    await says(looked, "#log-state", "It is too late to undo this.")
    assert await whole(some) == 15


def struck(answers):
    return [one for one in answers if one.url.endswith("/strike") and one.status == 200]


async def test_markup_in_stored_names_stays_text(looking, served, today):
    bad = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>'
    hostile = await served.app[CLIENTS].pair("D" * 22, "chrome-extension://x", f"c{bad}")
    await fill(served.store, [act(1, noon(today - 1), "ponder", "orkut", "orkut.ponder")], hostile)
    await rename(served.store, "kind", "ponder", f"k{bad}")
    await rename(served.store, "platform", "orkut", f"p{bad}")
    looked = await looking()
    assert f"c{bad}" in await rows(looked).first.inner_text()
    await looked.page.click("#browsers-list button >> nth=1")
    await looked.page.wait_for_selector(".sure")
    await looked.page.locator("#browsers-list button").first.click()
    assert await looked.page.evaluate("window.broken") is None
    assert await looked.page.locator("img[src='x']").count() == 0
    words = await looked.text("#page")
    assert all(f"{letter}{bad}" in words for letter in "kpc")


@pytest.mark.parametrize(("width", "theme", "language"), [(390, "dark", "fr"), (1280, "light", "en")])
async def test_nobody_is_shut_out(looking, some, language, width, theme):
    await paired(some)
    await some.post("/v1/backups", {})
    looked = await looking(width=width, language=language, theme=theme)
    await rows(looked).first.locator(".deed button").click()
    await looked.page.wait_for_selector(".struck")
    await rows(looked).nth(2).locator("input").click()
    await looked.page.click("#erase-do")
    await looked.page.wait_for_selector(".sure")
    await looked.page.fill("#add-minutes", "-1")
    await looked.page.click("#add-form button[type=submit]")
    await looked.page.wait_for_selector("#add-state.wrong")
    await looked.page.click("#filters summary")
    assert await violations(looked.page) == []


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_nothing_overflows(looking, some, language):
    await paired(some, "A rather long name for a laptop at work")
    await some.post("/v1/backups", {})
    looked = await looking(language=language)
    await looked.page.click("#erase-do")
    await looked.page.wait_for_selector(".sure")
    for width in (320, 390, 1280, 3840):
        await looked.page.set_viewport_size({"width": width, "height": 900})
        assert await looked.page.evaluate("document.documentElement.scrollWidth") == width
