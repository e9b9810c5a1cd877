"""What the popup writes in a real Chromium, held to the vectors."""

import pytest

from tests.written.vectors import POPUP, cases

RUN = f"""
const money = await import("/shared/pages/money.js");
const wording = await import("/shared/pages/wording.js");
return ({POPUP})({{ ...money, ...wording }}, ...args);
"""


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_popup_writes_each_figure_as_the_vectors_say(bench, language):
    assert await bench.run(RUN, cases("popup"), language) == []
