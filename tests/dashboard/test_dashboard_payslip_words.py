"""The slip in words, and as text."""

import pytest

from pointeuse.dashboard.payslip import pdf as press
from pointeuse.dashboard.payslip.formats import Formats
from pointeuse.dashboard.payslip.terminal import WIDTH, lines
from pointeuse.dashboard.payslip.words import worded
from tests.dashboard.data_page import noon
from tests.dashboard.seeded import act, fill
from tests.dashboard.slips import OCTOBER, october, slip
from tests.dashboard.test_dashboard_payslip_pdf import closed_up, opened, text_of

THIN = "\u202f"


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (None, "–", "–"),
        (0, "0", "0"),
        (7.25, "7.30", "7,30"),
        (0.00089, "less than 0.01", "moins de 0,01"),
        (1234.5, "1,200", f"1{THIN}200"),
    ],
)
def test_an_amount_stands_bare_and_a_dash_is_no_figure(amount, english, french):
    assert (Formats("en").amount(amount), Formats("fr").amount(amount)) == (english, french)


def test_what_is_multiplied_by_is_never_only_less_than_something():
    assert (Formats("en").factor(0.00089), Formats("fr").factor(None)) == ("0.00089", "–")


def test_an_amount_has_the_decimals_of_its_currency():
    assert Formats("en", "JPY").amount(7.25) == "7"


def test_a_country_without_a_name_is_called_by_its_code():
    assert (Formats("fr").country("FR"), Formats("en").country("ZZ9")) == ("France", "ZZ9")


def test_one_and_many_are_counted_as_the_language_does():
    assert Formats("en").say_many("payslip.employers", 1) == "Employer"
    assert Formats("fr").say_many("payslip.refused", 0).startswith("0 acte a été")


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_nothing_of_a_slip_is_left_without_words(served, language):
    words = worded(await october(served.store), language)

    def texts(part: object):
        if isinstance(part, dict):
            part = list(part.values())
        if isinstance(part, list):
            for piece in part:
                yield from texts(piece)
        elif isinstance(part, str):
            yield part

    for text in texts({name: part for name, part in words.items() if name != "page"}):
        assert "{" not in text and "None" not in text
    assert words["page"] == {"en": "{page} of {pages}", "fr": "{page} sur {pages}"}[language]


async def test_without_a_wage_the_foot_says_no_figure_and_nothing_is_paid(served):
    await served.post("/v1/preferences", {"country": "SE", "currency": "EUR", "wage_per_hour": None})
    totals = {row["row"]: row["amounts"] for row in worded(await october(served.store), "en")["totals"]}
    for row in ("gross", "range", "retained"):
        assert totals[row][1:] == ["no figure", "no figure"]
    assert totals["net"] == ["0", "0", "0"]
    assert totals["retained"] == totals["gross"] != totals["net"]


async def test_the_text_is_narrow_and_holds_every_figure(served):
    words = worded(await october(served.store), "fr")
    text = list(lines(words))
    assert max(len(line) for line in text if "://" not in line) <= WIDTH
    for employer in words["employers"]:
        for platform in employer["platforms"]:
            for line in platform["lines"]:
                amounts = [amount.rsplit(" ", 1)[-1] for amount in line["amounts"]]  # its words stand above
                figures = [line["base"], *amounts, *map(str, line["notes"])]
                assert any(ends(row, figures) for row in text)
    assert all(any(note["id"] in row for row in text) for note in words["sources"]["rows"])
    assert words["keep"] in " ".join(text)


@pytest.mark.parametrize(
    ("language", "under", "rate", "wage"),
    [
        ("en", "less than 0.01", "0.0057", "€12.31, legal minimum, adults"),
        ("fr", "moins de 0,01", "0,0057", "12,31\xa0€, minimum légal, adultes"),
    ],
)
async def test_an_amount_that_there_is_no_coin_for_is_said_to_be_less(served, language, under, rate, wage):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    await fill(served.store, [act(1, noon(OCTOBER[0]), "like", "x", "x.like")])
    words = worded(await slip(served.store), language)
    (line,) = words["employers"][0]["platforms"][0]["lines"]
    assert (line["amounts"][0], line["rates"][0]) == (under, rate)
    assert wage in words["employee"]["facts"][1]["value"]
    *above, small = under.split(" ")
    rows = list(lines(words))
    at = next(
        at
        for at, row in enumerate(rows)
        if ends(row, [line["base"], small, *line["amounts"][1:], *map(str, line["notes"])])
    )
    assert rows[at - 1].strip() == " ".join(above)
    text = text_of(opened(await press.pdf(words)))
    assert closed_up(line["name"], line["base"], rate, under) in text and closed_up(wage) in text


@pytest.mark.parametrize(
    ("language", "pupil", "minor"),
    [
        ("en", "€9.85, legal minimum at 16", "Under 18"),
        ("fr", "9,85\xa0€, minimum légal à 16 ans", "Avant 18 ans"),
    ],
)
async def test_a_pupil_s_slip_names_the_age_on_page_pdf_and_terminal(served, language, pupil, minor):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR", "age": 16})
    await fill(served.store, [act(1, noon(OCTOBER[0]), "attention", "facebook", "facebook.attention")])
    found = await slip(served.store)
    assert (found["wage"], found["wage_age"]) == (9.85, 16)
    words = worded(found, language)
    assert words["employee"]["facts"][1]["value"] == pupil
    assert any(remark.startswith(minor) for remark in words["remarks"])
    assert closed_up(pupil) in closed_up("".join(lines(words)))
    assert closed_up(pupil) in text_of(opened(await press.pdf(words)))


def ends(row: str, figures: list[str]) -> bool:
    """Say whether a row of text ends with these figures, whatever stands between them."""
    return "".join(row.split()).endswith("".join("".join(figures).split()))
