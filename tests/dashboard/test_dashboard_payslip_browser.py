"""The page of the slip in a real Chromium: the month chooser, the files, paper, and every size of screen."""

import io

import pypdfium2
import pytest

from tests.dashboard.looking import Look, until
from tests.dashboard.seeded import DAY_MS, act, acts_of, fill
from tests.dashboard.slips import LAST_MONTH, days_of_last_month

pytestmark = pytest.mark.browser

A4_POINTS = (595, 842)


@pytest.fixture
async def month(served, today):
    """Acts from the first day of the last whole month up to today, and none before."""
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    acts = acts_of(range(days_of_last_month().start, today))
    await fill(served.store, [*acts, act(len(acts) + 1, today * DAY_MS, "like", "x", "x.like")])
    return served


@pytest.fixture
async def look(chromium, month):
    """Open the slip in a tab with a session; at the end nothing was blocked or left the machine."""
    looks: list[Look] = []

    async def opened(width=1280, language="en", theme="light") -> Look:
        await Look.begin(chromium, month, looks, width, language, theme)
        await looks[-1].page.goto(f"{month.base}/payslip")
        await looks[-1].page.wait_for_selector("#slip-lines table")
        return looks[-1]

    yield opened
    for one in looks:
        await one.close()
    assert [complaint for one in looks for complaint in one.complaints] == []


async def shown(looked) -> str:
    return await looked.page.eval_on_selector("#month", "(input) => input.dataset.shown")


async def downloaded(looked, button: str) -> tuple[str, bytes]:
    async with looked.page.expect_download() as waiting:
        await looked.page.click(button)
    download = await waiting.value
    return download.suggested_filename, (await download.path()).read_bytes()


async def test_the_month_is_in_the_address_and_the_back_button_returns_to_it(look):
    looked = await look()
    assert await shown(looked) == LAST_MONTH
    await looked.page.click("#month-after")
    await until(lambda: looked.page.is_visible("#slip-unfinished"), "the month that goes on")
    this_month = await shown(looked)
    assert f"month={this_month}" in looked.page.url
    assert await looked.page.is_disabled("#month-after")
    await looked.page.go_back()
    await until(lambda: looked.page.is_hidden("#slip-unfinished"), "the month before")
    assert await shown(looked) == LAST_MONTH
    await looked.page.fill("#month", this_month)
    await until(lambda: looked.page.is_visible("#slip-unfinished"), "the month that was typed")
    await looked.page.reload()
    await until(lambda: looked.page.is_visible("#slip-unfinished"), "the month of the address")


async def test_days_are_chosen_in_either_order_and_a_month_takes_their_place(look):
    looked = await look()
    await looked.page.click(".days summary")
    days = f"{LAST_MONTH}-03", f"{LAST_MONTH}-09"
    await looked.page.fill("#period-from", days[1])
    await looked.page.fill("#period-until", days[0])
    await looked.page.click("#period-days button")
    await until(lambda: has_days(looked, days), "the slip of those days")
    assert "month=" not in looked.page.url
    name, _ = await downloaded(looked, "#slip-csv")
    assert days[0] in name and days[1] in name
    await looked.page.click("#month-before")
    await until(lambda: looked.page.is_visible("#slip-empty"), "the month before")
    assert "from=" not in looked.page.url


async def has_days(looked, days) -> bool:
    return f"from={days[0]}" in looked.page.url and (await looked.text("#slip-days")).startswith("3–9 ")


async def test_a_month_without_anything_says_where_to_look_and_offers_no_file(look):
    looked = await look()
    await looked.page.click("#month-before")
    await until(lambda: looked.page.is_visible("#slip-empty"), "the sentence")
    assert "The log goes from" in await looked.text("#slip-empty")
    for hidden in ("#slip", "#slip-files"):
        assert await looked.page.is_hidden(hidden)
    await looked.page.click("#month-after")
    await until(lambda: looked.page.is_visible("#slip-files"), "the slip again")


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_pdf_has_every_figure_of_the_page_and_the_csv_every_line(look, language):
    looked = await look(language=language)
    name, pdf = await downloaded(looked, "#slip-pdf")
    assert name == f"pointeuse-payslip-{LAST_MONTH}.pdf"
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
    rows = await looked.page.evaluate(
        """[...document.querySelectorAll("#slip-lines tbody tr")].map((row) =>
            [...row.cells].map((cell) => cell.innerText.split("×")[0].trim()))"""
    )
    figures = [cell for row in rows for cell in row[2:5] if any(map(str.isdigit, cell))]
    assert len(figures) > 20 and all("".join(figure.split()) in text for figure in figures)
    name, lines = await downloaded(looked, "#slip-csv")
    tasks = await looked.page.locator("#slip-lines tr.task").count()
    assert name.endswith(".csv") and len(lines.decode().splitlines()) == tasks + 1


async def test_each_mark_leads_to_its_footnote_and_from_there_to_a_source(look):
    looked = await look()
    marks = await looked.page.eval_on_selector_all(
        "#slip a[href^='#note-']", "(all) => all.map((a) => a.hash)"
    )
    notes = await looked.page.eval_on_selector_all("#slip-notes li", "(all) => all.map((li) => `#${li.id}`)")
    assert marks and set(marks) <= set(notes)
    await looked.page.click("#slip-lines a[href='#note-2']")
    await until(lambda: looked.page.locator("#note-2").is_visible(), "the footnote")
    assert await looked.page.locator("#note-2 a[href^='https://']").count() == 1
    assert await looked.page.is_visible("#slip-lines table")


async def test_paper_is_a4_white_and_has_nothing_to_press(look):
    looked = await look(theme="dark")
    await looked.page.evaluate("window.print = () => { window.printed = true; }")
    await looked.page.click("#slip-print")
    assert await looked.page.evaluate("window.printed")
    await looked.page.emulate_media(media="print")
    for hidden in (".slip-controls", ".top", ".foot"):
        assert await looked.page.is_hidden(hidden)
    paper = await looked.page.pdf(prefer_css_page_size=True, print_background=False)
    document = pypdfium2.PdfDocument(io.BytesIO(paper))
    assert (round(document[0].get_width()), round(document[0].get_height())) == A4_POINTS
    assert len(document) <= 3 and "Net paid" in document[0].get_textpage().get_text_range()
    dots = document[0].render(grayscale=True).to_pil().histogram()
    assert max(range(256), key=dots.__getitem__) > 250
