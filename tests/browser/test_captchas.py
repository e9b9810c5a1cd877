"""CAPTCHAs as they are met: in the vendor's own frames, on a site that the extension may not look at."""

import pytest

from tests.browser.shop import SHOP, answer, ask, press, proved

pytestmark = pytest.mark.browser

SCRIPTED_CLICK = "document.querySelector(args[0]).click()"


@pytest.mark.parametrize("vendor", ["www.google.com", "www.recaptcha.net"])
async def test_solved_board_is_counted_with_its_labels(person, vendor):
    before, known = person.collector.tally(), len(person.collector.captchas())
    page = await person.browser.open(f"{SHOP}?vendor={vendor}")
    await ask(page)
    await answer(page, 0, 4, 8)
    await proved(page)
    await person.counted({("recaptcha-v2", "captcha.image"): 1}, before)
    assert person.collector.captchas()[known:] == [
        {
            "kind": "captcha.image",
            "outcome": "solved",
            "labels": 3,
            "judgements": 9,
            "rounds": 1,
            "gestures": 3,
        }
    ]
    await page.close()


async def test_dynamic_board_counts_each_new_picture(person):
    before, known = person.collector.tally(), len(person.collector.captchas())
    page = await person.browser.open(f"{SHOP}?board=dynamic")
    await ask(page)
    await answer(page, 0)
    await answer(page, 4, 8)
    await proved(page)
    await person.counted({("recaptcha-v2", "captcha.image"): 1}, before)
    (seen,) = person.collector.captchas()[known:]
    assert (seen["outcome"], seen["labels"], seen["rounds"], seen["gestures"]) == ("solved", 3, 2, 3)
    await page.close()


async def test_wrong_answer_and_new_board_belong_to_the_same_challenge(person):
    before, known = person.collector.tally(), len(person.collector.captchas())
    page = await person.browser.open(SHOP)
    await ask(page)
    await answer(page)
    await answer(page, 1, 2)
    await page.click("#recaptcha-reload-button", frame="#challenge")
    await page.until("return !Number(document.body.dataset.busy)", frame="#challenge")
    await answer(page, 0, 4, 8)
    await proved(page)
    await person.counted({("recaptcha-v2", "captcha.image"): 1}, before)
    (seen,) = person.collector.captchas()[known:]
    assert (seen["outcome"], seen["rounds"], seen["gestures"]) == ("solved", 3, 5)
    await page.close()


async def test_box_that_is_enough_is_kept_apart(person):
    before, known = person.collector.tally(), len(person.collector.captchas())
    page = await person.browser.open(f"{SHOP}?pass=1")
    await page.click("#rc-anchor-container", frame="#widget")
    await proved(page)
    await person.counted({("recaptcha-v2", "captcha.checkbox"): 1}, before)
    (seen,) = person.collector.captchas()[known:]
    assert (seen["outcome"], seen.get("labels", 0)) == ("auto-passed", 0)
    await page.close()


@pytest.mark.parametrize("how", ["board=static", "board=dynamic", "pass=1"])
async def test_site_that_goes_on_at_once_loses_nothing(person, how):
    before, known = person.collector.tally(), len(person.collector.captchas())
    page = await person.browser.open(f"{SHOP}?submit=1&{how}")
    if how == "pass=1":
        await page.click("#rc-anchor-container", frame="#widget")
    else:
        await ask(page)
        await press(page, 0, 4, 8)
    await page.until("return location.host === 'elsewhere.example'")
    kind = "captcha.checkbox" if how == "pass=1" else "captcha.image"
    await person.counted({("recaptcha-v2", kind): 1}, before)
    outcome = "auto-passed" if how == "pass=1" else "solved"
    assert [seen["outcome"] for seen in person.collector.captchas()[known:]] == [outcome]
    await page.close()


async def test_challenge_without_a_box_is_solved_when_the_board_goes_away(person):
    before, known = person.collector.tally(), len(person.collector.captchas())
    page = await person.browser.open(f"{SHOP}?size=invisible")
    await page.click("#buy")
    await page.until("return document.body.dataset.shown", frame="#challenge")
    await answer(page, 0, 4, 8)
    await proved(page)
    await person.counted({("recaptcha-v2", "captcha.image"): 1}, before)
    assert [seen["outcome"] for seen in person.collector.captchas()[known:]] == ["solved"]
    await page.close()


async def test_page_left_in_the_middle_is_an_abandoned_challenge(person):
    before, known = person.collector.tally(), len(person.collector.captchas())
    page = await person.browser.open(SHOP)
    await ask(page)
    await page.click("#tile-0", frame="#challenge")
    await page.go("https://elsewhere.example/")
    await person.counted({("recaptcha-v2", "captcha.image"): 1}, before)
    assert [seen["outcome"] for seen in person.collector.captchas()[known:]] == ["abandoned"]
    await page.close()


async def test_challenge_that_is_never_shown_is_not_counted(person):
    before = person.collector.tally()
    page = await person.browser.open(SHOP)
    await page.until("return document.readyState === 'complete'", frame="#challenge")
    for control in ("#tile-0", "#recaptcha-verify-button"):
        await page.run(SCRIPTED_CLICK, control, frame="#challenge")
    await page.close()
    await person.counted({}, before)


async def test_script_is_not_taken_for_the_person(person):
    before, known = person.collector.tally(), len(person.collector.captchas())
    page = await person.browser.open(SHOP)
    await ask(page)
    for _ in range(2):
        await page.run(SCRIPTED_CLICK, "#tile-1", frame="#challenge")
    await answer(page, 0, 4, 8)
    await proved(page)
    await person.counted({("recaptcha-v2", "captcha.image"): 1}, before)
    assert [seen["gestures"] for seen in person.collector.captchas()[known:]] == [3]
    await page.close()
