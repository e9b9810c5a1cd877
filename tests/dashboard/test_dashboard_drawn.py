"""Every chart in a real Chromium: drawn at both widths, in both themes, from its data."""

import re

import pytest

pytestmark = pytest.mark.browser

EVERYWHERE = {
    "laptop": {"width": 1280, "language": "en", "theme": "light"},
    "phone": {"width": 390, "language": "fr", "theme": "dark"},
}


def digits(text):
    return int(re.sub(r"\D", "", text) or 0)


@pytest.fixture
async def view(shelf):
    """Return a view of the common log."""

    async def read(name):
        return await (await shelf.get(f"/v1/view/{name}?period=month")).json()

    return read


async def is_wide(looked, chart, width):
    """Whether a chart has the room that its page has; nothing reaches out of it."""
    box = await looked.page.locator(f"#{chart} svg").bounding_box()
    whole = await looked.page.evaluate("document.documentElement.scrollWidth")
    return whole == width and box["width"] > 0.6 * min(width - 64, 600)


@pytest.mark.parametrize("size", EVERYWHERE)
async def test_every_chart_of_the_work_is_drawn_with_its_data(glance, view, size):
    looked, shown = await glance(**EVERYWHERE[size], path="/work"), await view("overview")
    labour = await view("labour")
    assert await looked.marks("acts-chart", "rect") >= len(set(shown["pieces"]["bucket"]))
    assert await looked.marks("mix-chart", "rect") == len(labour["mix"]["served"]["n"])
    used = [n for way in labour["captchas"]["n"].values() for n in way if n]
    assert await looked.marks("captchas-chart", "rect") == len(used)
    assert await looked.marks("ai-chart", "rect") == len(labour["ai"]["pieces"]["n"])
    assert await is_wide(looked, "acts-chart", EVERYWHERE[size]["width"])
    assert await looked.page.evaluate("document.documentElement.lang") == EVERYWHERE[size]["language"]


@pytest.mark.parametrize("size", EVERYWHERE)
async def test_every_chart_of_the_time_is_drawn_with_its_data(glance, view, size):
    looked, shown = await glance(**EVERYWHERE[size], path="/time"), await view("overview")
    rhythm = await view("rhythm")
    assert await looked.marks("attention-chart", "rect") == len(shown["attention"]["platform"])
    assert await looked.marks("weeks-chart", "rect") == len(rhythm["attention"]["ms"])
    assert await looked.marks("hours-chart", "rect") == 168
    assert await looked.marks("year-chart", "rect") == 365
    assert await is_wide(looked, "year-chart", EVERYWHERE[size]["width"])


@pytest.mark.parametrize("path", ["/worth", "/"])
@pytest.mark.parametrize("size", EVERYWHERE)
async def test_every_chart_of_the_worth_is_drawn_with_its_data(glance, view, size, path):
    looked, labour = await glance(**EVERYWHERE[size], path=path), await view("labour")
    assert await looked.marks("value-chart", "symbol") == 3
    assert await looked.marks("hour-chart", "symbol") == 3 + len(labour["hour"]["wages"]["parameter"]) + 1
    platforms = (await view("overview"))["platforms"]
    assert await looked.marks("operators-chart", "symbol") > len(set(platforms["operator"]))


BARS = """[...document.querySelectorAll("#attention-chart .mark-rect.role-mark path")]
  .map((bar) => bar.getBoundingClientRect().width)"""


async def test_bars_are_as_long_as_the_figures_they_stand_for(glance, view):
    looked, shown = await glance(**EVERYWHERE["laptop"], path="/time"), await view("overview")
    widths = sorted(await looked.page.evaluate(BARS))
    figures = sorted(shown["attention"]["ms"])
    assert [width / widths[-1] for width in widths] == pytest.approx(
        [ms / figures[-1] for ms in figures], abs=0.02
    )


async def test_figures_and_tables_equal_the_data(glance, view):
    shown = await view("overview")
    home, work, time = [await glance(**EVERYWHERE["laptop"], path=path) for path in ("/", "/work", "/time")]
    assert digits(await home.text("#period-acts")) == shown["total"]["acts"]
    rows = await work.cells("acts-table")
    assert len(rows) == 30
    assert sum(digits(row[-1]) for row in rows) == shown["total"]["acts"]
    labels = shown["names"]["kind_labels"]["en"]
    sums = {label: 0 for label in labels}
    for kind, n in zip(shown["pieces"]["kind"], shown["pieces"]["n"], strict=True):
        sums[labels[kind]] += n
    heads = await work.page.locator("#acts-table thead th").all_text_contents()
    for column, head in enumerate(heads[1:-1], 1):
        assert sum(digits(row[column]) for row in rows) == sums[head]
    platforms = {row[0] for row in await time.cells("attention-table")}
    names = shown["names"]["platform_labels"]
    assert platforms == {names[code] for code in shown["attention"]["platform"]}


async def test_every_rule_is_listed(glance, view):
    looked, shown = await glance(**EVERYWHERE["laptop"], path="/watched"), await view("overview")
    listed = [*await looked.cells("coverage-seen"), *await looked.cells("coverage-never-table")]
    assert len(listed) == len(shown["coverage"]["rules"]["rule"])


@pytest.mark.parametrize("size", EVERYWHERE)
async def test_values_have_two_digits_at_most_and_a_method_each(glance, size):
    looked = await glance(**EVERYWHERE[size], path="/worth")
    for row in await looked.cells("value-table"):
        for amount in re.findall(r"\d(?:[\d\s.,]*\d)?", " ".join(row[1:])):
            assert len(re.sub(r"\D", "", amount).strip("0")) <= 2, row
    assert len(await looked.cells("value-table")) == 3


async def test_operators_are_their_platforms_put_together(glance, view):
    looked = await glance(**EVERYWHERE["laptop"], path="/worth")
    platforms = (await view("overview"))["platforms"]
    rows = {row[0]: row for row in await looked.cells("operators-table")}
    assert set(rows) == set(platforms["operator"])
    assert rows["Alphabet"][1] == "YouTube, reCAPTCHA v2, reCAPTCHA v3"
    alphabet = [at for at, name in enumerate(platforms["operator"]) if name == "Alphabet"]
    whole = sum(platforms["time_at_wage"][at] for at in alphabet)
    assert float(rows["Alphabet"][-1].strip("€").replace(",", "")) == float(f"{whole:.2g}")


@pytest.mark.parametrize("size", EVERYWHERE)
async def test_tables_of_the_work_equal_the_view(glance, view, size):
    looked, labour = await glance(**EVERYWHERE[size], path="/work"), await view("labour")
    mix = await looked.cells("mix-table")
    assert sum(digits(cell) for row in mix for cell in row[1:]) == sum(labour["mix"]["served"]["n"])
    kinds = {row[0]: digits(row[1]) for row in await looked.cells("mix-kinds")}
    labels = labour["names"]["kind_labels"][EVERYWHERE[size]["language"]]
    pairs = zip(labour["mix"]["kinds"]["kind"], labour["mix"]["kinds"]["n"], strict=True)
    assert kinds == {labels[code]: n for code, n in pairs}
    captchas = await looked.cells("captchas-table")
    assert [digits(row[2]) for row in captchas] == labour["captchas"]["n"]["hand"]
    assert [digits(row[7]) for row in captchas] == [central for _, central, _ in labour["captchas"]["labels"]]
    ai = await looked.cells("ai-table")
    assert sum(digits(row[-1]) for row in ai) == sum(labour["ai"]["pieces"]["n"])
    places = await looked.cells("ai-places")
    assert sum(digits(row[-2]) for row in places) == sum(labour["ai"]["acts"]["n"])


@pytest.mark.parametrize("size", EVERYWHERE)
async def test_tables_of_the_time_equal_the_view(glance, view, size):
    looked, rhythm = await glance(**EVERYWHERE[size], path="/time"), await view("rhythm")
    hours = await looked.cells("hours-table")
    assert (len(hours), len(hours[0])) == (24, 8)
    assert sum(digits(cell) for row in hours for cell in row[1:]) == sum(rhythm["hours"]["n"])
    year = await looked.cells("year-table")
    assert [digits(row[1]) for row in reversed(year)] == rhythm["year"]["n"]
    assert len(await looked.cells("weeks-table")) == len(rhythm["attention"]["buckets"]["start"])
