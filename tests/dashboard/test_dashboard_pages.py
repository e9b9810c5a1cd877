"""The pages as anybody may fetch them: no data, nothing inline, nothing from elsewhere."""

import re
import subprocess
from pathlib import Path

import pytest

from pointeuse.dashboard.pages import addresses
from pointeuse.dashboard.web.pages import files
from tests.dashboard.seeded import acts_of, fill

HERE = Path(__file__).resolve().parent
PAGES = tuple(place.address for place in addresses.PAGES.values())


async def anyone(served, path, **headers):
    answer = await served.http.get(served.base + path, headers=headers)
    return answer, await answer.text()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_page_holds_nothing_inline_and_nothing_from_elsewhere(served, path, language):
    answer, html = await anyone(served, f"{path}?lang={language}")
    assert answer.status == 200
    assert f'<html lang="{language}">' in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<style|\bstyle=|\bon\w+=|javascript:", html)
    assert "://" not in html.replace("chrome://extensions", "")
    for asked in re.findall(r'(?:src|href)="(/[^"]+)"', html):
        assert (await anyone(served, asked))[0].status == 200, asked


async def test_pages_are_the_same_before_and_after_a_year_of_acts(served, today):
    before = [(await anyone(served, path))[1] for path in PAGES]
    await fill(served.store, acts_of(range(today - 365, today + 1)))
    assert [(await anyone(served, path))[1] for path in PAGES] == before


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_speaks_the_language_of_the_browser(served, path):
    assert 'lang="fr"' in (await anyone(served, path, **{"Accept-Language": "fr-FR,fr"}))[1][:60]
    assert 'lang="en"' in (await anyone(served, path, **{"Accept-Language": "de"}))[1][:60]


@pytest.mark.parametrize(
    "path",
    [
        "/static/nothing.js",
        "/static/../web/routes.py",
        "/static/cards/acts/acts_by_day_chart.py",
        "/static/web%2froutes.py",
        "/static/pages/home/cards.json",
        "/static/wording/__init__.py",
        "/static//etc/passwd",
        "/static/",
    ],
)
async def test_only_the_files_of_the_pages_are_served(served, path):
    answer = await served.http.get(served.base + path, headers={}, allow_redirects=False)
    assert answer.status in {400, 404}


async def test_scripts_are_modules_of_ours_without_dangerous_sinks():
    for name, path in files().items():
        if name.endswith(".js"):
            text = path.read_text("utf-8")
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(", text
            ), name
            assert not re.search(r"https?://|setAttribute\(\"style|localStorage\.clear", text), name


def test_types_written_in_comments_hold():
    compiler = HERE.parent / "extension" / "node_modules" / ".bin" / "tsc"
    ran = subprocess.run([compiler, "-p", HERE / "tsconfig.json"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


async def test_the_bundle_is_fetched_once(served):
    refused, _ = await anyone(served, "/v1/bundle.js")
    assert refused.status == 401, "it starts a process, which is not for everybody"
    cookie = {"Cookie": served.headers["Cookie"]}
    answer, body = await anyone(served, "/v1/bundle.js", **cookie)
    again, _ = await anyone(served, "/v1/bundle.js", **cookie, **{"If-None-Match": answer.headers["ETag"]})
    assert (answer.status, again.status) == (200, 304)
    assert answer.content_type == "text/javascript"
    assert len(body) > 100_000
