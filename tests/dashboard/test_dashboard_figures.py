"""The figures of a view are those of a recount of the acts, over any period and both rollups."""

from collections import Counter

import pytest

from pointeuse.collector.catalogue import ATTENTION
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.sums.period import date_of
from pointeuse.collector.valuation.parameters.assumptions import Assumptions
from pointeuse.collector.worth.estimate import estimate_of
from pointeuse.dashboard.numbers.snapshot import read
from pointeuse.dashboard.views.overview import overview
from tests.dashboard.seeded import CATALOGUE, DAY_MS, DEVICE, OFFSET_MIN, act, acts_of, client, fill

LAST = 20_779  # 2026-11-22
ACTS = acts_of(range(LAST - 420, LAST + 1))
PERIODS = ("day", "week", "month", "year", "all")


@pytest.fixture(scope="module")
async def seeded(tmp_path_factory):
    store = Store.open(Settings(tmp_path_factory.mktemp("seeded")).ready(), CATALOGUE)
    await fill(store, ACTS)
    yield store
    await store.close()


@pytest.fixture
async def empty(tmp_path):
    store = Store.open(Settings(tmp_path / "data").ready(), CATALOGUE)
    yield store
    await store.close()


async def view(store, name="month", last=LAST):
    return await store.read(lambda conn: overview(read(conn, name, date_of(last)), CATALOGUE))


def local_day(one):
    return (one.at + OFFSET_MIN * 60_000) // DAY_MS


def recount(first, last):
    return [one for one in ACTS if first <= local_day(one) <= last]


@pytest.mark.parametrize("last", [LAST, LAST - 1, 20_666, 20_667])  # the last two: around the end of July
@pytest.mark.parametrize("name", PERIODS)
async def test_figures_equal_a_recount(seeded, name, last):
    shown = await view(seeded, name, last)
    acts = recount(shown["period"]["first"], shown["period"]["last"])
    labour = [one for one in acts if one.kind != ATTENTION]
    assert shown["total"]["acts"] == sum(one.n for one in labour)
    assert shown["total"]["ms"] == sum(one.ms for one in acts if one.kind == ATTENTION)
    assert shown["today"]["acts"] == sum(one.n for one in labour if local_day(one) == last)


@pytest.mark.parametrize("name", PERIODS)
async def test_pieces_are_the_acts_of_their_bucket(seeded, name):
    shown = await view(seeded, name)
    pieces, kinds = shown["pieces"], shown["names"]["kinds"]
    found = Counter()
    for one in recount(shown["period"]["first"], shown["period"]["last"]):
        if one.kind != ATTENTION:
            bucket = next(i for i, end in enumerate(shown["buckets"]["end"]) if local_day(one) < end)
            found[bucket, one.kind] += one.n
    rows = zip(pieces["bucket"], pieces["kind"], pieces["n"], strict=True)
    assert {(bucket, kinds[kind]): n for bucket, kind, n in rows} == found


async def test_attention_is_summed_by_platform(seeded):
    shown = await view(seeded)
    found = Counter()
    for one in recount(shown["period"]["first"], shown["period"]["last"]):
        if one.kind == ATTENTION:
            found[one.platform] += one.ms
    columns = zip(shown["attention"]["platform"], shown["attention"]["ms"], strict=True)
    assert {shown["names"]["platforms"][code]: ms for code, ms in columns} == found


@pytest.mark.parametrize("name", PERIODS)
async def test_values_are_those_of_the_valuation(seeded, name):
    reading = await seeded.read(lambda conn: read(conn, name, date_of(LAST)))
    chosen = reading.preferences
    expected = estimate_of(reading.totals, chosen, Assumptions(), reading.period.days)
    methods = overview(reading, CATALOGUE)["total"]["methods"]
    assert methods["amount"] == [expected.piece_price, expected.captured, expected.time_at_wage]
    for part in ("low", "central", "high"):
        assert methods[part] == [getattr(expected.methods[name], part) for name in methods["method"]]


async def test_a_country_without_a_wage_has_no_figure_not_zero(empty):
    await empty.write(lambda conn: conn.execute("INSERT INTO preference VALUES ('country', '\"IT\"')"))
    await fill(empty, ACTS[:200])
    shown = await view(empty, "all")
    assert shown["wage_needed"] is True
    assert shown["total"]["methods"]["amount"][1:] == [None, None]
    assert shown["total"]["methods"]["amount"][0] > 0


async def test_undone_acts_are_taken_off(empty):
    at = LAST * DAY_MS + DAY_MS // 2
    likes = [act(seq, at + seq, "like", "youtube", "youtube.like", n) for seq, n in ((1, 1), (2, 1), (3, -1))]
    await fill(empty, likes)
    shown = await view(empty, "day")
    assert shown["today"]["acts"] == 1
    assert shown["pieces"]["n"] == [1]


async def test_what_a_newer_extension_sends_is_counted_and_flagged(empty):
    at = LAST * DAY_MS + DAY_MS // 2
    await fill(empty, [act(1, at, "ponder", "orkut", "orkut.ponder"), act(2, at, "like", "x", "x.like")])
    shown = await view(empty, "day")
    assert shown["coverage"]["unknown_kinds"] == ["ponder"]
    assert shown["coverage"]["unknown_platforms"] == ["orkut"]
    assert shown["total"]["acts"] == 2
    assert shown["total"]["without_figure"] == 0.5
    assert "ponder" in shown["names"]["kind_labels"]["fr"]


async def test_coverage_names_every_rule_once_and_says_what_fired(seeded):
    shown = await view(seeded)
    rules, names = shown["coverage"]["rules"], shown["names"]
    expected = {(place.id, rule.id) for place in CATALOGUE.platforms.values() for rule in place.rules}
    listed = {
        (names["platforms"][place], rule)
        for place, rule in zip(rules["platform"], rules["rule"], strict=True)
    }
    assert expected <= listed
    assert sum(rules["acts"]) == len(ACTS)
    fired = {rule for rule, acts in zip(rules["rule"], rules["acts"], strict=True) if acts}
    assert fired == {one.rule for one in ACTS}
    assert all(at is None for at, acts in zip(rules["last_at"], rules["acts"], strict=True) if not acts)
    assert max(filter(None, rules["last_at"])) == ACTS[-1].at


async def test_browsers_come_with_their_newest_act(empty):
    await fill(empty, ACTS[:10])
    await fill(empty, [act(1, ACTS[50].at, "like", "x", "x.like")], client("E" * 22, "Firefox", paired_at=5))
    shown = await view(empty, "all")
    assert shown["browsers"]["browser"] == ["Firefox", "Chromium"]
    assert shown["browsers"]["last_at"] == [ACTS[50].at, ACTS[9].at]
    assert DEVICE not in str(shown)


async def test_an_empty_store_says_so(empty):
    shown = await view(empty, "week")
    assert shown["ever"] is False
    assert (shown["total"]["acts"], shown["total"]["ms"]) == (0, 0)
    assert len(shown["buckets"]["start"]) == 7


async def test_the_view_is_columns_of_numbers(seeded):
    shown = await view(seeded, "year")
    for table in (shown["pieces"], shown["attention"], shown["buckets"]):
        assert len({len(column) for column in table.values()}) == 1
        assert all(type(number) is int for column in table.values() for number in column)
