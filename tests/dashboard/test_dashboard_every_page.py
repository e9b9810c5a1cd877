"""Every page at every size in both languages, looked at by axe.

`make pictures` keeps each as it was looked at, in `build/screenshots`.
"""

import os
import sqlite3
from pathlib import Path

import pytest

from pointeuse.dashboard.web import pages
from tests.dashboard.looking import until
from tests.dashboard.seeded import act, acts_of, fill
from tests.suite.access import unfold, violations
from tests.suite.long_run import LONG

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"
SIZES = {"phone": 390, "laptop": 1280, "projector": 1920}
# English is light and French is dark; every day each is read at one size. A projector shows the parts of a
# laptop, wider.
THEMES = {"en": "light", "fr": "dark"}
READ = dict.fromkeys(THEMES, ("phone", "laptop")) if LONG else {"en": ("phone",), "fr": ("laptop",)}
EDGES = {"narrow": 320, "wide": 3840}
# Charts follow a new width a moment later.
STILL = """async () => {
  const widths = () => [...document.querySelectorAll(".chart svg")].map((svg) => svg.clientWidth).join();
  let before = null;
  while (before !== (before = widths())) await new Promise((done) => setTimeout(done, 150));
}"""
# What a ticket opens shows nothing of the log, and goes away by itself.
TICKETS = {"/open", "/pair"}
MARKUP = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>${alert(1)}'


@pytest.fixture
def paths(library):
    """Return the address of every page of the dashboard, from the routes of the application."""
    found = {
        resource.canonical
        for resource in library.app.router.resources()
        for route in resource
        if route.handler.__module__ == pages.__name__ and "{" not in resource.canonical
    }
    assert len(found - TICKETS) >= 5
    return sorted(found - TICKETS)


async def opened(looked, served, path, language):
    await looked.page.goto(f"{served.base}{path}?lang={language}&period=month")
    await looked.settled()


async def turned(looked, size, language):
    """Give the tab another size, and the theme of the language; return the theme."""
    theme = THEMES[language]
    await looked.page.emulate_media(color_scheme=theme)
    await looked.page.set_viewport_size({"width": SIZES[size], "height": 900})
    await until(looked.drawn, "charts drawn")
    await looked.page.evaluate(STILL)
    return theme


async def keep(looked, name):
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        await looked.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", THEMES)
async def test_every_page_shuts_nobody_out(browse, shelf, paths, language):
    looked = await browse(language=language, path="/method")
    for path in paths:
        await opened(looked, shelf, path, language)
        assert await looked.page.evaluate("document.documentElement.lang") == language
        assert await looked.page.locator("h1").count() == 1, path
        for size in SIZES:
            theme = await turned(looked, size, language)
            await keep(looked, f"{path.strip('/') or 'home'}-{size}-{language}-{theme}")
            assert await looked.page.evaluate("document.documentElement.scrollWidth") <= SIZES[size], path
        await unfold(looked.page)
        for size in READ[language]:
            await turned(looked, size, language)
            assert await violations(looked.page) == [], (path, size)


@pytest.mark.parametrize("size", EDGES)
async def test_no_page_overflows_at_either_end(browse, shelf, paths, size):
    looked = await browse(width=EDGES[size], language="fr", path="/method")
    for path in paths:
        await opened(looked, shelf, path, "fr")
        await keep(looked, f"{path.strip('/') or 'home'}-{size}-fr-light")
        assert await looked.page.evaluate("document.documentElement.scrollWidth") <= EDGES[size], path


@pytest.mark.parametrize("language", THEMES)
async def test_every_page_says_something_on_the_first_day(look, served, paths, language):
    theme = THEMES[language]
    looked = await look(width=SIZES["phone"], language=language, theme=theme, path="/method")
    for path in paths:
        await opened(looked, served, path, language)
        await keep(looked, f"{path.strip('/') or 'home'}-empty-{language}-{theme}")
        await unfold(looked.page)
        assert await violations(looked.page) == [], path
        assert len(await looked.text("main")) > 100, path


# Columns that a program reads and no person writes: markup there would only stop the program.
MEANT_FOR_PROGRAMS = {
    *(("meta", column) for column in ("name", "value")),
    *(("client", column) for column in ("id", "device", "origin")),
    *(("preference", column) for column in ("name", "value")),
    *(("assumption", column) for column in ("version", "content")),
    *(("_sqlite_migrations", column) for column in ("migration_set", "name", "applied_at")),
    ("device", "name"),
}


def seed_with_markup(conn: sqlite3.Connection) -> set[tuple[str, str]]:
    """Put markup into every other text column there is, and return which those are."""
    tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()]
    columns = {
        (table, row[1])
        for table in tables
        for row in conn.execute(f"PRAGMA table_info({table})").fetchall()
        if row[2] == "TEXT"
    } - MEANT_FOR_PROGRAMS
    for table, column in sorted(columns):
        conn.execute(f"UPDATE {table} SET {column} = {column} || ?", (MARKUP,))
    return columns


async def test_markup_in_every_stored_text_is_only_ever_text(look, served, paths, today):
    await fill(served.store, acts_of(range(today - 20, today + 1)))
    await fill(
        served.store, [act(90_000, today * 86_400_000 + 43_200_000, "ponder", "orkut", "orkut.ponder")]
    )
    seeded = await served.store.write(seed_with_markup)
    assert {("platform", "name"), ("kind", "name"), ("client", "label"), ("client", "browser")} <= seeded
    looked = await look(width=SIZES["laptop"], path="/method")
    seen = ""
    for path in paths:
        await opened(looked, served, path, "en")
        assert await looked.page.evaluate("window.broken") is None, path
        assert await looked.page.locator("img[src='x']").count() == 0, path
        seen += await looked.page.evaluate("document.body.textContent")
    assert MARKUP in seen
