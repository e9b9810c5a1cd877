"""When it was done: every figure of the rhythm is that of a recount of the acts, by their own clock."""

from bisect import bisect_right
from collections import Counter
from datetime import date

import pytest

from pointeuse.collector.catalogue import ATTENTION
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import date_of
from pointeuse.dashboard.numbers.snapshot import period_asked
from pointeuse.dashboard.views.rhythm import rhythm
from tests.dashboard.seeded import CATALOGUE, OFFSET_MIN, acts_of, fill

LAST = 20_779  # 2026-11-22, a Sunday
ACTS = acts_of(range(LAST - 420, LAST + 1))
PERIODS = {"day": "day", "week": "day", "month": "day", "year": "week", "all": "month"}
SOME = Filter(frozenset({"youtube", "recaptcha-v2"}))
LIKES = Filter(None, frozenset({"like"}))


@pytest.fixture(scope="module")
async def seeded(tmp_path_factory):
    store = Store.open(Settings(tmp_path_factory.mktemp("rhythm")).ready(), CATALOGUE)
    await fill(store, ACTS)
    yield store
    await store.close()


async def view(store, name, taken=EVERYTHING, since=None, last=LAST):
    def read(conn):
        return rhythm(conn, CATALOGUE, period_asked(conn, name, date_of(last), since), taken)

    return await store.read(read)


def hour_since_1970(one):
    """By the person's own clock."""
    return (one.at // 60_000 + OFFSET_MIN) // 60


def recount(first, last, taken=EVERYTHING):
    between = range(24 * first, 24 * (last + 1))
    return [one for one in ACTS if hour_since_1970(one) in between and taken.takes(one.platform, one.kind)]


def given(acts, place):
    """Return the acts and the milliseconds of attention by where `place` puts an hour."""
    found = {}
    for one in acts:
        sums = found.setdefault(place(hour_since_1970(one)), [0, 0])
        sums[one.kind == ATTENTION] += one.ms if one.kind == ATTENTION else one.n
    return {key: tuple(sums) for key, sums in found.items()}


@pytest.mark.parametrize("taken", [EVERYTHING, SOME, LIKES], ids=["all", "some", "likes"])
@pytest.mark.parametrize("name", PERIODS)
async def test_attention_over_time_equals_a_recount(seeded, name, taken):
    shown = await view(seeded, name, taken)
    time, period = shown["attention"], shown["period"]
    assert time["step"] == PERIODS[name]
    counted = Counter()
    for one in recount(period["first"], period["last"], taken):
        if one.kind == ATTENTION:
            at = bisect_right(time["buckets"]["start"], hour_since_1970(one) // 24) - 1
            counted[at, one.platform] += one.ms
    names = shown["names"]["platforms"]
    rows = zip(time["bucket"], time["platform"], time["ms"], strict=True)
    assert {(at, names[code]): ms for at, code, ms in rows} == counted


@pytest.mark.parametrize("last", [LAST, LAST - 3])
async def test_weeks_begin_on_mondays_and_are_cut_at_the_edges(seeded, last):
    buckets = (await view(seeded, "year", last=last))["attention"]["buckets"]
    assert {date_of(day).weekday() for day in buckets["start"][1:]} == {0}
    assert buckets["start"][0] == last - 364
    assert buckets["end"][-1] == last + 1
    assert buckets["start"][1:] == buckets["end"][:-1]


@pytest.mark.parametrize("taken", [EVERYTHING, SOME], ids=["all", "some"])
@pytest.mark.parametrize("name", PERIODS)
async def test_hours_of_the_week_equal_a_recount_by_the_persons_clock(seeded, name, taken):
    shown = await view(seeded, name, taken)
    counted = given(recount(shown["period"]["first"], shown["period"]["last"], taken), in_week)
    hours = shown["hours"]
    rows = zip(hours["weekday"], hours["hour"], hours["n"], hours["ms"], strict=True)
    assert {(weekday, hour): (n, ms) for weekday, hour, n, ms in rows if n or ms} == counted


def in_week(hour):
    return date_of(hour // 24).weekday(), hour % 24


async def test_hours_of_some_kinds_are_not_known_and_not_none_at_all(seeded):
    assert (await view(seeded, "year", LIKES))["hours"] is None


@pytest.mark.parametrize("taken", [EVERYTHING, SOME, LIKES], ids=["all", "some", "likes"])
@pytest.mark.parametrize("name", ["day", "all"])
async def test_the_calendar_is_of_a_year_whatever_the_period(seeded, name, taken):
    year = (await view(seeded, name, taken))["year"]
    assert (year["first"], year["last"]) == (LAST - 364, LAST)
    counted = given(recount(LAST - 364, LAST, taken), lambda hour: hour // 24)
    rows = zip(year["day"], year["n"], year["ms"], strict=True)
    assert {day: (n, ms) for day, n, ms in rows} == counted


async def test_a_period_of_ones_own_is_cut_as_finely_as_its_length_allows(seeded):
    for days, step in ((31, "day"), (32, "week"), (366, "week"), (367, "month")):
        shown = await view(seeded, "week", since=date_of(LAST - days + 1))
        assert shown["attention"]["step"] == step


async def test_an_empty_log_has_an_empty_rhythm(served):
    shown = await (await served.get("/v1/view/rhythm?period=all")).json()
    assert shown["attention"]["ms"] == shown["hours"]["n"] == shown["year"]["day"] == []


async def test_an_unchanged_rhythm_is_not_sent_again(served):
    path = f"/v1/view/rhythm?period=year&until={date.today().isoformat()}"
    first = await served.get(path)
    again = await served.get(path, **{"If-None-Match": first.headers["ETag"]})
    other = await served.get(f"{path}&platforms=youtube", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, other.status) == (304, 200)
