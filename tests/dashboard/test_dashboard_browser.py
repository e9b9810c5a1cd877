"""The dashboard in a real Chromium under its real headers: drawn, equal to its data, open to all, inert."""

import re

import pytest

from collector.store.clients import Client
from tests.dashboard.looking import until
from tests.dashboard.seeded import CATALOGUE, act, acts_of, fill, rename

pytestmark = pytest.mark.browser

DAY_MS = 86_400_000
EVERYWHERE = [
    pytest.param(width, language, theme, id=f"{width}-{language}-{theme}")
    for width, language, theme in (
        (1280, "en", "light"),
        (1280, "fr", "dark"),
        (390, "fr", "light"),
        (390, "en", "dark"),
        (320, "fr", "dark"),
        (3840, "en", "light"),
    )
]


def digits(text):
    return int(re.sub(r"\D", "", text))


def noon(day):
    return day * DAY_MS + DAY_MS // 2


async def overview(served, period="month"):
    return await (await served.get(f"/v1/view/overview?period={period}")).json()


@pytest.mark.parametrize(("width", "language", "theme"), EVERYWHERE)
async def test_every_chart_is_drawn_and_nothing_overflows(look, served, today, width, language, theme):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    looked = await look(width=width, language=language, theme=theme)
    shown = await overview(served)
    assert await looked.marks("value-chart", "symbol") == 3
    assert await looked.marks("attention-chart", "rect") == len(shown["attention"]["platform"])
    assert await looked.marks("acts-chart", "rect") >= len(set(shown["pieces"]["bucket"]))
    assert await looked.page.evaluate("document.documentElement.scrollWidth") == width
    assert await looked.page.evaluate("document.documentElement.lang") == language
    chart = await looked.page.locator("#acts-chart svg").bounding_box()
    assert chart["width"] > 0.6 * min(width - 64, 600)


async def test_figures_and_tables_equal_the_data(look, served, today):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    looked = await look()
    shown = await overview(served)
    assert digits(await looked.text("#period-acts")) == shown["total"]["acts"]
    rows = await looked.cells("acts-table")
    assert len(rows) == 30
    assert sum(digits(row[-1]) for row in rows) == shown["total"]["acts"]
    labels = shown["names"]["kind_labels"]["en"]
    sums = {label: 0 for label in labels}
    for kind, n in zip(shown["pieces"]["kind"], shown["pieces"]["n"], strict=True):
        sums[labels[kind]] += n
    heads = await looked.page.locator("#acts-table thead th").all_text_contents()
    for column, head in enumerate(heads[1:-1], 1):
        assert sum(digits(row[column]) for row in rows) == sums[head]
    platforms = {row[0] for row in await looked.cells("attention-table")}
    names = shown["names"]["platform_labels"]
    assert platforms == {names[code] for code in shown["attention"]["platform"]}
    listed = [*await looked.cells("coverage-seen"), *await looked.cells("coverage-never-table")]
    assert len(listed) == len(shown["coverage"]["rules"]["rule"])


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_values_have_two_digits_at_most_and_a_method_each(look, served, today, language):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    looked = await look(language=language)
    for row in await looked.cells("value-table"):
        for amount in re.findall(r"\d(?:[\d\s.,]*\d)?", " ".join(row[1:])):
            assert len(re.sub(r"\D", "", amount).strip("0")) <= 2, row
    assert "floor" in (await looked.text("#period-value")).lower() or language == "fr"
    assert len(await looked.cells("value-table")) == 3


async def test_one_day_has_a_bar_for_each_kind(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today + 1), seed=3))
    looked = await look(period="day")
    shown = await overview(served, "day")
    assert await looked.marks("acts-chart", "rect") == len(set(shown["pieces"]["kind"])) > 2
    await looked.page.click("[data-period=week]")
    await until(lambda: more_marks(looked, 10), "the stack of a week")


async def more_marks(looked, than):
    return await looked.marks("acts-chart", "rect") > than


def times(platform, kind, count, first, at):
    return [act(first + n, at + n, kind, platform, f"{platform}.{kind}", ms=60_000) for n in range(count)]


@pytest.mark.parametrize(
    ("language", "silent", "off"),
    [
        ("en", "no signal", "off until you switch it on"),
        ("fr", "aucun signal", "éteinte tant que vous ne l’activez pas"),
    ],
)
async def test_a_rule_without_signal_says_so_and_never_reads_zero(look, served, today, language, silent, off):
    await fill(served.store, times("x", "attention", 12, 1, noon(today)))
    looked = await look(language=language)
    seen, never = await looked.cells("coverage-seen"), await looked.cells("coverage-never-table")
    assert {row[1] for row in seen} == {"12", silent, off}
    assert "0" not in {cell for row in [*seen, *never] for cell in row}
    assert {row[2] for row in never} & {silent, off} == {off}
    assert "probable" in {row[3] for row in seen}


async def test_platforms_never_seen_are_one_line_and_the_others_keep_what_is_unfolded(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today)))
    looked = await look()
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
    looked = await look(language=language)
    rows = {row[0]: row[1:] for row in await looked.cells("microwork")}
    assert rows[CATALOGUE.platforms[apart].name] == ["4", "30\xa0min", "12\xa0min", "3\xa0min"]
    none = {"en": "no figure", "fr": "aucun chiffre"}[language]
    assert rows[CATALOGUE.platforms[mixed].name][0::3] == [none, none]
    assert CATALOGUE.platforms[mixed].name in await looked.text("#microwork-mixed")
    assert "30\xa0min" in await looked.text("#microwork-summary")
    assert getattr(CATALOGUE.platforms[apart].note, language) in await looked.text("#microwork-notes")
    assert await looked.text("#today-time") == "12\xa0min"


async def test_without_paid_work_nothing_is_said_of_it(look, served, today):
    await fill(served.store, acts_of(range(today - 3, today + 1)))
    looked = await look()
    assert await looked.page.is_hidden("#microwork")


async def test_markup_in_stored_names_has_no_effect(look, served, today):
    bad = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>${alert(1)}'
    named = act(1, noon(today), "ponder", "orkut", "orkut.ponder")
    timed = act(2, noon(today), "attention", "orkut", "orkut.attention")
    hostile = Client("H" * 22, bytes(32), "H" * 22, "chrome-extension://x", f"b{bad}", f"l{bad}", 0)
    await fill(served.store, [named, timed], hostile)
    await rename(served.store, "kind", "ponder", f"k{bad}")
    await rename(served.store, "platform", "orkut", f"p{bad}")
    await rename(served.store, "rule", "orkut.ponder", f"r{bad}")
    looked = await look()
    assert await looked.page.evaluate("window.broken") is None
    assert await looked.page.locator("img[src='x']").count() == 0
    assert (
        f"k{bad}"
        in (await looked.cells("acts-table"))[0]
        + await looked.page.locator("#acts-table thead th").all_text_contents()
    )
    await looked.page.locator("#attention-chart svg g.mark-rect.role-mark path").first.hover()
    assert f"p{bad}" in await looked.page.text_content(".tip:not([hidden])")


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
