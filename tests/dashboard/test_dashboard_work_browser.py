"""The cards of the later views in a real Chromium: drawn from their data, equal to tables, or absent."""

import re

import pytest

from tests.dashboard.looking import until
from tests.dashboard.seeded import AI_HABITS, act, acts_of, fill

pytestmark = pytest.mark.browser

DAY_MS = 86_400_000
LATER = {
    "/": ("hour", "mixes", "operators"),
    "/work": ("mixes", "captchas", "ai"),
    "/time": ("weeks", "hours", "year"),
    "/worth": ("hour", "operators", "months"),
}


def digits(text):
    return int(re.sub(r"\D", "", text) or 0)


def noon(day):
    return day * DAY_MS + DAY_MS // 2


async def view(served, name, period="month"):
    return await (await served.get(f"/v1/view/{name}?period={period}")).json()


async def test_time_in_place_of_acts(shelf, browse):
    looked = await browse(path="/time")
    rhythm = await view(shelf, "rhythm")
    before = await looked.text("#hours-summary")
    await looked.page.click("#hours-measure [data-measure=ms]")
    await until(lambda: changed(looked, before), "the words about time")
    assert await looked.page.get_attribute("#hours-measure [data-measure=n]", "aria-pressed") == "false"
    most = round(max(rhythm["hours"]["ms"]) / 60_000)
    assert f"with {most}\xa0min." in await looked.text("#hours-summary")
    looked = await browse(path="/work")
    await looked.page.click("#captchas-measure [data-measure=ms]")
    await until(lambda: axis(looked, "minutes"), "minutes on the axis")
    await looked.page.click("#captchas-measure [data-measure=when]")
    bars = len((await view(shelf, "labour"))["captchas"]["over_time"]["n"])
    await until(lambda: has_marks(looked, "captchas-chart", bars), "a bar for each day and way")


async def changed(looked, before):
    return await looked.text("#hours-summary") != before


async def has_marks(looked, chart, count):
    return await looked.marks(chart, "rect") == count


async def axis(looked, word):
    return await looked.text("#captchas-axis") == word


async def test_weeks_of_a_year_and_months_of_more(browse):
    looked = await browse(period="year", card="#weeks")
    assert (await looked.cells("weeks-table"))[0][0].startswith("week of ")
    await looked.page.click("[data-period=week]")
    await until(lambda: rows_of(looked, "weeks-table", 7), "a row a day")


async def rows_of(looked, table, count):
    return len(await looked.cells(table)) == count


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_an_empty_log_shows_none_of_it(look, served, language):
    looked = await look(language=language)
    for path, cards in LATER.items():
        await looked.page.goto(f"{served.base}{path}?lang={language}")
        await looked.settled()
        for card in cards:
            assert await looked.page.locator(f"#{card}").is_hidden(), card


async def test_one_of_each_is_written_in_the_singular(served, look, today):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    rows = [
        ("captcha.image", "recaptcha-v2", "recaptcha-v2"),
        ("captcha.invisible", "recaptcha-v3", "recaptcha-v3"),
        ("prompt", "chatgpt", "chatgpt.prompt"),
        ("captcha.wait", "cloudflare-challenge", "cloudflare-challenge"),
    ]
    await fill(served.store, [act(at, noon(today - 1) + at, *row) for at, row in enumerate(rows, 1)])
    looked = await look(card="#captchas")
    captchas = await looked.text("#captchas-summary")
    assert captchas.startswith("1 CAPTCHA solved by hand, in 11")
    assert "1 made you wait. 1 passed without asking you for anything." in captchas
    assert (await looked.text("#ai-summary")).startswith(
        "1 act that trains or checks a model: Prompt to an AI (1)."
    )
    assert "All for ChatGPT." in await looked.text("#ai-summary")
    french = await look(language="fr", card="#captchas")
    assert (await french.text("#captchas-summary")).startswith("1 CAPTCHA résolu à la main, en 11")
    year = await look(card="#year")
    assert "On 1 of 365 days something was counted." in await year.text("#year-summary")
    french = await look(language="fr", card="#year")
    assert "compté 1 jour sur 365" in (await french.text("#year-summary")).replace("\xa0", " ")


async def test_what_is_no_act_is_said_beside_the_acts(served, look, today):
    night = [act(i, noon(today - 1) + i, "captcha.invisible", "turnstile", "turnstile") for i in range(1, 97)]
    ads = [act(i, noon(today - 1) + i, "ad", "x", "x.ad") for i in (98, 99)]
    await fill(served.store, night + ads)
    looked = await look(card="#acts-summary")
    no_act = "No act in this period. Besides, 96 checks passed without asking you for anything: no acts."
    seen = "Besides, 2 advertisements were seen: no acts."
    assert await looked.text("#acts-summary") == f"{no_act} {seen}"
    await looked.page.goto(f"{served.base}/work")
    await looked.settled()
    assert (await looked.text("#period-counted")).startswith("0 acts")
    assert await looked.page.is_hidden("#period-nothing"), "something was seen"
    await fill(served.store, [act(200, noon(today - 1), "like", "x", "x.like")])
    french = await look(language="fr", card="#acts-summary")
    said = (await french.text("#acts-summary")).replace("\xa0", " ")
    assert said.startswith("1 acte") and "96 contrôles sont passés sans rien vous demander" in said


async def test_hours_of_chosen_kinds_say_why_they_are_not_there(browse):
    looked = await browse(path="/time?kinds=like", card="#year")
    await until(lambda: is_there(looked, "#hours"), "the card of the hours")
    assert "not kept by kind" in await looked.text("#hours-summary")
    for part in ("#hours-chart", "#hours-measure", "#hours-table"):
        assert await looked.page.is_hidden(part)
    assert sum(digits(row[1]) for row in await looked.cells("year-table")) > 0
    work = await browse(path="/work?kinds=like", card="#mix")
    assert await work.page.locator("#captchas").is_hidden()


async def is_there(looked, selector):
    return await looked.page.is_visible(selector)


async def test_a_new_act_is_in_the_later_cards_within_seconds(served, look, today):
    await fill(served.store, acts_of(range(today - 10, today), 3, AI_HABITS))
    looked = await look(card="#ai")
    [before] = [row for row in await looked.cells("ai-places") if row[0] == "ChatGPT"]
    await fill(served.store, [act(900_000, noon(today - 1), "prompt", "chatgpt", "chatgpt.prompt")])
    await until(lambda: more_for(looked, digits(before[-2])), "one more prompt", seconds=5)


async def more_for(looked, than):
    return any(row[0] == "ChatGPT" and digits(row[-2]) == than + 1 for row in await looked.cells("ai-places"))
