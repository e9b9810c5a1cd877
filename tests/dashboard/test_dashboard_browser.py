"""The home page in a real Chromium under its real headers: what each card does with what a log may hold."""

import pytest

from pointeuse.collector.store.kept.clients import Client
from tests.dashboard.looking import until
from tests.dashboard.seeded import CATALOGUE, act, acts_of, fill, rename

pytestmark = pytest.mark.browser

DAY_MS = 86_400_000


def noon(day):
    return day * DAY_MS + DAY_MS // 2


async def overview(served, period="month"):
    return await (await served.get(f"/v1/view/overview?period={period}")).json()


async def test_one_day_has_a_bar_for_each_kind(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today + 1), seed=3))
    looked = await look(period="day", card="#acts")
    shown = await overview(served, "day")
    assert await looked.marks("acts-chart", "rect") == len(set(shown["pieces"]["kind"])) > 2
    await looked.page.click("[data-period=week]")
    await until(lambda: more_marks(looked, 10), "the stack of a week")


async def more_marks(looked, than):
    return await looked.marks("acts-chart", "rect") > than


def times(platform, kind, count, first, at):
    return [act(first + n, at + n, kind, platform, f"{platform}.{kind}", ms=60_000) for n in range(count)]


@pytest.mark.parametrize(
    ("language", "silent", "off", "unseen"),
    [
        ("en", "no signal", "off until you switch it on", "not seen yet"),
        ("fr", "aucun signal", "éteinte tant que vous ne l’activez pas", "pas encore vue"),
    ],
)
async def test_a_rule_without_signal_says_so_and_never_reads_zero(
    look, served, today, language, silent, off, unseen
):
    """A rule of advertisements that sees none is not silent: a blocker looks the same."""
    await fill(served.store, times("x", "attention", 12, 1, noon(today)))
    looked = await look(language=language, card="#coverage-seen")
    seen, never = await looked.cells("coverage-seen"), await looked.cells("coverage-never-table")
    assert {row[1] for row in seen} == {"12", silent, off, unseen}
    assert "0" not in {cell for row in [*seen, *never] for cell in row}
    assert {row[2] for row in never} & {silent, off} == {off}
    assert "probable" in {row[3] for row in seen}


async def test_platforms_never_seen_are_one_line_and_the_others_keep_what_is_unfolded(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today)))
    looked = await look(card="#coverage-seen")
    folds = looked.page.locator("#coverage-seen > details")
    names = ["YouTube", "Facebook", "X (Twitter)", "Reddit", "reCAPTCHA v2"]
    assert {await name.inner_text() for name in await folds.locator("strong").all()} == set(names)
    await folds.filter(has_text="Reddit").locator("summary").click()
    late = act(100_000, noon(today) + DAY_MS // 4, "save", "youtube", "youtube.playlist")
    await fill(served.store, [late])
    await until(lambda: is_first(folds, "YouTube"), "the platform of the newest act comes first")
    assert await folds.filter(has_text="Reddit").get_attribute("open") is not None
    assert await looked.page.locator("#coverage-never").get_attribute("open") is None


async def is_first(folds, name):
    return name in await folds.first.inner_text()


PAID = {place.id: "/**" not in place.task_paths for place in CATALOGUE.platforms.values() if place.paid}


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_paid_microwork_has_its_unpaid_part_beside_it(look, served, today, language):
    apart, mixed = (next(name for name, known in PAID.items() if known is wanted) for wanted in (True, False))
    at = noon(today)
    tasks = [*times(apart, "task-time", 30, 1, at), *times(apart, "task-submit", 4, 31, at)]
    await fill(served.store, [*tasks, *times(apart, "attention", 12, 35, at)])
    await fill(served.store, times(mixed, "task-time", 20, 47, at))
    looked = await look(language=language, card="#microwork")
    rows = {row[0]: row[1:] for row in await looked.cells("microwork")}
    assert rows[CATALOGUE.platforms[apart].name] == ["4", "30\xa0min", "12\xa0min", "3\xa0min"]
    none = {"en": "no figure", "fr": "aucun chiffre"}[language]
    assert rows[CATALOGUE.platforms[mixed].name][0::3] == [none, none]
    assert CATALOGUE.platforms[mixed].name in await looked.text("#microwork-mixed")
    assert "30\xa0min" in await looked.text("#microwork-summary")
    assert getattr(CATALOGUE.platforms[apart].note, language) in await looked.text("#microwork-notes")
    home = await look(language=language, card="#today-time")
    assert await home.text("#today-time") == "12\xa0min"


async def test_without_paid_work_nothing_is_said_of_it(browse):
    looked = await browse(card="#mix")
    assert await looked.page.locator("#microwork").is_hidden()


async def test_markup_in_stored_names_has_no_effect(look, served, today):
    bad = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>${alert(1)}'
    named = act(1, noon(today), "ponder", "orkut", "orkut.ponder")
    timed = act(2, noon(today), "attention", "orkut", "orkut.attention")
    hostile = Client("H" * 22, bytes(32), "H" * 22, "chrome-extension://x", f"b{bad}", f"l{bad}", 0)
    await fill(served.store, [named, timed], hostile)
    await rename(served.store, "kind", "ponder", f"k{bad}")
    await rename(served.store, "platform", "orkut", f"p{bad}")
    await rename(served.store, "rule", "orkut.ponder", f"r{bad}")
    time, looked = await look(path="/time"), await look(path="/work")
    for each in (time, looked):
        assert await each.page.evaluate("window.broken") is None
        assert await each.page.locator("img[src='x']").count() == 0
    assert (
        f"k{bad}"
        in (await looked.cells("acts-table"))[0]
        + await looked.page.locator("#acts-table thead th").all_text_contents()
    )
    await time.page.bring_to_front()
    await time.page.locator("#attention-chart svg g.mark-rect.role-mark path").first.hover()
    assert f"p{bad}" in await time.page.text_content(".tip:not([hidden])")


async def test_zero_breaks_no_log_axis(look, served, today):
    await fill(served.store, [act(1, noon(today), "save", "youtube", "youtube.playlist")])
    looked = await look()
    assert await looked.page.locator("#value-chart svg").count() == 0
    assert await looked.text("#value-summary") == "Nothing with a price in this period."
    await fill(served.store, [act(2, noon(today), "like", "youtube", "youtube.like")])
    await until(lambda: is_drawn(looked, "value-chart", 1), "one method drawn")
    assert "NaN" not in await looked.page.inner_html("#value-chart")
    assert "Infinity" not in await looked.page.inner_html("#value-chart")


async def is_drawn(looked, chart, marks):
    return await looked.marks(chart, "symbol") == marks
