"""The cards of the later views in a real Chromium: drawn from their data, equal to tables, or absent."""

import re

import pytest

from tests.dashboard.looking import until
from tests.dashboard.seeded import AI_HABITS, act, acts_of, fill

pytestmark = pytest.mark.browser

DAY_MS = 86_400_000
LATER = ("hour", "mixes", "weeks", "hours", "year", "captchas", "ai")


def digits(text):
    return int(re.sub(r"\D", "", text) or 0)


def noon(day):
    return day * DAY_MS + DAY_MS // 2


@pytest.fixture
async def busy(served, today):
    """Some weeks of likes, CAPTCHAs and prompts, valued in France."""
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    days, own = range(today - 60, today), acts_of(range(today - 60, today))
    await fill(served.store, own)
    await fill(served.store, acts_of(days, 3, AI_HABITS, len(own) + 1))
    return served


async def view(served, name, period="month"):
    return await (await served.get(f"/v1/view/{name}?period={period}")).json()


@pytest.mark.parametrize(
    ("width", "language", "theme"), [(1280, "en", "light"), (390, "fr", "dark"), (320, "en", "light")]
)
async def test_every_later_chart_is_drawn_with_its_data(busy, look, width, language, theme):
    looked = await look(width=width, language=language, theme=theme)
    labour, rhythm = await view(busy, "labour"), await view(busy, "rhythm")
    assert await looked.marks("hour-chart", "symbol") == 3 + len(labour["hour"]["wages"]["parameter"]) + 1
    assert await looked.marks("mix-chart", "rect") == len(labour["mix"]["served"]["n"])
    assert await looked.marks("weeks-chart", "rect") == len(rhythm["attention"]["ms"])
    assert await looked.marks("hours-chart", "rect") == 168
    assert await looked.marks("year-chart", "rect") == 365
    used = [n for way in labour["captchas"]["n"].values() for n in way if n]
    assert await looked.marks("captchas-chart", "rect") == len(used)
    assert await looked.marks("ai-chart", "rect") == len(labour["ai"]["pieces"]["n"])
    assert await looked.page.evaluate("document.documentElement.scrollWidth") == width


async def test_operators_are_their_platforms_put_together(busy, look):
    looked = await look()
    platforms = (await view(busy, "overview"))["platforms"]
    rows = {row[0]: row for row in await looked.cells("operators-table")}
    assert set(rows) == set(platforms["operator"])
    assert rows["Alphabet"][1] == "YouTube, reCAPTCHA v2, reCAPTCHA v3"
    alphabet = [at for at, name in enumerate(platforms["operator"]) if name == "Alphabet"]
    whole = sum(platforms["ceiling"][at] for at in alphabet)
    assert float(rows["Alphabet"][-1].strip("€").replace(",", "")) == float(f"{whole:.2g}")


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_tables_equal_the_views(busy, look, language):
    looked = await look(language=language)
    labour, rhythm = await view(busy, "labour"), await view(busy, "rhythm")
    mix = await looked.cells("mix-table")
    assert sum(digits(cell) for row in mix for cell in row[1:]) == sum(labour["mix"]["served"]["n"])
    kinds = {row[0]: digits(row[1]) for row in await looked.cells("mix-kinds")}
    labels = labour["names"]["kind_labels"][language]
    pairs = zip(labour["mix"]["kinds"]["kind"], labour["mix"]["kinds"]["n"], strict=True)
    assert kinds == {labels[code]: n for code, n in pairs}
    hours = await looked.cells("hours-table")
    assert (len(hours), len(hours[0])) == (24, 8)
    assert sum(digits(cell) for row in hours for cell in row[1:]) == sum(rhythm["hours"]["n"])
    year = await looked.cells("year-table")
    assert [digits(row[1]) for row in reversed(year)] == rhythm["year"]["n"]
    captchas = await looked.cells("captchas-table")
    assert [digits(row[2]) for row in captchas] == labour["captchas"]["n"]["hand"]
    assert [digits(row[6]) for row in captchas] == [central for _, central, _ in labour["captchas"]["labels"]]
    ai = await looked.cells("ai-table")
    assert sum(digits(row[-1]) for row in ai) == sum(labour["ai"]["pieces"]["n"])
    places = await looked.cells("ai-places")
    assert sum(digits(row[-2]) for row in places) == sum(labour["ai"]["acts"]["n"])
    assert len(await looked.cells("weeks-table")) == len(rhythm["attention"]["buckets"]["start"])


async def test_time_in_place_of_acts(busy, look):
    looked = await look()
    rhythm = await view(busy, "rhythm")
    before = await looked.text("#hours-summary")
    await looked.page.click("#hours-measure [data-measure=ms]")
    await until(lambda: changed(looked, before), "the words about time")
    assert await looked.page.get_attribute("#hours-measure [data-measure=n]", "aria-pressed") == "false"
    most = round(max(rhythm["hours"]["ms"]) / 60_000)
    assert f"with {most}\xa0min." in await looked.text("#hours-summary")
    await looked.page.click("#captchas-measure [data-measure=ms]")
    await until(lambda: axis(looked, "minutes"), "minutes on the axis")
    await looked.page.click("#captchas-measure [data-measure=when]")
    bars = len((await view(busy, "labour"))["captchas"]["over_time"]["n"])
    await until(lambda: has_marks(looked, "captchas-chart", bars), "a bar for each day and way")


async def changed(looked, before):
    return await looked.text("#hours-summary") != before


async def has_marks(looked, chart, count):
    return await looked.marks(chart, "rect") == count


async def axis(looked, word):
    return await looked.text("#captchas-axis") == word


async def test_weeks_of_a_year_and_months_of_more(busy, look):
    looked = await look(period="year")
    assert (await looked.cells("weeks-table"))[0][0].startswith("week of ")
    await looked.page.click("[data-period=week]")
    await until(lambda: rows_of(looked, "weeks-table", 7), "a row a day")


async def rows_of(looked, table, count):
    return len(await looked.cells(table)) == count


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_an_empty_log_shows_none_of_it(look, language):
    looked = await look(language=language)
    for card in (*LATER, "operators"):
        assert await looked.page.is_hidden(f"#{card}"), card


async def test_one_of_each_is_written_in_the_singular(served, look, today):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    rows = [
        ("captcha.image", "recaptcha-v2", "recaptcha-v2"),
        ("captcha.invisible", "recaptcha-v3", "recaptcha-v3"),
        ("prompt", "chatgpt", "chatgpt.prompt"),
    ]
    await fill(served.store, [act(at, noon(today - 1) + at, *row) for at, row in enumerate(rows, 1)])
    looked = await look()
    captchas = await looked.text("#captchas-summary")
    assert captchas.startswith("1 CAPTCHA solved by hand, in 11")
    assert "1 passed without asking you for anything." in captchas
    assert (await looked.text("#ai-summary")).startswith(
        "1 act that trains or checks a model: Prompt to an AI (1)."
    )
    assert "All for ChatGPT." in await looked.text("#ai-summary")
    assert "On 1 of 365 days something was counted." in await looked.text("#year-summary")
    french = await look(language="fr")
    assert (await french.text("#captchas-summary")).startswith("1 CAPTCHA résolu à la main, en 11")
    assert "compté 1 jour sur 365" in (await french.text("#year-summary")).replace("\xa0", " ")


async def test_hours_of_chosen_kinds_say_why_they_are_not_there(busy, look):
    looked = await look()
    await looked.page.goto(f"{busy.base}/?period=month&kinds=like")
    await looked.settled()
    await until(lambda: is_there(looked, "#hours"), "the card of the hours")
    assert "not kept by kind" in await looked.text("#hours-summary")
    for part in ("#hours-chart", "#hours-measure", "#hours-table"):
        assert await looked.page.is_hidden(part)
    assert await looked.page.is_hidden("#captchas")
    assert sum(digits(row[1]) for row in await looked.cells("year-table")) > 0


async def is_there(looked, selector):
    return await looked.page.is_visible(selector)


async def test_a_new_act_is_in_the_later_cards_within_seconds(busy, look, today):
    looked = await look()
    [before] = [row for row in await looked.cells("ai-places") if row[0] == "ChatGPT"]
    await fill(busy.store, [act(900_000, noon(today - 1), "prompt", "chatgpt", "chatgpt.prompt")])
    await until(lambda: more_for(looked, digits(before[-2])), "one more prompt", seconds=5)


async def more_for(looked, than):
    return any(row[0] == "ChatGPT" and digits(row[-2]) == than + 1 for row in await looked.cells("ai-places"))
