"""What a person does on the pages of real programs, whatever the program."""

from collections.abc import Iterable

from tests.browser.driving import Page, until
from tests.browser.person import Person
from tests.browser.sites import Seen, Sites

SETTINGS = "options/options.html"
ARRIVED = "return document.readyState === 'complete' && !document.documentElement.dataset.left"
RECOGNISED = "return document.querySelector(`[data-server='${args[0]}'][data-state=known]`)?.textContent"


async def follow(page: Page, selector: str) -> None:
    """Click a link or a button that leads to another page, and wait for that page."""
    await page.run("document.documentElement.dataset.left = 'yes'")
    await page.click(selector)
    await page.until(ARRIVED)


async def add_server(person: Person, host: str) -> str:
    """Add a server on the settings page; return the line about it, once its software was recognised."""
    await person.browser.grant([f"https://{host}/*"])
    settings = await person.extension_page(SETTINGS)
    await settings.type("#server", f"https://{host}/")
    await settings.click("#server-add")
    shown = await person.browser.opened(f"//{host}/")  # the extension shows the server, to see what it is
    await settings.close()
    line = await until(lambda: _line(person, host), 15, f"the software of {host} is recognised")
    await shown.close()
    return line


async def _line(person: Person, host: str) -> str | None:
    settings = await person.extension_page(SETTINGS)
    line = await settings.run(RECOGNISED, host)
    await settings.close()
    return line


def posted(sites: Sites, host: str) -> Iterable[Seen]:
    """What was posted to `host` so far, newest first."""
    return (seen for seen in reversed(sites.seen) if (seen.method, seen.host) == ("POST", host))
