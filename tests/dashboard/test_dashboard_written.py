"""What the pages write in a real Chromium, held to the vectors; and where amounts too small stand in full."""

import pytest

from tests.dashboard.data_page import noon
from tests.dashboard.seeded import act, fill
from tests.written.vectors import PAGE, cases

pytestmark = pytest.mark.browser

RUN = f"async ([cases, language]) => ({PAGE})(await import('/static/kit/format.js'), cases, language)"


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_page_writes_each_figure_as_the_vectors_say(glance, language):
    look = await glance(language=language, card="#period-title")
    assert await look.page.evaluate(RUN, [cases("page"), language]) == []


UNDER, IN_FULL = "less than €0.01", "€0.0057"
"""One like on X as a piece, with the figures as they ship."""


@pytest.fixture
async def one_like(served, today):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    await fill(served.store, [act(1, noon(today), "like", "x", "x.like")])
    return served


async def test_an_amount_that_there_is_no_coin_for_stands_in_full_in_its_tooltip(one_like, look):
    home, looked = await look(period="day", card="#period-value"), await look(period="day", card="#breakdown")
    for tab, places in (
        (home, ("#today-value a", "#period-value a")),
        (looked, ("#breakdown-table a", "#value-summary a", "#sum-piece_price span")),
    ):
        for place in places:
            first = tab.page.locator(place).first
            assert (await first.inner_text(), await first.get_attribute("title")) == (UNDER, IN_FULL), place
    assert await looked.text("#sum-piece_price") == UNDER
    assert await looked.text("#sum-time_at_wage") == "€0"


async def test_a_period_is_called_as_a_person_would(one_like, look):
    looked = await look(path="/?from=2026-03-01&until=2026-03-31", period="", card="#period-title")
    assert await looked.text("#period-title") == "March 2026"
