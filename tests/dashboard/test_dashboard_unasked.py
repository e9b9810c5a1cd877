"""What is nobody's act: checks that passed unasked, advertisements seen.

No total called acts holds them, and a line of its own says how many they are.
"""

import csv
import io
import json

import pytest

from pointeuse.collector.catalogue import AD, NO_ACTS, TIME_KINDS, UNASKED
from pointeuse.collector.catalogue import CATALOGUE as FOLDER
from pointeuse.collector.store.sums.hours import hours
from pointeuse.collector.sums.daily import AMOUNTS, summed
from pointeuse.collector.sums.period import date_of
from pointeuse.dashboard.payslip.terminal import lines as printed
from pointeuse.dashboard.payslip.words import worded
from tests.dashboard.seeded import CATALOGUE, DAY_MS, HOUR_MS, OFFSET_MIN, act, fill
from tests.dashboard.slips import LAST_MONTH, days_of_last_month, lines, slip

NIGHT, ADS = 96, 13
MADE = {"like": 3, "captcha.wait": 2, "captcha.checkbox": 1}
PASSED = [kind for kind in CATALOGUE.kinds if kind == "captcha.invisible"]
PLACES = {"like": "youtube", "captcha.wait": "cloudflare-challenge"}
RULES = {"like": "youtube.like", AD: "twitch.ad"}


def done(day: int) -> list:
    """A night of 96 renewals that an older version has counted, six acts of the day, and advertisements."""
    midnight = day * DAY_MS - OFFSET_MIN * 60_000
    night = [(midnight + i * 300_000, "captcha.invisible", "turnstile") for i in range(NIGHT)]
    awake = [
        (midnight + 12 * HOUR_MS + i, kind, PLACES.get(kind, "turnstile"))
        for kind, n in MADE.items()
        for i in range(n)
    ]
    shown = [(midnight + 18 * HOUR_MS + i, AD, "twitch") for i in range(ADS)]
    rows = enumerate(sorted(night + awake + shown), 1)
    return [act(seq, *row, RULES.get(row[1], row[2]), ms=0) for seq, row in rows]


@pytest.fixture
async def night(served):
    day = days_of_last_month()[10]
    await fill(served.store, done(day))
    return served, day


async def test_home_and_its_chart_show_six_acts(night):
    served, day = night
    shown = await (await served.get(f"/v1/view/overview?period=day&until={_iso(day)}")).json()
    total = shown["total"]
    assert (total["acts"], total["unasked"], total["ads"]) == (6, NIGHT, ADS)
    assert shown["previous"] is None or shown["previous"]["acts"] == 0
    kinds = {shown["names"]["kinds"][code] for code in shown["pieces"]["kind"]}
    assert (kinds, sum(shown["pieces"]["n"])) == (set(MADE), 6)
    assert total["without_figure"] == pytest.approx(2 / 6), "of the acts, the two waits have no figure"


async def test_mix_and_captcha_log_keep_it_apart(night):
    served, day = night
    shown = await (await served.get(f"/v1/view/labour?period=day&until={_iso(day)}")).json()
    assert shown["mix"]["acts"] == 6 and sum(shown["mix"]["types"]) == 6
    assert {way: sum(n) for way, n in shown["captchas"]["n"].items()} == {
        **{"hand": 0, "click": 1},
        **{"alone": NIGHT, "wait": 2},
    }


async def test_hours_of_the_week_and_days_of_the_year_hold_six(night):
    served, day = night
    shown = await (await served.get(f"/v1/view/rhythm?period=day&until={_iso(day)}")).json()
    assert sum(shown["hours"]["n"]) == sum(shown["year"]["n"]) == 6
    by_hour = await served.store.read(lambda conn: hours(conn, day, day))
    assert [(row.hour, row.n) for row in by_hour] == [(12, 6)]


async def test_days_of_a_notebook_have_a_column_for_it(night):
    served, day = night
    (row,) = await served.store.read(lambda conn: summed(conn, day, day, ()))
    assert dict(zip(AMOUNTS, row[1:], strict=True)) == {
        **{"acts": 6, "unasked": NIGHT, "ads": ADS},
        **{"attention_ms": 0, "task_ms": 0},
    }


APART = {
    "en": ("CAPTCHAs that asked for nothing (not tasks)", "Advertisements seen (not tasks)"),
    "fr": ("CAPTCHA qui n’ont rien demandé", "Publicités vues (hors tâches)"),
}


@pytest.mark.parametrize("language", APART)
async def test_slip_has_no_task_of_it(night, language):
    found = await slip(night[0].store, LAST_MONTH)
    assert (found["acts"], found["unasked"], found["ads"]) == (6, NIGHT, ADS)
    listed = {kind["kind"]: kind["n"] for line in lines(found) for kind in line["kinds"]}
    assert listed == MADE
    said = worded(found, language)
    facts = {fact["label"]: fact["value"] for fact in said["employee"]["facts"]}
    assert [value for label, value in facts.items() if label.startswith(APART[language])] == ["96", "13"]
    text = "\n".join(printed(said))
    assert "96" in text and "102" not in text


async def test_files_of_the_slip_hold_none_of_it(night):
    rows = csv.DictReader(
        io.StringIO(await (await night[0].get(f"/v1/payslip.csv?month={LAST_MONTH}")).text())
    )
    kinds = [kind for row in rows for kind in row["kinds"].split()]
    assert sorted(kinds) == sorted(MADE)


async def test_slip_of_a_month_without_any_does_not_speak_of_it(served):
    await fill(served.store, [one for one in done(days_of_last_month()[10]) if one.kind in MADE])
    found = worded(await slip(served.store, LAST_MONTH), "en")
    assert len(found["employee"]["facts"]) == 4


async def test_what_passed_unasked_is_worth_nothing(served):
    """The vendor whose every other check has a time of its own."""
    noon = days_of_last_month()[10] * DAY_MS + 12 * HOUR_MS
    await fill(served.store, [act(i, noon + i, "captcha.invisible", "arkose", "arkose") for i in (1, 2)])
    found = await slip(served.store, LAST_MONTH)
    assert lines(found) == [] and not any(found["methods"]["high"])
    assert found["without_figure"] == 0


def test_every_product_passes_unasked_as_the_same_kind():
    for path in (FOLDER / "captchas").glob("*.json"):
        assert json.loads(path.read_text("utf-8"))["captcha"]["auto"]["unclicked"] == UNASKED, path.name
    assert [UNASKED] == PASSED


def test_the_closed_list_says_what_is_no_act():
    assert {*TIME_KINDS, UNASKED, AD} == NO_ACTS
    assert {kind.id for kind in CATALOGUE.kinds.values() if not kind.is_act} == NO_ACTS


def _iso(day: int) -> str:
    return date_of(day).isoformat()
