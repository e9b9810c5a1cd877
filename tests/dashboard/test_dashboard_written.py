"""What the pages write in a real Chromium, held to the vectors; and where amounts too small stand in full."""

import pytest

from tests.written.vectors import PAGE, cases

pytestmark = pytest.mark.browser

RUN = f"async ([cases, language]) => ({PAGE})(await import('/static/kit/format.js'), cases, language)"


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_page_writes_each_figure_as_the_vectors_say(glance, language):
    look = await glance(language=language, card="#period-title")
    assert await look.page.evaluate(RUN, [cases("page"), language]) == []
