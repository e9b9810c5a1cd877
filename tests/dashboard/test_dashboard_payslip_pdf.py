"""The PDF as it comes out: read back, rendered to an image, and compared with the slip figure by figure."""

import json
import subprocess
import sys
from datetime import date

import pypdfium2
import pytest
from pypdfium2 import raw

from pointeuse.collector.errors import Busy
from pointeuse.collector.store.kept.invented import mark
from pointeuse.dashboard.payslip import pdf as press
from pointeuse.dashboard.payslip.words import worded
from tests.dashboard.seeded import HABITS, acts_of, fill
from tests.dashboard.slips import LAST_MONTH, days_of_last_month, october, slip
from tests.suite import ROOT

SCALE = 4
CONTRAST = 90
A4 = (595, 842)


def opened(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content)


def text_of(document: pypdfium2.PdfDocument) -> str:
    """Return all text without spaces: those between columns are nobody's."""
    pages = (page.get_textpage().get_text_range() for page in document)
    return "".join("".join(pages).split())


def closed_up(*parts: object) -> str:
    return "".join("".join(map(str, parts)).split())


def digits(page: pypdfium2.PdfPage) -> list[tuple[str, tuple]]:
    """Return each digit of a page with its box: left, bottom, right, top, in points."""
    found = page.get_textpage()
    signs = enumerate(found.get_text_range())
    return [(sign, found.get_charbox(at)) for at, sign in signs if sign.isdigit()]


def has_ink(image, page: pypdfium2.PdfPage, box: tuple) -> bool:
    """Say whether something is drawn in a box: its darkest and its lightest dot differ."""
    left, bottom, right, top = box
    height = page.get_height()
    area = (left * SCALE, (height - top) * SCALE, right * SCALE, (height - bottom) * SCALE)
    low, high = image.crop(tuple(map(round, area))).getextrema()
    return high - low > CONTRAST


@pytest.fixture(params=["en", "fr"])
async def printed(request, served):
    """The words of a slip and its PDF, as the page fetches it."""
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    unasked = ("captcha.invisible", "turnstile", "turnstile", 9)
    await fill(served.store, acts_of(days_of_last_month(), habits=(*HABITS, unasked)))
    answer = await served.get(f"/v1/payslip.pdf?lang={request.param}")
    assert answer.status == 200 and answer.content_type == "application/pdf"
    words = (await (await served.get(f"/v1/view/payslip?lang={request.param}")).json())["words"]
    assert f"{words['file']}.pdf" in answer.headers["Content-Disposition"]
    return words, opened(await answer.read())


async def test_every_figure_of_the_view_stands_in_its_row_of_the_pdf(printed):
    words, document = printed
    text = text_of(document)
    for employer in words["employers"]:
        for platform in employer["platforms"]:
            assert closed_up(platform["name"], *platform["amounts"]) in text
            for line in platform["lines"]:
                pairs = (pair for both in zip(line["rates"], line["amounts"], strict=True) for pair in both)
                assert closed_up(line["name"], line["base"], *pairs, *line["notes"]) in text
    for total in words["totals"]:
        assert closed_up(total["label"], *total["amounts"]) in text
    for fact in words["employee"]["facts"]:
        assert closed_up(fact["label"], fact["value"]) in text
    for note in words["sources"]["rows"]:
        assert closed_up(note["id"]) in text and closed_up(note["value"]) in text
    assert closed_up(words["keep"]) in text


async def test_every_digit_is_drawn_where_it_is_said_to_be_and_over_no_other(printed):
    _, document = printed
    seen = 0
    for page in document:
        image = page.render(scale=SCALE, grayscale=True).to_pil()
        boxes = digits(page)
        for sign, box in boxes:
            assert 0 < box[0] < box[2] < A4[0] and 0 < box[1] < box[3] < A4[1], sign
            assert has_ink(image, page, box), (sign, box)
        rows: dict[int, list[tuple]] = {}
        for _, box in boxes:
            rows.setdefault(round(box[1]), []).append(box)
        for row in rows.values():
            row.sort()
            assert all(one[2] < next_[2] for one, next_ in zip(row, row[1:], strict=False))
        seen += len(boxes)
    assert seen > 300


def test_paper_without_ink_is_noticed():
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(*A4)
    image = page.render(scale=SCALE, grayscale=True).to_pil()
    assert not has_ink(image, page, (100, 100, 110, 110))


async def test_the_pdf_is_tagged_a4_and_says_its_language_and_title(printed):
    words, document = printed
    assert raw.FPDFCatalog_IsTagged(document)
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (raw.FPDF_WCHAR * size)()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    assert bytes(buffer).decode("utf-16-le").rstrip("\0") == words["language"]
    found = document.get_metadata_dict()
    assert found["Title"] == words["document"] and not found["CreationDate"] and not found["ModDate"]
    assert all((round(page.get_width()), round(page.get_height())) == A4 for page in document)


async def test_the_same_slip_gives_the_same_bytes(served):
    words = worded(await october(served.store), "fr")
    assert await press.pdf(words) == await press.pdf(words)


async def test_each_page_of_an_invented_person_says_so(served):
    await fill(served.store, acts_of(days_of_last_month()))
    await served.store.write(lambda conn: mark(conn, "teenager/30/1/2026-11-01"))
    words = worded(await slip(served.store, LAST_MONTH, date.today()), "en")
    document = opened(await press.pdf(words))
    said = closed_up(words["invented"])
    assert said in closed_up(document.get_metadata_dict()["Title"])
    assert all(said in closed_up(page.get_textpage().get_text_range()) for page in document)


async def test_many_employers_take_several_pages_and_none_is_lost(served):
    words = worded(await october(served.store), "en")
    (meta,) = [row for row in words["employers"] if row["name"] == "Meta Platforms"]
    names = [f"Employer {at} with a long name" for at in range(50)]
    many = {"label": "50 employers", "names": ", ".join(names)}
    words |= {"employers": [meta | {"name": name} for name in names], "employer": many}
    document = opened(await press.pdf(words))
    text = text_of(document).lower()
    assert len(document) > 3 and all(closed_up(name).lower() in text for name in names)


async def test_a_worker_that_fails_is_busy_and_says_what_else_to_do():
    with pytest.raises(Busy, match="printed instead"):
        await press.pdf({"nothing": "of a slip"})


def test_only_the_worker_loads_typst_and_it_needs_no_folder_but_ours(tmp_path):
    code = "import sys; import pointeuse.collector.app; print({'typst', 'babel'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_worker_answers_nothing_to_what_is_no_slip():
    command = [sys.executable, "-m", "pointeuse.dashboard.payslip.worker"]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps([]).encode(), capture_output=True)
    assert done.returncode != 0 and done.stdout == b""
