"""Many months valued in one pass over their sums: the amounts that the models give for each by itself."""

import random
from dataclasses import replace

import pytest

from pointeuse.collector.catalogue import load
from pointeuse.collector.store.sums.rollups import totals
from pointeuse.collector.valuation import Counts, counts_from_totals, default_fx, estimate, load_parameters
from pointeuse.collector.valuation.per_unit import units_of, valued
from tests.collector.batches import DEVICE, act, batch, client

PLATFORMS = (
    *("facebook", "x", "google-search", "bing", "chatgpt", "wikimedia", "amazon", "snapchat"),
    *("recaptcha-v2", "hcaptcha", "quora", "prolific"),
)
KINDS = (
    *("attention", "task-time", "like", "comment", "search", "prompt", "edit", "review", "feedback"),
    *("preference", "captcha.image", "captcha.checkbox", "report", "save"),
)
MONTHS = {202610: (20727, 20757), 202611: (20758, 20787)}
FIRST_DAY = 20727  # 2026-10-01
FRENCH = Counts("FR", 1, "EUR", default_fx())


@pytest.fixture(params=range(3))
async def log(store, request):
    """Two months of acts of every sort, some undone, some with a logged time; what cannot be is left out."""
    chance = random.Random(request.param)
    kinds, acts = load().kinds, []
    for seq in range(1, 400):
        kind = chance.choice(KINDS)
        if kind not in kinds:
            continue
        at = (FIRST_DAY + chance.randrange(61)) * 86_400_000 + 43_200_000
        timed = kind in ("attention", "task-time") or chance.random() < 0.3
        n = (
            1
            if kind in ("attention", "task-time") or kind.startswith("captcha")
            else chance.choice((1, 1, -1))
        )
        platform = chance.choice(PLATFORMS)
        given = {"kind": kind, "platform": platform, "rule": f"{platform}.{kind}", "at": at, "offset_min": 0}
        acts.append(act(seq, **given, n=n, ms=chance.randrange(1, 60_000) if timed else 0))
    await store.ingest(client(DEVICE), batch(*acts))
    return store


def of_models(conn, first, last, person):
    """What the models give for each platform alone, by platform."""
    rows = totals(conn, first, last)
    found = {}
    for platform in {row.platform for row in rows}:
        own = [row for row in rows if row.platform == platform]
        given = (person.country, person.currency, person.fx, person.wage, person.days, person.region)
        one = estimate(counts_from_totals(own, *given), load_parameters())
        found[platform] = tuple(
            None if x is None else pytest.approx(x) for x in (one.piece_price, one.captured, one.time_at_wage)
        )
    return found


PEOPLE = {
    "french": FRENCH,
    "american": replace(FRENCH, country="US", currency="USD"),
    "without a wage": replace(FRENCH, country="AQ"),
    "typed wage": replace(FRENCH, country="AQ", wage=9.5),
    "elsewhere": replace(FRENCH, region="US"),
}


SUMS = (
    "SELECT month, p.name, k.name, n, ms, acts FROM month_rollup r"
    " JOIN platform p ON p.id = r.platform JOIN kind k ON k.id = r.kind"
)


def by_month(conn, person):
    rows = conn.execute(SUMS).fetchall()
    return valued(rows, units_of({row[1:3] for row in rows}, person, load_parameters()))


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
async def test_each_month_and_platform_is_what_the_models_say(log, person):
    rows = await log.read(lambda conn: by_month(conn, person))
    for month, days in MONTHS.items():
        found = {
            row.platform: (row.piece_price, row.captured, row.time_at_wage)
            for row in rows
            if row.bucket == month
        }
        assert found == await log.read(lambda conn, days=days: of_models(conn, *days, person))
        assert len(found) > 5


def test_nothing_is_worth_no_row():
    assert valued([], units_of([], FRENCH, load_parameters())) == []


def test_what_has_no_rates_has_a_row_of_nothing():
    (row,) = valued(
        [(202611, "prolific", "task-time", 1, 60_000, 1)], units_of([], FRENCH, load_parameters())
    )
    assert (row.piece_price, row.captured, row.time_at_wage) == (0.0, 0.0, 0.0)
