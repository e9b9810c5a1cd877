"""Every chart in a real Chromium: walked with keys, filtered by its legend, told apart without colour."""

import re

import pytest

from tests.dashboard.looking import until
from tests.dashboard.seeded import DAY_MS, act, acts_of, fill

pytestmark = pytest.mark.browser

TIP = ".tip:not([hidden])"
LIGHT_QUIET = "rgb(84, 98, 107)"
OUTLINED = """(id) => {
  const ring = document.querySelector(`#${id}-chart .ring`).getBoundingClientRect();
  return [...document.querySelectorAll(`#${id}-chart .role-mark path`)].some((mark) => {
    const box = mark.getBoundingClientRect();
    return Math.abs(box.left - ring.left) < 3 && Math.abs(box.width - ring.width) < 9;
  });
}"""
FILLS = """(id) => [...document.querySelectorAll(`#${id}-chart .mark-rect.role-mark path`)]
  .map((mark) => [mark.getAttribute("fill"), getComputedStyle(mark).fill])"""


@pytest.fixture
async def shared(glance):
    """A tab of each page that the tests share: with nothing pointed at, before and after."""
    tabs = []

    async def at(path):
        tabs.append(await glance(path=path))
        await tabs[-1].page.bring_to_front()
        return tabs[-1]

    yield at
    for tab in tabs:
        await tab.page.mouse.move(0, 0)
        await tab.page.keyboard.press("Escape")
        await tab.page.evaluate("document.activeElement.blur()")


async def pressed(looked, key):
    await looked.page.keyboard.press(key)
    return await looked.page.text_content("#news")


async def pieces(served):
    """Return the acts of the month by (bucket, label), in reading order."""
    view = await (await served.get("/v1/view/overview?period=month")).json()
    labels = view["names"]["kind_labels"]["en"]
    found = zip(view["pieces"]["bucket"], view["pieces"]["kind"], view["pieces"]["n"], strict=True)
    return sorted((bucket, labels[kind], n) for bucket, kind, n in found)


async def test_keys_walk_from_point_to_point_and_say_the_exact_figure(shared):
    looked = await shared("/time")
    await looked.page.focus("#attention-chart")
    rows = await looked.cells("attention-table")
    for name, time, share in rows:
        assert await pressed(looked, "ArrowRight") == f"{name}: {time}, {share} of all"
        assert await looked.page.text_content(TIP) == f"{name}: {time}, {share} of all"
        assert await looked.page.evaluate(OUTLINED, "attention")
    assert await pressed(looked, "ArrowDown") == await pressed(looked, "End")
    assert (await pressed(looked, "Home")).startswith(rows[0][0])
    assert (await pressed(looked, "ArrowLeft")).startswith(rows[0][0])
    await pressed(looked, "Escape")
    assert await looked.page.locator(f"{TIP}, .ring").count() == 0


DRAWN_AGAIN = """() => import("/static/drawing/points.js").then(({ followPoints }) =>
  followPoints(document.getElementById("weeks-chart"), [], String))"""


async def test_another_chart_that_is_drawn_again_leaves_the_figure_on_the_page(browse):
    looked = await browse(card="#attention")
    await looked.says("#weeks")
    await looked.page.focus("#attention-chart")
    figure = await pressed(looked, "ArrowRight")
    await looked.page.evaluate(DRAWN_AGAIN)
    assert await looked.page.text_content(TIP, timeout=2000) == figure
    await pressed(looked, "Escape")
    assert await looked.page.locator(TIP).count() == 0


async def test_the_walk_meets_every_point_of_a_stack_once(shared, shelf):
    looked = await shared("/work")
    await looked.page.focus("#acts-chart")
    marks = await looked.marks("acts-chart", "rect")
    said = [await pressed(looked, "ArrowRight") for _ in range(marks)]
    assert await pressed(looked, "ArrowRight") == said[-1]
    assert len(set(said)) == marks
    acts = sum(int(re.search(r": ([\d,]+) acts?$", one)[1].replace(",", "")) for one in said)
    assert acts == sum(n for _, _, n in await pieces(shelf))


async def test_the_pointer_gives_the_words_of_the_keys(shared):
    looked = await shared("/worth")
    await looked.page.locator("#value-chart g.mark-symbol.role-mark path").nth(1).hover()
    shown = (await looked.page.text_content(TIP)).split("; 9 draws")[0]
    assert shown.startswith("Captured: ")
    await looked.page.focus("#value-chart")
    await pressed(looked, "Home")
    assert (await pressed(looked, "ArrowRight")).split("; 9 draws")[0] == shown
    amounts = re.findall(r"\d(?:[\d.,]*\d)?", shown)
    assert all(len(re.sub(r"\D", "", amount).strip("0")) <= 2 for amount in amounts)


async def test_leaving_the_chart_leaves_nothing_behind(shared):
    looked = await shared("/time")
    await looked.page.focus("#attention-chart")
    await pressed(looked, "End")
    await looked.page.keyboard.press("Tab")
    assert await looked.page.locator(f"{TIP}, .ring").count() == 0


async def in_slot(looked, slot):
    fills = await looked.page.evaluate(FILLS, "acts")
    return len([one for one in fills if f"#slot-{slot}" in one[1]])


async def test_a_legend_leaves_a_series_out_and_the_table_stays_whole(look, served, today):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    looked = await look(card="#acts")
    table = await looked.cells("acts-table")
    second = looked.page.locator("#acts-legend button").nth(1)
    name = await second.inner_text()
    assert await in_slot(looked, 1) > 0
    await second.click()
    await until(lambda: none_in_slot(looked, 1), "the series is gone")
    assert await second.get_attribute("aria-pressed") == "false"
    assert await looked.cells("acts-table") == table
    late = act(100_000, today * DAY_MS + DAY_MS // 2, "save", "youtube", "youtube.playlist")
    await fill(served.store, [late])
    await until(lambda: differs(looked, table), "the new act")
    out = looked.page.locator("#acts-legend [aria-pressed=false]")
    assert await out.all_inner_texts() == [name]
    assert await in_slot(looked, 1) == 0


async def none_in_slot(looked, slot):
    return await in_slot(looked, slot) == 0


async def differs(looked, table):
    return await looked.cells("acts-table") != table


async def test_with_the_last_series_out_all_come_back(shared):
    looked = await shared("/work")
    buttons = looked.page.locator("#acts-legend button")
    for index in range(await buttons.count()):
        await buttons.nth(index).click()
    assert await looked.page.locator("#acts-legend [aria-pressed=false]").count() == 0
    assert await in_slot(looked, 1) > 0


async def test_a_legend_of_one_series_has_nothing_to_press(look, served, today):
    await fill(served.store, [act(1, today * DAY_MS, "like", "youtube", "youtube.like")])
    looked = await look(card="#acts")
    assert await looked.page.locator("#acts-legend li").all_inner_texts() == ["Like"]
    assert await looked.page.locator("#acts-legend button").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_series_but_the_first_has_a_figure_of_its_own(browse, theme):
    looked = await browse(theme=theme, card="#acts")
    drawn = dict(await looked.page.evaluate(FILLS, "acts"))
    figures = [fill for fill in drawn.values() if fill.startswith("url(")]
    assert len(figures) == len(drawn) - 1 == 7
    paths = await looked.page.evaluate(
        "[...document.querySelectorAll('#patterns path')].map((path) => path.getAttribute('d'))"
    )
    assert len(set(paths)) == 7
    swatches = "[...document.querySelectorAll('#acts-legend rect')].map((one) => getComputedStyle(one).fill)"
    assert set(await looked.page.evaluate(swatches)) == set(drawn.values())


async def test_a_sheet_is_light_when_the_screen_is_dark(browse):
    looked = await browse(theme="dark", card="#attention")
    await looked.says("#weeks")
    ink = "getComputedStyle(document.querySelector('#attention-chart text')).fill"
    assert await looked.page.evaluate(ink) != LIGHT_QUIET
    await looked.page.locator("#weeks-legend button").first.click()
    await looked.page.emulate_media(media="print")
    assert await looked.page.evaluate(ink) == LIGHT_QUIET
    assert await looked.page.locator("#weeks-legend button").first.is_hidden()
    assert await looked.page.locator("#weeks-legend button").last.is_visible()
    assert await looked.page.locator(".downloads:visible").count() == 0
