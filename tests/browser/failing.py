"""A test that fails, for `test_evidence.py`; its file's name keeps it out of every other run."""

import pytest

pytestmark = pytest.mark.browser


async def test_on_purpose(newcomer):
    await newcomer.consent()
    await newcomer.browser.open("https://x.com/home")
    raise AssertionError("on purpose")
