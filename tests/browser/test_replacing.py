"""Another collector takes the place of the connected one by the person's own word only."""

import re
from collections import Counter
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from pointeuse.collector.signing import new_nonce
from tests.browser.person import READY

pytestmark = pytest.mark.browser

X = "https://x.com/home"
SHOWN = "return [...document.querySelectorAll('#ask p')].map((p) => p.innerText).join(' ')"
HIDDEN = "return document.getElementById(args[0]).hidden"


@asynccontextmanager
async def impostor():
    """A program on this computer that looks like a collector, hands out a key and can prove nothing."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        if request.method == "GET":
            return web.Response(text="<!doctype html><title>clock</title>", content_type="text/html")
        key = {"client_id": new_nonce(), "key": new_nonce() + new_nonce()[:21], "instance_id": "its-own"}
        return web.json_response(key, headers={"X-DL-Proof": "A" * 43})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1], asked
    finally:
        await runner.cleanup()


async def asks(person, link: str):
    """Open a pairing link, and return the page on which the extension asks, with the tab of the link."""
    tab = await person.browser.open(link)
    page = await person.browser.opened("connect/connect.html")
    await page.until(READY)
    await page.until("return !document.getElementById('ask').hidden")
    return page, tab


async def test_a_connected_browser_is_not_taken_over_and_keeps_what_is_from_before(newcomer, start_collector):
    person, first = newcomer, newcomer.collector
    await person.consent()
    await person.pair()
    await person.allow("x")
    await person.use(X, ["like"])
    await person.counted({("x", "like"): 1}, Counter())

    async with impostor() as (port, asked):
        page, tab = await asks(person, f"http://127.0.0.1:{port}/pair#t={new_nonce()}")
        said = await page.run(SHOWN)
        assert str(port) in said and str(first.port) in said and "connected already" in said, said
        await page.click("#connect")
        await page.until("return document.getElementById('note').className === 'alert'")
        assert "/v1/pair" in asked and "/v1/ingest" not in asked
        await page.close()
        await tab.close()
    await person.use(X, ["post"])
    await person.arrived(Counter(), {("x", "post"): 1})
    assert first.tally()[("x", "post")] == 1, "the connection of before stands"

    second = await start_collector()
    page, tab = await asks(person, await second.pairing_link())
    await page.click("#connect")
    await page.until("return !document.getElementById('connected').hidden")
    assert not await page.run(HIDDEN, "held-send")
    held = int(re.search(r"(\d+) records", await page.run("return document.body.innerText"))[1])
    person.collector = second
    await person.use(X, ["like"])
    await person.settled()
    assert {key: n for key, n in second.tally().items() if n} == {("x", "like"): 1, ("x", "share"): 1}
    assert first.tally()[("x", "like")] == 1, "and what comes next is not for the first one"

    back, led = await asks(person, await first.pairing_link())
    await back.click("#connect")
    await back.until("return !document.getElementById('connected').hidden")
    await back.close()
    await led.close()
    person.collector = first
    await person.settled()
    assert (first.tally()[("x", "like")], first.tally()[("x", "post")]) == (1, 1), "nothing of the second's"
    await tab.close()
    await page.close()
    page, tab = await asks(person, await second.pairing_link())
    await page.click("#connect")
    await page.until("return !document.getElementById('connected').hidden")
    await page.click("#held-send")
    await page.until(HIDDEN, "held-send")
    await person.arrived(Counter(), {("x", "like"): 2, ("x", "post"): 1})
    assert second.tally()[("x", "post")] == 1 and held >= 2
    await page.close()
    await tab.close()
