"""A dashboard of an invented person: every page says so, and nothing real can get into it."""

import asyncio
import datetime

import pytest
from aiohttp import ClientSession

from pointeuse.collector.acts import Batch
from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import TICKETS
from pointeuse.collector.errors import Forbidden
from pointeuse.collector.settings import Settings
from pointeuse.collector.teach.making import made
from pointeuse.collector.teach.personas import persona_named
from pointeuse.dashboard.pages.addresses import PAGES
from tests.dashboard.conftest import Served
from tests.dashboard.looking import until
from tests.dashboard.seeded import CATALOGUE, DEVICE, act, client

WHO = "volunteer"
NAMES = {"en": "Anke, 58, volunteer editor", "fr": "Anke, 58 ans, contributrice bénévole"}
TITLES = {"en": "Invented · Pointeuse", "fr": "Inventé · Pointeuse"}
CLAIMS = {"en": "nobody did what is shown here", "fr": "nul n’a fait ce qui s’affiche ici"}
languages = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.fixture(scope="module")
async def invented(tmp_path_factory, cache):
    """Serve a fortnight of an invented person."""
    data = tmp_path_factory.mktemp("invented") / "data"
    settings = Settings(data, port=0)
    await asyncio.to_thread(
        made, settings, persona_named(WHO), 14, 1, datetime.date.today(), lambda done: None
    )
    (data / "cache").symlink_to(cache)
    async with serving(settings) as app, ClientSession() as http:
        yield Served.opened(app, http)


async def pages_of(served) -> list[str]:
    """Return every address without a blank that answers a page, whatever pages there may be by now."""
    found = []
    for resource in served.app.router.resources():
        path = resource.canonical
        if "{" in path or not any(route.method == "GET" for route in resource):
            continue
        answer = await served.get(path)
        answer.release()
        if answer.content_type == "text/html":
            found.append(path)
    return found


@languages
async def test_every_page_says_it_in_words(invented, language):
    pages = await pages_of(invented)
    assert {place.address for place in PAGES.values()} <= set(pages)
    for path in pages:
        html = await (await invented.get(f"{path}?lang={language}")).text()
        head, body = html.split("<body>")
        assert TITLES[language] in head and 'data-invented="volunteer/14/1/' in head, path
        assert NAMES[language] in body and CLAIMS[language] in body, path


async def test_no_page_of_a_real_log_says_it(served):
    for path in await pages_of(served):
        html = await (await served.get(path)).text()
        assert "data-invented" not in html and 'class="invented"' not in html, path


@pytest.mark.browser
@languages
async def test_it_stays_in_sight_and_on_paper(invented, chromium, language):
    context = await chromium.new_context(viewport={"width": 390, "height": 800}, locale=language)
    try:
        page = await context.new_page()
        for path in await pages_of(invented):
            await page.emulate_media(media="screen")
            await page.goto(f"{invented.base}{path}?lang={language}")
            await page.evaluate("scrollTo(0, document.body.scrollHeight)")
            await until(lambda: in_sight(page), f"banner of {path}")
            assert NAMES[language] in await page.inner_text(".invented")
            await page.emulate_media(media="print")
            assert await page.is_visible(".invented"), path
    finally:
        await context.close()


async def in_sight(page) -> bool:
    return await page.evaluate(
        """() => {
          const box = document.querySelector(".invented").getBoundingClientRect();
          return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
        }"""
    )


async def test_no_code_is_given_to_pair_with(invented):
    answer = await invented.post("/v1/clients/pair", {})
    assert answer.status == 403 and (await answer.json())["error"]["code"] == "invented"


async def test_a_ticket_that_exists_all_the_same_pairs_nobody(invented):
    ticket = invented.app[TICKETS].issue("pair")
    answer = await invented.http.post(
        f"{invented.base}/v1/pair",
        json={"device": DEVICE, "browser": "Chromium", "extension": "0.1.0", "ticket": ticket},
        headers={"Origin": "chrome-extension://" + "a" * 32},
    )
    assert answer.status == 403 and (await answer.json())["error"]["code"] == "invented"


async def test_no_batch_gets_in(invented):
    acts = [act(1, 1_700_000_000_000, "like", "youtube", "youtube.like")]
    rules = [(acts[0].kind, acts[0].platform, acts[0].rule)]
    batch = Batch(DEVICE, "0.1.0", CATALOGUE.version, acts[0].at, acts, rules)
    before = invented.store.version
    with pytest.raises(Forbidden, match="invented person"):
        await invented.store.ingest(client(), batch)
    assert invented.store.version == before


async def test_the_dashboard_has_their_days(invented):
    view = await (await invented.get("/v1/view/overview?period=month")).json()
    assert view["total"]["acts"] > 50 and view["country"] == "DE"
