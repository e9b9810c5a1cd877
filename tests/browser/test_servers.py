"""Servers that a person adds: what runs there is recognised, and counted until she takes them out again."""

import pytest
from aiohttp import web

from tests.browser.person import READY

pytestmark = pytest.mark.browser

HOST, PLAIN, INTERFACE = "social.example.org", "plain.example.org", "api.social.example.org"
MARK = '<div id="mastodon" data-props="{}"></div>'
PAGE = """<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>server</title>%s
<button id=like onclick="fetch('%s/api/v1/statuses/1/favourite', {method: 'POST'})
.then(() => document.body.dataset.sent = 1)">Like</button>"""
STATE = """const { servers } = await (globalThis.browser ?? chrome).runtime.sendMessage({ type: "servers" });
return servers.find(({ host }) => host === args[0])?.state === args[1]"""
ALLOWED = "return (globalThis.browser ?? chrome).permissions.contains({ origins: [`https://${args[0]}/*`] })"
LIKED = {("mastodon", "like"): 1}


def server(mark: str, interface_at: str = ""):
    async def answer(request: web.Request) -> web.Response:
        if request.method == "POST":
            return web.json_response({})
        return web.Response(content_type="text/html", text=PAGE % (mark, interface_at))

    return answer


async def add(person, host: str, typed: str):
    """Add a server in the settings, saying yes to what the browser asks; return the settings."""
    await person.browser.grant([f"https://{host}/*"])
    options = await person.extension_page("options/options.html")
    await options.until(READY)
    await options.type("#server", typed)
    await options.click("#server-add")
    return options


async def like(person, host: str) -> None:
    page = await person.browser.open(f"https://{host}/")
    await page.click("#like")
    await page.until("return document.body.dataset.sent === '1'")
    await page.close()


async def close(person, *hosts: str) -> None:
    """Close the tabs that adding a server has opened."""
    for host in hosts:
        while page := await person.browser.find(f"//{host}"):
            await page.close()


async def remove(options, host: str) -> None:
    await options.click(f'[id="server_remove-{host}"]')
    await options.until("return document.querySelector(`[data-server='${args[0]}']`) === null", host)


async def test_added_server_is_recognised_and_counted_until_it_is_removed(person, sites):
    before = person.collector.tally()
    with sites.served(HOST, server(MARK)):
        await like(person, HOST)
        options = await add(person, HOST, f"https://{HOST}/@somebody/1")
        await options.until(STATE, HOST, "known")
        await like(person, HOST)
        await person.counted(LIKED, before)

        await remove(options, HOST)
        assert not await options.run(ALLOWED, HOST)
        await like(person, HOST)
        await close(person, HOST)
    await options.close()
    await person.counted(LIKED, before)


async def interface(_request: web.Request) -> web.Response:
    """A programming interface that has a host of its own, and no page."""
    return web.json_response({}, headers={"Access-Control-Allow-Origin": f"https://{HOST}"})


async def test_an_interface_on_another_host_belongs_to_the_page(person, sites):
    """Adding both hosts lets the browser show both; nothing is recognised on that of the interface."""
    before = person.collector.tally()
    elsewhere = server(MARK, f"https://{INTERFACE}")
    with sites.served(HOST, elsewhere), sites.served(INTERFACE, interface):
        options = await add(person, HOST, HOST)
        await options.until(STATE, HOST, "known")
        await like(person, HOST)
        await person.counted({}, before)
        await (await add(person, INTERFACE, INTERFACE)).close()
        await like(person, HOST)
        await person.counted(LIKED, before)
        for host in (HOST, INTERFACE):
            await options.go(await options.run("return location.href"))
            await options.until(READY)
            await remove(options, host)
        await close(person, HOST, INTERFACE)
    await options.close()


async def test_server_without_known_software_is_not_counted(person, sites):
    before = person.collector.tally()
    with sites.served(PLAIN, server("")):
        options = await add(person, PLAIN, PLAIN)
        await options.until(STATE, PLAIN, "unknown", within=25)
        await like(person, PLAIN)
        await close(person, PLAIN)
    await remove(options, PLAIN)
    await options.close()
    await person.counted({}, before)


async def test_server_whose_permission_is_taken_back_says_so_and_can_be_allowed_again(person, sites):
    before = person.collector.tally()
    with sites.served(HOST, server(MARK)):
        options = await add(person, HOST, HOST)
        await options.until(STATE, HOST, "known")
        await person.browser.revoke([f"https://{HOST}/*"])
        await options.until(STATE, HOST, "taken")
        await like(person, HOST)
        await person.counted({}, before)

        await person.browser.grant([f"https://{HOST}/*"])
        await options.go(await options.run("return location.href"))
        await options.until(READY)
        if await options.run(STATE, HOST, "taken"):  # in one browser the answer given beforehand is a grant
            await options.click(f'[id="platform_again-{HOST}"]')
        await options.until(STATE, HOST, "known")
        await like(person, HOST)
        await close(person, HOST)
        await person.counted(LIKED, before)
    await remove(options, HOST)
    await options.close()
