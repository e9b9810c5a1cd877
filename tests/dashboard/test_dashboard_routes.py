"""The dashboard's routes over HTTP: tags, refusals, preferences, and what the serving process never loads."""

import subprocess
import sys
from pathlib import Path

import pytest

from pointeuse.collector.store.kept.preferences import preferences, set_preference
from tests.dashboard.seeded import act, acts_of, fill

ROOT = Path(__file__).resolve().parents[2]
OVERVIEW = "/v1/view/overview"


async def test_an_unchanged_view_costs_a_304_without_a_body(served):
    first = await served.get(OVERVIEW)
    again = await served.get(OVERVIEW, **{"If-None-Match": first.headers["ETag"]})
    assert (first.status, again.status) == (200, 304)
    assert await again.read() == b""
    assert first.headers["Cache-Control"] == "no-store"


async def test_a_new_act_changes_the_tag_and_the_figures(served, today):
    first = await served.get(OVERVIEW)
    at = today * 86_400_000 + 12 * 3_600_000
    await fill(served.store, [act(1, at, "like", "youtube", "youtube.like")])
    again = await served.get(OVERVIEW, **{"If-None-Match": first.headers["ETag"]})
    assert again.status == 200
    assert (await again.json())["total"]["acts"] == 1


@pytest.mark.parametrize(
    "other",
    [
        "/v1/view/overview?period=month",
        "/v1/view/overview?until=2026-03-01",
    ],
)
async def test_another_question_has_another_tag(served, other):
    first, second = await served.get(OVERVIEW), await served.get(other)
    assert first.headers["ETag"] != second.headers["ETag"]


async def test_a_changed_preference_changes_the_tag(served):
    first = await served.get(OVERVIEW)
    await served.post("/v1/preferences", {"currency": "USD"})
    again = await served.get(OVERVIEW, **{"If-None-Match": first.headers["ETag"]})
    assert again.status == 200
    assert (await again.json())["currency"] == "USD"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/view/nothing", 404),
        ("/v1/view/overview?period=fortnight", 400),
        ("/v1/view/overview?until=tomorrow", 400),
        ("/v1/spec/nothing", 404),
        ("/v1/spec/acts_by_day?lang=de", 404),
        ("/v1/spec/acts_by_day?lang=..%2f..", 404),
        ("/v1/spec/..%2f..%2fcli.key", 404),
    ],
)
async def test_what_does_not_exist_is_refused_with_a_next_step(served, path, status):
    answer = await served.get(path)
    assert answer.status == status
    assert (await answer.json())["error"]["message"].endswith(".")


@pytest.mark.parametrize("path", [OVERVIEW, "/v1/preferences", "/v1/spec/acts_by_day"])
async def test_nobody_without_a_session_reads_anything(served, path):
    answer = await served.http.get(served.base + path)
    assert answer.status == 401


async def test_preferences_are_kept_and_offered(served):
    answer = await served.post("/v1/preferences", {"country": "GB", "currency": "GBP", "wage_per_hour": 15})
    assert answer.status == 200
    kept = await served.store.read(preferences)
    assert (kept.country, kept.currency, kept.wage_per_hour) == ("GB", "GBP", 15)
    offered = await (await served.get("/v1/preferences")).json()
    row = offered["countries"]["code"].index("GB")
    assert (offered["countries"]["wage"][row], offered["countries"]["currency"][row]) == (12.71, "GBP")
    assert offered["wage_per_hour"] == 15
    assert {"IT", "JP", "BR", "SN"} <= set(offered["countries"]["code"])


async def test_an_age_is_kept_with_the_wage_that_the_law_pays_then(served):
    offered = await (await served.post("/v1/preferences", {"country": "RE", "age": 17})).json()
    young = offered["young"]
    row = list(zip(young["code"], young["age"], strict=True)).index(("RE", 17))
    assert (offered["age"], young["wage"][row], young["currency"][row]) == (17, 11.08, "EUR")
    assert young["parameter"][row] == "MINWAGE_HOUR_FR_AT_17"
    assert not {"ES", "US"} & set(young["code"])
    tariff = await (await served.get("/v1/view/tariff?period=day&until=2026-11-30")).json()
    assert (tariff["wage"], tariff["home"], tariff["home_age"]) == (11.08, "MINWAGE_HOUR_FR_AT_17", 17)
    offered = await (await served.post("/v1/preferences", {"age": None})).json()
    assert offered["age"] is None


async def test_a_country_that_does_not_exist_is_refused_with_a_hint(served):
    answer = await served.post("/v1/preferences", {"country": "EL"})
    error = (await answer.json())["error"]
    assert (answer.status, error["code"]) == (400, "preference") and "Greece is GR" in error["message"]


async def test_a_country_of_an_older_version_breaks_no_page(served):
    await served.store.write(lambda conn: set_preference(conn, "country", "EL"))
    offered = await (await served.get("/v1/preferences")).json()
    assert (offered["no_country"], offered["country"] in offered["countries"]["code"]) == ("EL", True)
    assert (await served.get(f"{OVERVIEW}?period=week")).status == 200
    assert (await served.get("/v1/view/payslip?month=2026-10")).status == 200
    offered = await (await served.post("/v1/preferences", {"country": "GR"})).json()
    assert (offered["no_country"], offered["country"]) == ("", "GR")


@pytest.mark.parametrize(
    "body",
    [
        {"country": "Atlantis"},
        {"country": "XX"},
        {"country": "UK"},
        {"age": 12},
        {"age": 21},
        {"age": "16"},
        {"age": 16.5},
        {"age": True},
        {"currency": "BTC"},
        {"wage_per_hour": -1},
        {"wage_per_hour": "12"},
        {"wage_per_hour": True},
        {"colour": "red"},
        {"country": "GB", "wage_per_hour": -1},
        [],
    ],
)
async def test_a_wrong_preference_changes_nothing(served, body):
    before = await served.store.read(preferences)
    answer = await served.post("/v1/preferences", body)
    assert answer.status == 400
    assert await served.store.read(preferences) == before


async def test_views_of_every_period_are_small_and_answer_all_of_two_years(served, today):
    await fill(served.store, acts_of(range(today - 700, today + 1)))
    for period in ("day", "week", "month", "year", "all"):
        answer = await served.get(f"{OVERVIEW}?period={period}")
        assert answer.status == 200
        assert len(await answer.read()) < 60_000


SERVING = """
import asyncio, sys, tempfile
from pathlib import Path
from aiohttp import ClientSession
from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import PORT, SESSIONS, STORE
from pointeuse.collector.settings import Settings
from tests.dashboard.seeded import acts_of, fill

async def main():
    settings = Settings(Path(sys.argv[1]), port=0).ready()
    async with serving(settings) as app, ClientSession() as http:
        await fill(app[STORE], acts_of(range(20_700, 20_720)))
        _, cookie, page_key = app[SESSIONS].open()
        headers = {"Cookie": f"dl_{app[PORT]}={cookie}", "X-Page-Key": page_key}
        for path in ("/", "/v1/view/overview?period=all", "/v1/spec/value_by_method", "/v1/bundle.js"):
            answer = await http.get(f"http://127.0.0.1:{app[PORT]}{path}", headers=headers)
            assert answer.status == 200, (path, answer.status)
    heavy = ("pandas", "numpy", "altair", "pyarrow", "vl_convert", "jsonschema")
    print(sorted(name for name in heavy if name in sys.modules))

asyncio.run(main())
"""


def test_the_serving_process_never_loads_the_heavy_packages(tmp_path):
    command = [sys.executable, "-c", SERVING, str(tmp_path / "data")]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    assert ran.stdout.strip() == "[]"
