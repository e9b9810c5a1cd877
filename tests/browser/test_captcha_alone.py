"""CAPTCHAs that renew themselves, with or without anybody there, and several of one product on a page."""

import asyncio

import pytest

from tests.browser.captcha_visits import row
from tests.browser.driving import Page
from tests.browser.shapes import in_families
from tests.browser.shop import SHOP

pytestmark = pytest.mark.browser

ASKS, PAGE = "https://asks.example", "https://www.reddit.com/captcha"
RENEWED = "return Number(document.body.dataset.renewed) >= args[0]"
REPLACED = "return Number(document.body.dataset.replaced) >= args[0]"
PROOFS = "return Number(document.body.dataset.proofs) >= args[0]"
NOTICED_S = 0.8
INVISIBLE = "captcha.invisible"

# Product, page, and the frame that says how often it has renewed itself.
RENEWING = (
    ("turnstile", f"{ASKS}/turnstile?auto=1&renew=300", "#widget", RENEWED),
    ("turnstile", f"{ASKS}/turnstile?auto=1&anew=300", "#widget", RENEWED),
    ("turnstile", f"{ASKS}/turnstile?auto=1&replace=500", None, REPLACED),
    ("recaptcha-v3", f"{ASKS}/score?renew=600", "#widget", RENEWED),
    ("friendly", f"{PAGE}/friendly?auto=1&renew=700", None, RENEWED),
)


async def test_what_renews_itself_is_counted_once(person):
    """First in front, with nothing done, then behind other tabs."""
    before, pages = person.collector.tally(), []
    for _, address, frame, often in RENEWING:
        pages.append(await person.browser.open(address))
        await pages[-1].until(often, 2, frame=frame)
    for page, (*_, frame, often) in zip(pages, RENEWING, strict=True):
        await page.until(often, 4, frame=frame)
    await asyncio.sleep(NOTICED_S)
    for page in pages:
        await page.close()
    expected = {("turnstile", INVISIBLE): 3, ("recaptcha-v3", INVISIBLE): 1, ("friendly", INVISIBLE): 1}
    await person.counted(expected, before)


async def test_pages_that_load_themselves_behind_another_are_nobodys(person):
    before = person.collector.tally()
    hidden = {
        f"{ASKS}/score?pages=2": "Still",
        f"{PAGE}/friendly?auto=1": "Solved",
        f"{PAGE}/wait?rounds=3&every=900": "The real page",
    }
    behind = [await person.browser.open(f"{PAGE}/plain") for _ in hidden]
    for page in behind:
        await page.go(f"{PAGE}/plain")  # a tab is opened for its first page, not for a later one
    front = await person.browser.open(f"{PAGE}/plain")
    for page, address in zip(behind, hidden, strict=True):
        await page.run("setTimeout(() => location.replace(args[0]), 50)", address)
    for page, title in zip(behind, hidden.values(), strict=True):
        await page.until("return document.title === args[0]", title)
    await asyncio.sleep(NOTICED_S)
    for page in (*behind, front):
        await page.close()
    await person.counted({}, before)


@in_families("chromium")
async def test_page_that_somebody_opens_behind_hers_passes_once(person):
    before = person.collector.tally()
    page = await person.browser.open(f"{PAGE}/plain")
    link = "document.body.insertAdjacentHTML('beforeend', `<p><a id=link href=${args[0]}>More</a>`)"
    await page.run(link, f"{ASKS}/score?renew=600")
    await page.page.click("#link", modifiers=["Control"])
    behind = await person.browser.opened("asks.example/score")
    await behind.until(RENEWED, 4, frame="#widget")
    await behind.close()
    await page.close()
    await person.counted({("recaptcha-v3", INVISIBLE): 1}, before)


async def test_what_somebody_does_in_the_page_makes_the_next_pass_hers(person):
    before = person.collector.tally()
    page = await person.browser.open(f"{PAGE}/friendly?auto=1&never=1")
    await asyncio.sleep(NOTICED_S)
    solve = "document.querySelector('input[name=frc-captcha-solution]').value = args[0]"
    for value in ("one", ".again", "two"):  # the second time without anything done in between
        await page.run(solve, value)
        await page.run("document.body.append(document.createElement('i'))")
        await asyncio.sleep(NOTICED_S)
    await page.run(solve, ".again")
    await page.run("document.body.insertAdjacentHTML('beforeend', '<button id=write>Write</button>')")
    await asyncio.sleep(NOTICED_S)
    await page.click("#write")
    await page.run(solve, "three")
    await page.run("document.body.append(document.createElement('i'))")
    await asyncio.sleep(NOTICED_S)
    await page.close()
    await person.counted({("friendly", INVISIBLE): 2}, before)


async def test_two_boards_of_a_page_are_two_challenges(person):
    known = len(person.collector.captchas())
    before = person.collector.tally()
    shop = await person.browser.open(f"{SHOP}?many=2")
    for end in ("", "-2"):
        await shop.click("#rc-anchor-container", frame=f"#widget{end}")
        await shop.until("return document.body.dataset.shown", frame=f"#challenge{end}")
    await asyncio.sleep(NOTICED_S)
    for tile in (0, 4, 8):  # both boards are up, and answered at the same time
        for end in ("", "-2"):
            await shop.click(f"#tile-{tile}", frame=f"#challenge{end}")
    for end in ("", "-2"):
        await shop.click("#recaptcha-verify-button", frame=f"#challenge{end}")
    await shop.until(PROOFS, 2)
    await shop.close()
    page = await person.browser.open(f"{ASKS}/hcaptcha?many=2")
    for end in ("", "-1"):
        await page.click("#checkbox", frame=f"#widget{end}")
        await page.until("return document.body.dataset.shown", frame=f"#challenge{end}")
    await asyncio.sleep(NOTICED_S)
    for task in (0, 4, 8):
        for end in ("", "-1"):
            await page.click(f"#task-{task}", frame=f"#challenge{end}")
    for end in ("", "-1"):
        await page.click("#submit", frame=f"#challenge{end}")
    await page.until(PROOFS, 2)
    await asyncio.sleep(NOTICED_S)
    await page.close()
    await person.counted({("recaptcha-v2", "captcha.image"): 2, ("hcaptcha", "captcha.image"): 2}, before)
    solved = row("image", "solved", labels=3, judgements=9, rounds=1, gestures=3)
    assert person.collector.captchas()[known:] == [solved] * 4


async def test_three_widgets_of_a_page_are_three(person):
    before = person.collector.tally()
    page = await person.browser.open(f"{ASKS}/turnstile?auto=1&many=3")
    await page.until(PROOFS, 3)
    await asyncio.sleep(NOTICED_S)
    await page.close()
    ticked = await person.browser.open(f"{ASKS}/turnstile?many=3")
    for end in ("", "-1"):
        await tick(ticked, f"#widget{end}")
    await ticked.until(PROOFS, 2)
    await asyncio.sleep(NOTICED_S)
    await ticked.close()
    forms = await person.browser.open(f"{PAGE}/friendly?auto=1&many=2")
    await forms.until("return document.title === 'Solved'")
    await asyncio.sleep(NOTICED_S)
    await forms.close()
    expected = {("turnstile", INVISIBLE): 3, ("turnstile", "captcha.checkbox"): 2, ("friendly", INVISIBLE): 2}
    await person.counted(expected, before)


async def tick(page: Page, frame: str) -> None:
    await page.until("return document.documentElement.dataset.drawn", frame=frame)
    await asyncio.sleep(NOTICED_S)  # nobody ticks a box in the very moment it is drawn
    await page.click("body", frame=frame)
