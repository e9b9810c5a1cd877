"""The first hour: install, consent, pair, choose, then work as usual; and what the person is then shown."""

import json

import pytest

from tests.browser.driving import Page
from tests.browser.shop import SHOP, answer, ask, proved

pytestmark = pytest.mark.browser

YOUTUBE, X = "https://www.youtube.com/watch?v=a", "https://x.com/home"
FACEBOOK, REDDIT = "https://www.facebook.com/", "https://www.reddit.com/r/a/comments/b/"
DONE = {
    ("youtube", "like"): 1,
    ("youtube", "comment"): 1,
    ("x", "comment"): 1,
    ("facebook", "like"): 1,
    ("reddit", "upvote"): 1,
    ("recaptcha-v2", "captcha.image"): 1,
    ("recaptcha-v2", "captcha.checkbox"): 1,
}


@pytest.mark.quick
async def test_first_hour(newcomer):
    await newcomer.use(YOUTUBE, ["like"])  # before anything was agreed to
    await newcomer.consent()
    await newcomer.pair()
    await newcomer.allow("youtube", "x", "facebook", "reddit")
    before = newcomer.collector.tally()
    assert not before

    await newcomer.use(YOUTUBE, ["like", "comment"])
    await newcomer.use(X, ["reply", "like", "like"])
    await newcomer.use(FACEBOOK, ["clear", "love"])  # the first takes back what is older than the log
    await newcomer.use(REDDIT, ["up"])
    shops = [await solve(newcomer, SHOP), await pass_by_the_box(newcomer, f"{SHOP}?pass=1")]
    await newcomer.counted(DONE, before)
    for shop in shops:
        await shop.close()
    await is_exported(newcomer)
    await is_shown(newcomer)


async def solve(person, address: str) -> Page:
    page = await person.browser.open(address)
    await ask(page)
    await answer(page, 0, 4, 8)
    await proved(page)
    return page


async def pass_by_the_box(person, address: str) -> Page:
    page = await person.browser.open(address)
    await page.click("#rc-anchor-container", frame="#widget")
    await proved(page)
    return page


async def is_exported(person) -> None:
    """The export holds what the log holds, and nothing that could be a text, an address or a name."""
    lines = (await person.collector.run("export", "--format", "json")).splitlines()
    acts = [json.loads(line) for line in lines]
    assert {(act["platform"], act["kind"]) for act in acts} >= set(DONE)
    counted = sum(act["n"] for act in acts if act["kind"] != "attention")
    assert counted == sum(person.collector.tally().values())
    assert not [line for line in lines if "://" in line or "hi" in json.loads(line).values()]


async def is_shown(person) -> None:
    """The popup and the dashboard show the number of acts that the log holds."""
    acts = str(sum(person.collector.tally().values()))
    popup = await person.extension_page("popup/popup.html")
    assert await popup.run("return document.getElementById('acts').textContent") == acts
    await popup.click("#dashboard")
    dashboard = await person.browser.opened(f"{person.collector.origin}/")
    await dashboard.until("return document.getElementById('today-acts')?.textContent === args[0]", acts)


@pytest.mark.slow
async def test_time_is_counted_where_it_was_spent_and_while_it_was_spent(person):
    await person.settled()
    before = person.collector.attention().get("youtube", 0)
    page = await person.browser.open(YOUTUBE)
    await page.click("#share")
    await page.run("await new Promise((done) => setTimeout(done, 35_000))")
    elsewhere = await person.browser.open("https://elsewhere.example/")
    await elsewhere.run("await new Promise((done) => setTimeout(done, 5_000))")
    await elsewhere.close()
    await page.close()
    await person.settled()
    spent = person.collector.attention()["youtube"] - before
    assert 30_000 <= spent <= 40_000
    assert "elsewhere" not in " ".join(person.collector.attention())
