"""Acts added by hand, forgotten and erased on the page, in a real Chromium; how long they are kept."""

import time

import pytest

from tests.dashboard.data_page import noon, rows, says, until_rows, whole
from tests.dashboard.seeded import act, fill

pytestmark = pytest.mark.browser


async def test_a_missed_act_is_added_by_hand_and_taken_out_again(looking, some, today):
    looked = await looking()
    await looked.page.select_option("#add-kind", "comment")
    await looked.page.select_option("#add-platform", "reddit")
    await looked.page.fill("#add-n", "3")
    await looked.page.click("#add-form button[type=submit]")
    await says(looked, "#add-state", "Added: ")
    await until_rows(looked, 16)
    assert "added by hand" in await rows(looked).first.inner_text()
    assert "3 ×" in await rows(looked).first.inner_text()
    assert await whole(some, platforms=["reddit"], kinds=["comment"]) == 1
    await looked.page.click("#add-state button")
    await says(looked, "#add-state", "Taken out again.")
    assert await whole(some) == 15


async def test_time_added_by_hand_needs_its_minutes_and_a_moment_that_has_passed(looking, served):
    looked = await looking()
    await looked.page.select_option("#add-kind", "attention")
    assert await looked.page.is_hidden("#add-many")
    await looked.page.click("#add-form button[type=submit]")
    await says(looked, "#add-state", "Give whole minutes")
    assert await looked.page.evaluate("document.activeElement.id") == "add-minutes"
    await looked.page.fill("#add-minutes", "30")
    late = await looked.page.evaluate("new Date(Date.now() + 7200000).toTimeString().slice(0, 5)")
    if late > "02:00":  # in the last two hours of a day the hour to come is tomorrow's
        await looked.page.fill("#add-time", late)
        await looked.page.click("#add-form button[type=submit]")
        await says(looked, "#add-state", "That has not happened yet.")
        assert await looked.page.input_value("#add-minutes") == "30"
    await looked.page.fill("#add-time", "00:00")
    await looked.page.click("#add-form button[type=submit]")
    await says(looked, "#add-state", "Added: ")
    await says(looked, "#log-rows", "30\xa0min")


async def test_a_captcha_goes_with_the_products_of_captchas(looking, served):
    looked = await looking()
    await looked.page.select_option("#add-kind", "captcha.image")
    values = "(all) => all.map((one) => one.value)"
    places = await looked.page.eval_on_selector_all("#add-platform option", values)
    assert "recaptcha-v2" in places
    assert "youtube" not in places


async def test_the_last_minutes_are_forgotten_after_a_second_press(looking, some):
    now = time.time_ns() // 1_000_000
    recent = [act(n, now - 60_000 * n, "like", "youtube", "youtube.like") for n in (20, 30, 40)]
    await fill(some.store, recent)
    looked = await looking()
    await looked.page.click("[data-forget='15']")
    await says(looked, ".sure", "0 acts of the last 15 minutes")
    await looked.page.keyboard.press("Escape")
    assert await looked.page.evaluate("document.activeElement.dataset.forget") == "15"
    await looked.page.fill("#forget-minutes", "35")
    await looked.page.press("#forget-minutes", "Enter")
    await says(looked, ".sure", "2 acts of the last 35 minutes")
    assert await whole(some) == 18
    await looked.page.click(".sure .grave")
    await says(looked, "#forget-state", "2 acts of the last 35 minutes are gone")
    assert await whole(some) == 16


async def test_minutes_that_are_none_are_refused_beside_the_field(looking, served):
    looked = await looking(language="fr")
    await looked.page.fill("#forget-minutes", "0")
    await looked.page.press("#forget-minutes", "Enter")
    await says(looked, "#forget-state", "Indiquez des minutes entières")
    assert await looked.page.get_attribute("#forget-minutes", "aria-invalid") == "true"
    await looked.page.fill("#forget-minutes", "5")
    assert await looked.page.get_attribute("#forget-minutes", "aria-invalid") is None


async def test_what_is_erased_is_gone_from_the_home_page_too(looking, some):
    looked = await looking(query="?platforms=youtube")
    await looked.page.click("#erase-do")
    await says(looked, ".sure", "12 acts would be erased (all days; YouTube).")
    assert "There is no undo." in await looked.text(".sure")
    await looked.page.click(".sure button:not(.grave)")
    assert await whole(some) == 15
    await looked.page.click("#erase-do")
    await looked.page.click(".sure .grave")
    await says(looked, "#erase-state", "12 acts are gone.")
    await until_rows(looked, 0)
    assert await whole(some) == 3
    await looked.page.goto(f"{some.base}/?period=week")
    await says(looked, "#period-acts", "3")


async def test_a_confirmation_that_holds_no_longer_erases_nothing(looking, some):
    looked = await looking(language="fr")
    await looked.page.click("#erase-do")
    await looked.page.wait_for_selector(".sure")
    other = "import('/static/kit/api.js').then(({ send }) => send('/v1/acts/forget', { minutes: 5 }))"
    await looked.page.evaluate(other)  # a session holds one confirmation at a time
    await looked.page.click(".sure .grave")
    await says(looked, "#erase-state", "Cette confirmation n’est plus valable.")
    assert await whole(some) == 15
    assert await looked.page.evaluate("document.activeElement.id") == "erase-do"


async def test_single_acts_are_kept_for_some_months_and_their_sums_for_good(looking, served, today):
    old = [act(n, noon(today - 200) + n, "like", "youtube", "youtube.like") for n in range(1, 5)]
    await fill(served.store, [*old, act(5, noon(today - 1), "like", "youtube", "youtube.like")])
    looked = await looking()
    assert (await looked.text("#retention-summary")).startswith("Single acts are kept for good.")
    await looked.page.check("#keep-some")
    await looked.page.fill("#keep-months", "0")
    await looked.page.press("#keep-months", "Enter")
    await says(looked, "#retention-state", "Give whole months, from 1 to 120.")
    await looked.page.fill("#keep-months", "3")
    await looked.page.press("#keep-months", "Enter")
    await says(looked, ".sure", "4 single acts from before")
    await looked.page.click(".sure .grave")
    await says(looked, "#retention-state", "4 single acts were removed; their sums stay.")
    await says(looked, "#log-horizon", "are not kept, only the sums of their days")
    await until_rows(looked, 1)
    await looked.page.goto(f"{served.base}/?period=year")
    await says(looked, "#period-acts", "5")


async def test_when_nobody_answers_nothing_typed_is_lost(looking, some):
    looked = await looking()
    await looked.page.fill("#add-n", "7")
    await looked.page.route("**/v1/acts/add", lambda route: route.abort())  # a collector that is off
    await looked.page.click("#add-form button[type=submit]")
    await says(looked, "#add-state", "The collector does not answer.")
    assert await looked.page.input_value("#add-n") == "7"
    assert await looked.page.is_enabled("#add-form button[type=submit]")
