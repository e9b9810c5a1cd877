"""Every CAPTCHA product of the catalogue, met in each of its states, in a real browser with real input.

All visits of a test are made one after the other and looked up together at the end.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from tests.browser.captcha_visits import BOARD, FRAMES, OFF, PAGES, PROVED, SHOWN, click, pause, row
from tests.browser.driving import Page, until
from tests.browser.person import Person
from tests.browser.shapes import IN_CHROMIUM, ONLY_IN_FIREFOX
from tests.browser.shop import SHOP

pytestmark = pytest.mark.browser

ASKS, PAGE = "https://asks.example", "https://www.reddit.com/captcha"
HELD_S = 11
SETTLED_S = 0.5  # what leaving at once may lose is the subject of other tests


LIVES = """const { captchas } = await (globalThis.browser ?? chrome).storage.session.get("captchas");
return captchas?.lives ?? {}"""


class Visitor:
    """The person who makes the visits, and what the extension has heard: the number of reports by frame."""

    def __init__(self, person: Person, inside: Page):
        self.person, self.inside = person, inside
        self.known: dict[str, int] = {}

    async def visit(self, address: str, steps: list[tuple]) -> None:
        self.known = await self.inside.run(LIVES)
        page = await self.person.browser.open(address)
        for step in steps:
            try:
                await self.do(page, step)
            except Exception as error:
                error.add_note(f"at {address}: {step}")
                raise
        await asyncio.sleep(SETTLED_S)
        await page.go(f"{address.rpartition('/')[0]}/plain")
        await page.close()

    async def do(self, page: Page, step: tuple) -> None:
        match step:
            case ("click", selector, frame):
                await page.click(selector, frame=frame)
            case ("type", selector, text, frame):
                await page.type(selector, text, frame=frame)
            case ("until", body, frame):
                await page.until(body, frame=frame)
            case ("script", selector, frame):
                await page.run("document.querySelector(args[0]).click()", selector, frame=frame)
            case ("run", body, frame):
                await page.run(body, frame=frame)
            case ("pause", ms):
                await asyncio.sleep(ms / 1000)
            case ("watched", reports):
                await self.heard(lambda lives: sum(self.news(lives).values()) >= reports, step)
            case ("anew", reports):
                await self.heard(lambda lives: max(self.fresh(lives), default=0) >= reports, step)

    def news(self, lives: dict[str, int]) -> dict[str, int]:
        return {life: n - self.known.get(life, 0) for life, n in lives.items()}

    def fresh(self, lives: dict[str, int]) -> list[int]:
        return [n for life, n in lives.items() if life not in self.known]

    async def heard(self, is_enough: Callable[[dict[str, int]], bool], step: tuple) -> None:
        async def probe() -> bool:
            lives = await self.inside.run(LIVES)
            self.last = lives
            return is_enough(lives)

        await until(probe, 15, f"{step} of what the frames say")
        self.known = self.last


@asynccontextmanager
async def visiting(person: Person) -> AsyncIterator[Visitor]:
    inside = await person.extension_page("popup/popup.html")
    yield Visitor(person, inside)
    await inside.close()


async def visited(person: Person, base: str, products: dict) -> tuple[dict, dict]:
    """Make every visit; what the log has gained and what it should have, by product and in order of time."""
    before = set(person.collector.checks())
    async with visiting(person) as visitor:
        for visits in products.values():
            for path, steps, _ in visits:
                await visitor.visit(f"{base}/{path}", steps)
    expected = {product: [row for *_, rows in visits for row in rows] for product, visits in products.items()}
    await arrived(person, before, sum(map(len, expected.values())))
    found: dict[str, list[dict]] = {product: [] for product in products}
    for act, seen in person.collector.checks().items():
        if act not in before:
            found.setdefault(seen["product"], []).append(seen)
    return found, expected


async def arrived(person: Person, before: set[int], rows: int) -> None:
    """Wait until there are so many rows, or until what waits for the next page has waited long enough."""

    async def are_there() -> bool:
        return len(person.collector.checks().keys() - before) >= rows

    with suppress(TimeoutError):
        await until(are_there, HELD_S, "the rows arrive")
    page = await person.browser.open(SHOP)  # any frame's word ends what has waited long enough
    await asyncio.sleep(1.5)
    await page.close()
    await person.settled()


def told(found: dict[str, list[dict]]) -> list[str]:
    """A line for each row, all but its time, so that a failing test shows what differs."""
    counts = ("labels", "judgements", "rounds", "gestures")
    return [
        " ".join([product, seen["kind"], seen["outcome"], *(f"{seen[name]} {name}" for name in counts)])
        for product, rows in sorted(found.items())
        for seen in rows
    ]


async def switched_on(person: Person, *products: str) -> None:
    page = await person.extension_page("popup/popup.html")
    rules = {product: True for product in products}
    await page.run("await (globalThis.browser ?? chrome).storage.local.set({ rules: args[0] })", rules)
    await page.close()


def first_of(products: dict) -> dict:
    """The first visit to each product, which is the fullest."""
    return {product: visits[:1] for product, visits in products.items()}


@ONLY_IN_FIREFOX
@pytest.mark.parametrize(("base", "products"), [(ASKS, FRAMES), (PAGE, PAGES)], ids=["frames", "pages"])
async def test_every_product_is_seen_once(person, base, products):
    found, expected = await visited(person, base, first_of(products))
    assert told(found) == told(expected)


@IN_CHROMIUM
async def test_products_in_frames_of_their_vendors_show_every_state(person):
    found, expected = await visited(person, ASKS, FRAMES)
    assert told(found) == told(expected)
    for product in ("hcaptcha", "arkose", "turnstile"):
        assert 0 < found[product][0]["ms"] < 20_000, (product, found[product])
    assert all(seen["ms"] == 0 for seen in found["recaptcha-v3"])


@IN_CHROMIUM
async def test_products_in_pages_of_allowed_sites_show_every_state(person):
    found, expected = await visited(person, PAGE, PAGES)
    assert told(found) == told(expected)
    assert all(seen["ms"] == 0 for seen in found["friendly"]), "the computer's time is nobody's"
    waits = [seen["ms"] for seen in found["cloudflare-challenge"]]
    assert all(800 < ms < 10_000 for ms in waits) and waits[1] > waits[0]


@IN_CHROMIUM
async def test_uncertain_products_count_once_they_are_switched_on(person):
    before = set(person.collector.checks())
    async with visiting(person) as visitor:
        for (path, steps, _), *_ in OFF.values():
            blind = [pause(1_500) if name in ("watched", "anew") else (name, *what) for name, *what in steps]
            await visitor.visit(f"{PAGE}/{path}", blind)
    await arrived(person, before, 0)
    assert set(person.collector.checks()) == before
    await switched_on(person, *OFF)
    found, expected = await visited(person, PAGE, OFF)
    await switched_on(person)
    assert told(found) == told(expected)


async def test_score_that_leads_to_a_board_is_not_counted_besides(person):
    visits = [
        (
            "?size=invisible&score=1",
            [click("#buy"), (*SHOWN, "#challenge"), *BOARD, PROVED],
            [row("image", "solved", labels=3, judgements=9, rounds=1, gestures=3)],
        )
    ]
    found, expected = await visited(person, SHOP.rstrip("/"), {"recaptcha-v2": visits})
    assert told(found) == told(expected)
