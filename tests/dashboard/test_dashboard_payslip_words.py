"""Numbers, money, time and days as each language writes them; and the slip in words, and as text."""

import pytest

from pointeuse.dashboard.payslip.formats import Formats
from pointeuse.dashboard.payslip.months import month_of
from pointeuse.dashboard.payslip.terminal import WIDTH, lines
from pointeuse.dashboard.payslip.words import worded
from tests.dashboard.slips import TODAY, october

THIN, HARD = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (None, "–", "–"),
        (0, "0", "0"),
        (7.25, "7.3", "7,3"),
        (0.00089, "0.00089", "0,00089"),
        (9.96, "10", "10"),
        (5, "5.0", "5,0"),
        (1234.5, "1,200", f"1{THIN}200"),
        (0.00001, "under 0.00010", "moins de 0,00010"),
        (1e300, "1" + ",000" * 100, "1" + f"{THIN}000" * 100),
    ],
)
def test_an_amount_has_two_digits_at_most(amount, english, french):
    assert (Formats("en").amount(amount), Formats("fr").amount(amount)) == (english, french)


def test_a_figure_is_as_its_source_gives_it_and_no_figure_is_said():
    english, french = Formats("en"), Formats("fr")
    assert (english.figure(30_886_000_000.0), english.figure(0), english.figure(1.85)) == (
        "30,886,000,000",
        "0",
        "1.85",
    )
    assert french.span(0.52, 0.291, None) == "0,52 (0,291 – 0,52)"
    assert (english.figure(None), french.range(None, None)) == ("no figure", "aucun chiffre")
    assert french.range(0.61, 7.5) == "0,61 – 7,5" and french.range(110.1, 109.9) == "110"


def test_days_time_and_prices_are_written_as_the_language_does():
    october_ = month_of("2026-10", TODAY)
    english, french = Formats("en"), Formats("fr")
    assert english.days(october_.first, october_.last) == "1 to 31 October 2026"
    assert french.days(october_.first, october_.last) == "Du 1er au 31 octobre 2026"
    assert french.days(october_.first - 1, october_.first) == "Du 30 septembre 2026 au 1er octobre 2026"
    times = [english.time(31_000), english.time(3_599_000), french.time(30_000_000), english.time(900)]
    assert [time.replace(HARD, " ") for time in times] == ["1 min", "1 h 00", "8 h 20", "1 s"]
    assert french.price(12.02, "EUR") == f"12,02{HARD}EUR"
    assert (french.country("FR"), english.country("ZZ9")) == ("France", "ZZ9")
    assert (english.share(0.001), french.share(0.06)) == ("under 1%", f"6{HARD}%")


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
                figures = [line["base"], *line["amounts"], *map(str, line["notes"])]
                assert any(ends(row, figures) for row in text)
    assert all(any(note["id"] in row for row in text) for note in words["sources"]["rows"])
    assert words["keep"] in " ".join(text)


def ends(row: str, figures: list[str]) -> bool:
    """Say whether a row of text ends with these figures, whatever stands between them."""
    return "".join(row.split()).endswith("".join("".join(figures).split()))
