"""The length of a prompt: a class of it, only for who asked for that, and never anything of the text."""

import pytest

from tests.browser.test_every_rule import press
from tests.replicas import sender

pytestmark = pytest.mark.browser

PROMPT = {"url": "/api/organizations/a/chat_conversations/b/completion"}
TEXTS = {"short": "hello", "medium": "word " * 50, "long": "word " * 2000}


async def test_length_class_is_kept_only_for_who_asked_for_it(person, sites):
    before = person.collector.tally()
    await ask(person, sites, TEXTS["long"])
    options = await person.extension_page("options/options.html")
    await options.click("#prompt-length")
    await options.until("return document.getElementById('prompt-length').checked")
    for text in TEXTS.values():
        await ask(person, sites, text)
    await person.counted({("claude", "prompt"): 4}, before)
    assert person.collector.lengths() == [("claude", name) for name in TEXTS]
    assert "word" not in "".join(person.collector.contents())
    await options.click("#prompt-length")
    await options.close()


async def ask(person, sites, text: str) -> None:
    with sites.everywhere(sender.answer):
        page = await person.browser.open(f"https://claude.ai{sender.PATH}")
        await press(page, [{**PROMPT, "json": {"prompt": text, "model": "m"}}])
        await page.close()
