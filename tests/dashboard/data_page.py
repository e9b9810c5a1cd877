"""Somebody who looks after their data on the page of that name, in a real browser."""

from playwright.async_api import Locator

from pointeuse.collector.app_keys import CLIENTS
from pointeuse.collector.store.kept.clients import Client
from tests.dashboard.looking import Look, until

DAY_MS = 86_400_000

# What a browser itself writes when the collector refuses something, as these tests make it do.
REFUSED = "console: Failed to load resource"


async def open_data(chromium, served, looks, width=1280, language="en", theme="light", query="") -> Look:
    """Open the page in a tab, which is added to `looks`, and wait until it is shown."""
    look = await Look.begin(chromium, served, looks, width, language, theme)
    await look.page.goto(f"{served.base}/data{query}")
    await look.page.wait_for_selector("#page:not([hidden])")
    return look


def strange(look: Look) -> list[str]:
    """Return the complaints that no refusal explains."""
    return [one for one in look.complaints if not one.startswith(REFUSED)]


async def says(look: Look, place: str, text: str) -> None:
    """Wait until a place of the page holds the text."""

    async def there() -> bool:
        return text in await look.text(place)

    await until(there, f"{place} says {text!r}")


async def whole(served, **selection) -> int:
    """Return how many acts of the selection the log holds."""
    return (await (await served.post("/v1/acts", {"limit": 1} | selection)).json())["whole"]


def rows(look: Look) -> Locator:
    """Return the acts that are listed."""
    return look.page.locator("#log-rows tr")


async def until_rows(look: Look, count: int) -> None:
    """Wait until so many acts are listed."""

    async def so_many() -> bool:
        return await rows(look).count() == count

    await until(so_many, f"{count} rows")


async def paired(served, label: str = "") -> Client:
    """Pair a browser, under a name of the person's own if there is one."""
    client = await served.app[CLIENTS].pair("D" * 22, "chrome-extension://x", "Chromium 156")
    if label:
        await served.post("/v1/clients/label", {"client_id": client.id, "label": label})
    return client


def noon(day: int) -> int:
    """Return the UTC milliseconds of noon."""
    return day * DAY_MS + DAY_MS // 2
