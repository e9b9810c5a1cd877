"""The rule of the minutes, and how much of them is there twice: the same words and figures everywhere."""

import asyncio
import json

import pytest

from pointeuse.collector.errors import Busy
from pointeuse.collector.store.sums.horizon import set_horizon
from pointeuse.collector.sums.period import date_of, period_between
from pointeuse.dashboard.payslip.formats import Formats
from pointeuse.dashboard.payslip.terminal import lines
from pointeuse.dashboard.payslip.words import worded
from pointeuse.dashboard.web.twice import Memory, work_out
from pointeuse.dashboard.wording import texts
from tests.dashboard.looking import until
from tests.dashboard.seeded import Client, act, acts_of, client, fill
from tests.dashboard.slips import LAST_MONTH, days_of_last_month, slip
from tests.dashboard.test_dashboard_payslip_pdf import closed_up, opened, text_of
from tests.suite import ROOT

DAY, HOUR, MINUTE, SECOND = 86_400_000, 3_600_000, 60_000, 1000
OTHER = client("F" * 22, "Firefox")
LANGUAGES = ("en", "fr")
SAID = {"/": "time.twice", "/time": "time.twice", "/method": "how.twice"}


def minutes(day: int, first: int, count: int, platform: str = "youtube", seq: int = 1):
    """Return `count` minutes of attention one after the other, from minute `first` of a local day on."""
    at = day * DAY - HOUR + first * MINUTE
    rule = f"{platform}.attention"
    return [act(seq + i, at + i * MINUTE, "attention", platform, rule, ms=MINUTE) for i in range(count)]


async def at_once(store, day: int) -> None:
    """Put three quarters of an hour into one browser; into another some minutes of them, and an hour more."""
    half = act(90, day * DAY - HOUR + 609 * MINUTE + 30 * SECOND, "attention", "x", "x.attention", ms=30_000)
    await fill(store, minutes(day, 600, 45))
    await fill(store, [*minutes(day, 642, 3, "x"), *minutes(day, 700, 60, "x", 11), half], OTHER)
    await fill(store, minutes(day, 610, 9, "x", 100), OTHER)


TWICE = 12 * MINUTE + 30 * SECOND


def seconds_too_many(acts: dict[Client, list], days: range) -> int:
    """Count each second of each browser, and take away those of the person."""
    kept = {
        who: {
            second
            for one in rows
            if one.kind == "attention" and (one.at + one.offset_min * MINUTE) // DAY in days
            for second in range(one.at // SECOND, (one.at + one.ms) // SECOND)
        }
        for who, rows in acts.items()
    }
    return sum(map(len, kept.values())) - len(set().union(*kept.values()))


def whole_seconds(acts: list) -> list:
    return [
        act(one.seq, one.at // SECOND * SECOND, one.kind, one.platform, one.rule, one.n, one.ms)
        for one in acts
    ]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_page_slip_and_pdf_give_the_figure_of_a_count_by_seconds(served, language):
    days = days_of_last_month()
    acts = {
        client(): whole_seconds(acts_of(days)),
        OTHER: whole_seconds(acts_of(days, seed=11)),
    }
    for who, rows in acts.items():
        await fill(served.store, rows, who)
    wanted = seconds_too_many(acts, days) * SECOND
    assert wanted > HOUR
    sentence = texts(language)["time.twice"].format(time=Formats(language).time(wanted))
    asked = f"from={date_of(days[0])}&until={date_of(days[-1])}"
    view = await (await served.get(f"/v1/view/twice?{asked}")).json()
    assert (view["ms"], view["since"]) == (wanted, None)
    page = await (await served.get(f"/v1/view/payslip?month={LAST_MONTH}&lang={language}")).json()
    assert page["slip"]["twice"] == {"ms": wanted, "since": None} and sentence in page["words"]["remarks"]
    assert closed_up(sentence) in closed_up(*lines(page["words"]))
    pdf = opened(await (await served.get(f"/v1/payslip.pdf?month={LAST_MONTH}&lang={language}")).read())
    assert closed_up(sentence) in text_of(pdf)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_slip_says_nothing_of_it_where_nothing_is_there_twice(served, language):
    await fill(served.store, acts_of(days_of_last_month()))
    words = worded(await slip(served.store, LAST_MONTH), language)
    begun = texts(language)["time.twice"].partition("{")[0]
    assert not any(begun in text for text in words["remarks"])
    assert texts(language)["time.rule"] in words["remarks"]
    assert (await (await served.get("/v1/view/twice?period=all")).json())["ms"] == 0


async def test_a_filter_leaves_what_is_there_twice_within_it(served, today):
    await at_once(served.store, today - 1)

    async def ms(query: str) -> int:
        return (await (await served.get(f"/v1/view/twice?period=week&{query}")).json())["ms"]

    assert await ms("") == TWICE
    assert await ms("platforms=x,youtube") == await ms("kinds=attention,like") == TWICE
    assert await ms("platforms=x") == await ms("kinds=like") == 0


async def test_what_is_unchanged_is_not_sent_again_and_news_are(served, today):
    await at_once(served.store, today - 1)
    answer = await served.get("/v1/view/twice?period=week")
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert (await served.get("/v1/view/twice?period=week", **tag)).status == 304
    await fill(served.store, minutes(today - 1, 760, 2, "x", 300), client())
    await fill(served.store, minutes(today - 1, 761, 1, "x", 400), OTHER)
    again = await served.get("/v1/view/twice?period=week", **tag)
    assert (await again.json())["ms"] == TWICE + MINUTE


async def shows(looked, wanted: str) -> bool:
    return await looked.page.is_visible("#twice") and await looked.text("#twice") == wanted


async def rule(looked) -> str:
    """Return what is to be read of the page once the rule is unfolded, where there is little room for it."""
    for fold in await looked.page.query_selector_all(".minutes summary"):
        await fold.click()
    return await looked.text("main")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAID)
async def test_the_rule_and_the_figure_stand_beside_the_minutes(look, served, today, path, language):
    await at_once(served.store, today - 1)
    looked = await look(language=language, path=path, period="week")
    wanted = texts(language)[SAID[path]].format(time=Formats(language).time(TWICE))

    await until(lambda: shows(looked, wanted), wanted)
    assert texts(language)["time.rule"] in await rule(looked)


@pytest.mark.browser
@pytest.mark.parametrize("path", SAID)
async def test_nothing_is_said_of_one_browser(look, served, today, path):
    await fill(served.store, acts_of(range(today - 3, today + 1)))
    looked = await look(path=path)
    answered = "performance.getEntriesByType('resource').some((one) => one.name.includes('/view/twice?'))"
    await until(lambda: looked.page.evaluate(answered), "it was asked for")
    await looked.page.wait_for_timeout(300)
    assert not await looked.page.is_visible("#twice")
    assert texts("en")["time.rule"] in await rule(looked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_is_one_sentence_in_the_extension_and_here(language):
    messages = json.loads((ROOT / "extension" / "_locales" / language / "messages.json").read_text("utf-8"))
    assert messages["time_rule"]["message"] == texts(language)["time.rule"]


@pytest.mark.parametrize("document", ["README.md", "PRIVACY.md"])
def test_the_rule_is_the_same_sentence_in(document):
    assert texts("en")["time.rule"] in " ".join((ROOT / document).read_text("utf-8").split())


def test_each_second_of_a_device_counts_once_is_what_the_readme_says():
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert "each second once" not in readme and texts("en")["time.once"].rstrip(".") in readme


async def test_days_of_which_only_sums_are_kept_are_named(served):
    days = days_of_last_month()
    await at_once(served.store, days[-1])
    await fill(served.store, minutes(days[0], 600, 3, "x", 500), OTHER)
    await served.store.write(lambda conn: set_horizon(conn, days[5]))
    found = await slip(served.store, LAST_MONTH)
    assert found["twice"] == {"ms": TWICE, "since": days[5]}
    (named,) = [text for text in worded(found, "en")["remarks"] if "no longer kept" in text]
    assert Formats("en").day(days[5]) in named


async def test_days_that_cannot_be_looked_at_are_named_alone(served):
    days = days_of_last_month()
    await at_once(served.store, days[3])
    await served.store.write(lambda conn: set_horizon(conn, days[-1] + 1))
    await served.store.write(lambda conn: conn.execute("DELETE FROM act"))
    found = await slip(served.store, LAST_MONTH)
    assert found["twice"] == {"ms": 0, "since": days[-1] + 1}
    for language in LANGUAGES:
        said = worded(found, language)["remarks"]
        day = Formats(language).day(days[-1] + 1)
        assert texts(language)["time.twice.since"].format(day=day) in said
        assert not any(texts(language)["time.twice"].partition("{")[0] in text for text in said)


def refuse(*_):
    raise Busy("Not now.")


def is_late(monkeypatch):
    monkeypatch.setattr("pointeuse.dashboard.web.payslip.PATIENCE_S", 0)  # nobody waits for the end


def is_busy(monkeypatch):
    monkeypatch.setattr("pointeuse.dashboard.web.twice.twice", refuse)  # a real log takes years


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hinder", [is_late, is_busy])
async def test_a_slip_is_made_without_it_and_says_that_it_is_not_worked_out(
    served, monkeypatch, hinder, language
):
    await at_once(served.store, days_of_last_month()[3])
    sentence, query = texts(language)["payslip.twice.later"], f"month={LAST_MONTH}&lang={language}"
    with monkeypatch.context() as patched:
        hinder(patched)
        answer = await served.get(f"/v1/view/payslip?{query}")
        page = await answer.json()
        assert answer.status == 200 and page["slip"]["twice"] is None and "ETag" not in answer.headers
        assert sentence in page["words"]["remarks"]
        assert closed_up(sentence) in closed_up(*lines(page["words"]))
        pdf = await served.get(f"/v1/payslip.pdf?{query}")
        assert pdf.status == 200 and closed_up(sentence) in text_of(opened(await pdf.read()))
        assert (await served.get(f"/v1/payslip.csv?{query}")).status == 200
    page = await (await served.get(f"/v1/view/payslip?{query}")).json()
    assert page["slip"]["twice"]["ms"] == TWICE and sentence not in page["words"]["remarks"]


async def test_who_asks_for_a_few_days_does_not_wait_for_the_whole_log(served, today, monkeypatch):
    monkeypatch.setattr("pointeuse.dashboard.web.twice.SECONDS", 0)  # a step a read
    monkeypatch.setattr("pointeuse.collector.sums.sections.SLICE", 20)  # several steps
    await fill(served.store, acts_of(range(today - 60, today + 1)))
    await fill(served.store, acts_of(range(today - 60, today + 1), seed=11), OTHER)
    memory, done = Memory(), []

    async def ask(first: int) -> None:
        await work_out(served.store, period_between(first, today), memory)
        done.append(first)

    await asyncio.gather(ask(today - 60), ask(today - 1))
    assert done == [today - 1, today - 60]


@pytest.mark.browser
async def test_what_was_said_of_other_days_is_gone_before_the_new_figure_comes(look, served, today):
    await at_once(served.store, today - 1)
    looked = await look(path="/", period="week")
    page, held, asked = looked.page, asyncio.Event(), asyncio.Event()

    async def hold(route) -> None:
        asked.set()
        await held.wait()
        await route.continue_()

    await until(lambda: page.is_visible("#twice"), "the figure")
    await page.route("**/v1/view/twice?*period=month*", hold)
    await page.click("[data-period=month]")
    await asyncio.wait_for(asked.wait(), 15)
    assert not await page.is_visible("#twice") and await page.text_content("#twice") == ""
    await page.click("[data-period=week]")
    await until(lambda: page.is_visible("#twice"), "the figure of before")
    await page.click("[data-period=month]")
    await until(lambda: page.is_hidden("#twice"), "it is hidden again")
    held.set()
    await until(lambda: page.is_visible("#twice"), "the new figure")


@pytest.mark.browser
@pytest.mark.parametrize("path", SAID)
async def test_days_that_cannot_be_looked_at_are_named_on_the_page(look, served, today, path):
    await at_once(served.store, today - 3)
    await served.store.write(lambda conn: set_horizon(conn, today - 1))
    await served.store.write(lambda conn: conn.execute("DELETE FROM act"))
    looked = await look(path=path)
    wanted = texts("en")["time.twice.since"].format(day=Formats("en").day(today - 1))

    await until(lambda: shows(looked, wanted), wanted)
