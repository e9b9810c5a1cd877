"""No amount without the name of its method beside it: in its sentence, its row or the head of its box."""

import re
from pathlib import Path

import pytest

from pointeuse.collector.valuation import Count, Counts, default_fx, estimate, load_parameters
from pointeuse.collector.valuation.formulas.elsewhere import WAGES
from pointeuse.collector.valuation.models import MODELS
from pointeuse.collector.worth.text import render
from pointeuse.dashboard.payslip.pdf import pdf
from pointeuse.dashboard.payslip.terminal import lines
from pointeuse.dashboard.payslip.words import worded
from pointeuse.dashboard.wording import LANGUAGES, texts
from tests.dashboard.slips import METHODS, october
from tests.dashboard.test_dashboard_payslip_pdf import closed_up, opened, text_of
from tests.suite.access import unfold

READ = f"""(money) => {{
{Path(__file__).with_name("amounts.js").read_text("utf-8")}
return amountsBeside(money);
}}"""
# As amounts of the person are written; a published figure has the code of its currency.
MONEY = r"[€$£]\s?\d|\d[\s\u202f]?[€$£]"
PAGES = ("/", "/work", "/worth", "/compare", "/method", "/settings", "/payslip")
PANELS = (
    *("panel.labels", "panel.advertising", "panel.welfare", "panel.optout", "panel.dividend"),
    *("pieces.revenue", "pieces.tasks", "pieces.text"),
    *("readings.gross", "readings.search", "readings.net", "readings.tracking"),
    *("readings.offsite", "readings.friends"),
    *("both.prompt_licence", "both.prompt_wage", "both.preference_market", "both.preference_wage"),
)
# What a source says in its own title is a figure of the source.
SOURCES = {" ".join(row.source.split()) for row in load_parameters().values()}
# Heads of a row, a column or a box that name no method, and why they need not.
HEADS = {
    "captchas.cost": "the model of labels, in as few words as a column has room for",
    "scenario.title": "a levy that is only supposed",
    "payslip.wage": "a wage, by law or typed",
    "chart.elsewhere.wage": "a wage of elsewhere",
    "sources.source": "a source that quotes its own figures",
}
# Sentences and labels that begin so, the same.
BEGINNINGS = {
    "settings.wage": "a wage by law",
    "hour.minimum": "a wage by law",
    "hour.microwork": "a wage that was measured elsewhere",
    "compare.monthly": "a wage that was measured elsewhere",
    "sources.rates": "rates between currencies",
    "payslip.net": "what was paid: nothing, by every method",
}


def names(language: str) -> set[str]:
    """Return what methods and models are called."""
    said = texts(language)
    found = {said[f"method.{name}"] for name in METHODS} | {said[key] for key in PANELS}
    return {plain(name).casefold() for name in found | {model.title[language] for model in MODELS}}


def plain(text: str) -> str:
    """Return a text with spaces of one kind."""
    return " ".join(text.split())


def is_excused(beside: list[str], language: str) -> bool:
    said = texts(language)
    heads = {plain(said[key]) for key in HEADS} | {wage.place[language] for wage in WAGES}
    starts = tuple(plain(said[key].split("{")[0]) for key in BEGINNINGS)
    return any(
        text in heads or text.startswith(starts) or any(source in text for source in SOURCES)
        for text in map(plain, beside)
    )


def nameless(found: list[dict], language: str) -> list[dict]:
    """Return the amounts beside which nothing says by what they are worked out."""
    known = names(language)
    return [
        row
        for row in found
        if not any(name in plain(" ".join(row["beside"])).casefold() for name in known)
        and not is_excused(row["beside"], language)
    ]


async def amounts_of(page) -> list[dict]:
    """Return what is shown, folded parts too; the figures of the method page are no amounts of a person."""
    if not page.url.split("?")[0].endswith("/method"):
        await unfold(page)
    return await page.evaluate(READ, MONEY)


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_amount_of_a_page_has_the_name_of_its_method(glance, language, path):
    looked = await glance(language=language, path=path)
    found = await amounts_of(looked.page)
    assert found
    assert nameless(found, language) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_amount_of_the_first_day_has_the_name_of_its_method(look, served, language):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    looked = await look(language=language, card="#empty-tariff")
    found = await amounts_of(looked.page)
    assert len(found) > 4
    wage = {"beside": [texts(language)["empty.wage"].split("{")[0]]}
    rest = [row for row in nameless(found, language) if not row["beside"][0].startswith(wage["beside"][0])]
    assert rest == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("place", "name"),
    [("#operators-summary", "(captured)"), ("#methods dt", "")],
)
async def test_a_name_that_is_taken_away_is_missed(browse, place, name):
    looked = await browse(path="/worth")
    assert nameless(await amounts_of(looked.page), "en") == []
    await looked.page.eval_on_selector(
        place,
        """(box, name) => {
          const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) walk.currentNode.data = name ? walk.currentNode.data.replace(name, "") : "";
        }""",
        name,
    )
    assert nameless(await amounts_of(looked.page), "en") != []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_columns_of_a_slip_are_the_methods(glance, language):
    looked = await glance(language=language, path="/payslip")
    heads = await looked.page.eval_on_selector_all(
        "#slip-lines [role=columnheader]:not(.aside)", "(all) => all.map((one) => one.firstChild.textContent)"
    )
    assert heads == [texts(language)[f"method.{name}"] for name in METHODS]
    cells = await looked.page.eval_on_selector_all(
        "#slip-lines tbody tr", "(rows) => rows.map((row) => row.cells.length)"
    )
    assert set(cells) == {6}
    assert texts(language)["value.not.owed"] in await looked.text("#slip")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_amount_of_the_terminal_has_the_name_of_its_method(language):
    counts = (Count("like", "youtube", n=40), Count("prompt", "chatgpt", n=9))
    found = estimate(Counts("FR", 30, "EUR", default_fx(), {"youtube": 12.5, "x": 3}, counts))
    shown = render(found, language).splitlines()
    priced = [line for line in shown if re.search(MONEY, line)]
    wage = {"en": "Wage", "fr": "Salaire"}[language]
    assert len(priced) == 1 + len(METHODS)
    assert [line for line in priced if not line.startswith(wage) and not _named(line, language)] == []
    assert any(texts(language)["value.not.owed"] in line for line in shown)


def _named(line: str, language: str) -> bool:
    return any(name in line.casefold() for name in names(language))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_slip_on_paper_and_in_the_terminal_names_its_columns_and_says_what_it_is_not(
    served, language
):
    words = worded(await october(served.store), language)
    document = opened(await pdf(words))
    says = texts(language)
    pages = [closed_up(page.get_textpage().get_text_range()) for page in document]
    whole = [closed_up(text_of(document)), closed_up(" ".join(lines(words)))]
    head = " ".join("\n".join(lines(words)).split("─")[0].split())
    for name in METHODS:
        assert closed_up(says[f"method.{name}"]) in whole[0]
        assert all(word in head for word in says[f"method.{name}"].split())  # each breaks in its column
    for text in (*pages, *whole):
        assert closed_up(says["value.not.owed"]) in text
        assert closed_up(words["made"]) in text
    assert closed_up(says["payslip.gross"]) in whole[0]
    assert closed_up(words["period"]).casefold() in whole[1].casefold()
