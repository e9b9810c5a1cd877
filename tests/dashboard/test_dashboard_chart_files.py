"""Files of a chart: figures equal to the view's, pictures that hold everything and ask for nothing."""

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from PIL import Image

from pointeuse.dashboard.wording import texts
from tests.dashboard.looking import page_of
from tests.dashboard.seeded import DAY_MS, act, fill, rename

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
BAD = '<img src=x onerror="window.broken=1">&"'
CARDS = ("value", "acts", "attention")
# The tabs that the tests share: a wide one and a narrow one.
TABS = {"en": {}, "fr": {"width": 390, "language": "fr", "theme": "dark"}}
LINES = """async (rows) => {
  const { csv } = await import("/static/drawing/csv.js");
  return csv({ columns: [["a", "One"], ["b", "Two, \\"quoted\\""]], rows });
}"""


async def taken(looked, card, kind):
    """Press a button for a file; return its name and its bytes."""
    async with looked.page.expect_download() as begun:
        await looked.page.click(f"#{card}-{kind}")
    saved = await begun.value
    return saved.suggested_filename, (await saved.path()).read_bytes()


def lines(body):
    """Return the lines of a CSV file as dictionaries."""
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def iso(day):
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


@pytest.fixture
async def shown(shelf):
    return await (await shelf.get("/v1/view/overview?period=month")).json()


async def test_a_csv_holds_the_figures_of_the_view_and_its_name_the_days(glance, shown):
    looked = await glance(path="/work")
    name, body = await taken(looked, "acts", "csv")
    first, last = shown["period"]["first"], shown["period"]["last"]
    assert name == f"pointeuse-acts_by_day-{iso(first)}_{iso(last)}.csv"
    labels, pieces = shown["names"]["kind_labels"]["en"], shown["pieces"]
    there = zip(pieces["bucket"], pieces["kind"], pieces["n"], strict=True)
    wanted = Counter((iso(shown["buckets"]["start"][at]), labels[kind], str(n)) for at, kind, n in there)
    assert Counter((row["First day"], row["Kind"], row["Acts"]) for row in lines(body)) == wanted


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_numbers_of_a_csv_are_not_rounded_in_either_language(glance, shown, language):
    looked = await glance(**TABS[language], path="/time")
    _, body = await taken(looked, "attention", "csv")
    assert [int(list(row.values())[1]) for row in lines(body)] == sorted(
        shown["attention"]["ms"], reverse=True
    )
    looked = await glance(**TABS[language], path="/worth")
    _, body = await taken(looked, "value", "csv")
    amounts = [float(list(row.values())[1]) for row in lines(body)]
    assert amounts == shown["total"]["methods"]["amount"]
    heading = {"en": "Currency", "fr": "Devise"}[language]
    assert {row[heading] for row in lines(body)} == {shown["currency"]}


async def test_no_cell_breaks_a_line_or_runs_as_a_formula(glance):
    looked = await glance(path="/work")
    rows = [
        {"a": '=HYPERLINK("x")', "b": "a,b"},
        {"a": "two\nlines", "b": '"'},
        {"a": -1.5, "b": None},
        {"a": "@x", "b": "+1"},
    ]
    text = await looked.page.evaluate(LINES, rows)
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == [
        ["One", 'Two, "quoted"'],
        ['\'=HYPERLINK("x")', "a,b"],
        ["two\nlines", '"'],
        ["-1.5", ""],
        ["'@x", "'+1"],
    ]
    assert text.count("\r\n") == 5


@pytest.mark.parametrize("language", TABS)
async def test_a_picture_is_whole_light_and_as_wide_on_every_screen(glance, language):
    for card in CARDS:
        looked = await glance(**TABS[language], path=page_of(f"#{card}"))
        name, body = await taken(looked, card, "svg")
        root = ElementTree.fromstring(body)
        texts = {"".join(one.itertext()) for one in root.iter(f"{SVG}text")}
        assert name.endswith(".svg")
        assert root.get("width") == "1000"
        assert root.find(f"{SVG}title").text == await looked.text(f"#{card}-title")
        assert root.find(f"{SVG}title").text in texts
        assert root.find(f"{SVG}rect").get("fill") == "#fffdf7"
        assert set(await looked.page.locator(f"#{card}-legend li").all_inner_texts()) <= texts
        asked = [value for one in root.iter() for key, value in one.items() if key.endswith(("href", "src"))]
        assert asked == []
        inside = {f"#{one.get('id')}".encode() for one in root.iter() if one.get("id")}
        assert set(re.findall(rb"url\(([^)]*)\)", body)) <= inside
        assert set(re.findall(rb'[\w+]+://[^\s"]*', body)) <= {
            b"http://www.w3.org/2000/svg",
            b"http://www.w3.org/1999/xlink",
        }


async def test_a_picture_has_the_figures_and_only_the_series_that_are_shown(glance):
    looked = await glance(path="/work")
    gone = looked.page.locator("#acts-legend button").first
    name = await gone.inner_text()
    _, whole = await taken(looked, "acts", "svg")
    await gone.click()
    try:
        _, body = await taken(looked, "acts", "svg")
    finally:
        await gone.click()
    assert f">{name}</text>".encode() in whole
    assert f">{name}</text>".encode() not in body
    assert b'fill="url(#slot-1)"' in body
    assert b'fill="#1f5f75"' in whole
    assert b'fill="#1f5f75"' not in body


async def test_dots_are_twice_the_size_and_not_blank(glance):
    for card in CARDS:
        looked = await glance(path=page_of(f"#{card}"))
        _, drawing = await taken(looked, card, "svg")
        name, body = await taken(looked, card, "png")
        image = Image.open(io.BytesIO(body)).convert("RGB")
        root = ElementTree.fromstring(drawing)
        assert name.endswith(".png")
        assert image.size == (2000, 2 * int(root.get("height")))
        assert image.getpixel((3, 3)) == (0xFF, 0xFD, 0xF7)
        assert len(image.getcolors(image.width * image.height)) > 50


async def test_markup_in_a_name_stays_text_in_every_file(look, served, today):
    named = act(1, today * DAY_MS, "ponder", "orkut", "orkut.ponder")
    timed = act(2, today * DAY_MS, "attention", "orkut", "orkut.attention")
    await fill(served.store, [named, timed])
    await rename(served.store, "platform", "orkut", f"={BAD}")
    await rename(served.store, "kind", "ponder", f"k{BAD}")
    looked = await look(card="#attention")
    _, body = await taken(looked, "attention", "svg")
    root = ElementTree.fromstring(body)
    assert {one.tag.removeprefix(SVG) for one in root.iter()}.isdisjoint({"img", "script", "foreignObject"})
    assert any(BAD in text for text in root.itertext())
    _, body = await taken(looked, "attention", "csv")
    assert [row["Platform"] for row in lines(body)] == [f"'={BAD}"]
    _, body = await taken(looked, "attention", "png")
    assert Image.open(io.BytesIO(body)).width == 2000
    other = await look(card="#acts")
    _, body = await taken(other, "acts", "csv")
    assert [row["Kind"] for row in lines(body)] == [f"k{BAD}"]
    assert await looked.page.evaluate("window.broken") is None


@pytest.mark.parametrize(("language", "word"), [("en", "invented"), ("fr", "fictif")])
async def test_every_file_of_an_invented_person_says_so(browse, language, word):
    looked = await browse(language=language, card="#attention")
    await looked.page.evaluate("document.documentElement.dataset.invented = 'somebody'")
    for kind in ("csv", "svg", "png"):
        name, body = await taken(looked, "attention", kind)
        assert name.startswith(f"pointeuse-{word}-attention_by_platform-")
        if kind == "csv":
            assert {row[word] for row in lines(body)} == {"1"}
        if kind == "svg":
            said = {"en": "Invented person", "fr": "Personne fictive"}[language]
            assert any(text.startswith(said) for text in ElementTree.fromstring(body).itertext())


# Every chart with money in it or beside it, and the names that its files have to hold.
MONEY = {
    "value": ("method.piece_price", "method.captured", "method.time_at_wage"),
    "operators": ("method.piece_price", "method.captured", "method.time_at_wage"),
    "months": ("method.piece_price", "method.captured", "method.time_at_wage"),
    "hour": ("hour.piece_price", "hour.captured", "hour.time_at_wage"),
    "compare": ("method.time_at_wage",),
    "captchas": ("panel.labels",),
}
WITHOUT = ("acts", "attention")
ORIGIN = ("csv.from", "csv.to", "csv.made", "csv.source")


def today():
    return date.today().isoformat()


@pytest.mark.parametrize("card", [*MONEY, *WITHOUT])
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_picture_says_by_what_how_far_when_and_that_it_is_not_owed(glance, language, card):
    looked = await glance(language=language, card=f"#{card}", period="year")
    _, body = await taken(looked, card, "svg")
    said, root = texts(language), ElementTree.fromstring(body)
    whole = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}tspan"))
    made = said["picture.made"].split("{day}")
    assert made[0].strip() in whole and str(date.today().year) in whole
    assert (said["value.not.owed"] in whole) is (card in MONEY)
    if card in MONEY:
        assert [key for key in MONEY[card] if said[key] not in whole] == []
        ranges = {"hour": "picture.ranges.hour", "compare": "picture.ranges.elsewhere"}
        begins = said[ranges.get(card, "picture.ranges")].split("{")[0].strip()
        assert begins in whole
        assert said["value.not.owed"] in root.find(f"{SVG}desc").text
    else:
        assert not re.search(r"[€$£]", whole)


@pytest.mark.parametrize("card", [*MONEY, *WITHOUT])
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_each_line_of_a_csv_says_where_it_is_from_and_that_it_is_not_owed(
    glance, shelf, language, card
):
    looked = await glance(language=language, card=f"#{card}", period="year")
    _, body = await taken(looked, card, "csv")
    said, rows = texts(language), lines(body)
    period = (await (await shelf.get("/v1/view/overview?period=year")).json())["period"]
    origin = [iso(period["first"]), iso(period["last"]), today(), "Pointeuse"]
    assert rows and all([row[said[key]] for key in ORIGIN] == origin for row in rows)
    has_money = said["csv.currency"] in rows[0]
    assert has_money is (card in MONEY and card != "captchas")
    assert {row.get(said["csv.owed"]) for row in rows} == {said["csv.owed.no"] if has_money else None}
    if has_money:
        text = body.decode("utf-8-sig")
        assert [key for key in MONEY[card] if said[key] not in text] == []
        low, high = ((said[f"csv.{end}"], said[f"value.{end}"]) for end in ("low", "high"))
        assert any(name in rows[0] for name in low) and any(name in rows[0] for name in high)
