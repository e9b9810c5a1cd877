"""Single acts go after some months; their sums stay, are counted once, and can be erased too."""

import asyncio
import datetime
import struct

import pytest

from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.store import Store, database, keeper
from pointeuse.collector.store.acts.coverage import coverage
from pointeuse.collector.store.acts.selection import EVERYTHING, Selection
from pointeuse.collector.store.engine.progress import Progress
from pointeuse.collector.store.erasing import retention
from pointeuse.collector.store.erasing.selected import Chosen
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.horizon import horizon_of
from pointeuse.collector.store.sums.hours import hours
from tests.collector.batches import AT, CATALOGUE, NOW, act, attention, batch, captcha, client

EPOCH = datetime.date(1970, 1, 1)
TODAY = datetime.date(2026, 11, 22)
FIRST_KEPT = (datetime.date(2026, 10, 1) - EPOCH).days  # of one month kept
OLD_DAY = (datetime.date(2026, 9, 10) - EPOCH).days
OLD = AT - ((TODAY - EPOCH).days - OLD_DAY) * DAY_MS
ACTS = [
    *(act(seq, at=OLD + seq) for seq in range(1, 50)),
    *(act(seq, at=OLD + seq - DAY_MS, kind="share", platform="reddit") for seq in range(50, 60)),
    *(captcha(seq, at=OLD + seq * 60_000) for seq in range(60, 80)),
    *(attention(seq, at=OLD + seq * 60_000) for seq in range(80, 100)),
    *(act(seq) for seq in range(100, 110)),
]


class Today(datetime.date):
    """The day on which these tests take place, whatever the day on which they run."""

    @classmethod
    def today(cls):
        return TODAY


@pytest.fixture
async def kept(store, monkeypatch):
    """A store of acts of two months, of which one is kept."""
    # The computer's own date moves; the acts of these tests do not.
    monkeypatch.setattr(database.datetime, "date", Today)
    await send(store, *ACTS)
    await store.write(lambda conn: retention.set_keep_months(conn, 1))
    return store


async def send(store, *acts):
    return await store.ingest(client(), batch(*acts))


async def seqs(store):
    return [seq for (seq,) in await store.read(lambda conn: conn.execute("SELECT seq FROM act").fetchall())]


async def sums(store):
    def read(conn):
        tables = ("day_rollup", "month_rollup", "hour_rollup")
        return [conn.execute(f"SELECT * FROM {table}").fetchall() for table in tables]

    return await store.read(read)


@pytest.mark.parametrize(
    ("months", "day"),
    [(None, None), (1, "2026-10-01"), (11, "2025-12-01"), (12, "2025-11-01"), (120, "2016-11-01")],
)
def test_whole_months_are_kept(months, day):
    expected = (datetime.date.fromisoformat(day) - EPOCH).days if day else 0
    assert retention.first_kept(months, TODAY) == expected


async def test_old_acts_go_and_every_sum_stays(kept):
    before = await sums(kept)
    assert await kept.read(lambda conn: retention.count_before(conn, FIRST_KEPT)) == 99
    assert await kept.tend() == 99
    assert await seqs(kept) == list(range(100, 110))
    assert await sums(kept) == before
    assert await kept.read(horizon_of) == FIRST_KEPT
    assert await kept.read(rollups.check) == []
    assert {(row.kind, row.acts) for row in await kept.read(coverage)} == {
        ("like", 59),
        ("share", 10),
        ("captcha.image", 20),
        ("attention", 20),
    }
    assert await kept.read(EVERYTHING.count) == 10 and await kept.read(EVERYTHING.count_summed) == 99
    assert await kept.tend() == 0


async def test_the_old_acts_are_gone_from_the_file(kept):
    await kept.tend()
    mark = struct.pack(">q", ACTS[0]["at"])[2:]
    files = [kept.path, kept.path.with_name("pointeuse.db-wal")]
    assert [file.name for file in files if file.exists() and mark in file.read_bytes()] == []


async def test_of_the_last_act_of_a_rule_the_day_is_left(kept):
    await kept.tend()
    last = {row.kind: row.last_at for row in await kept.read(coverage)}
    assert last["share"] == (OLD_DAY - 1) * DAY_MS and last["like"] == AT + 109_000


async def test_old_acts_that_are_sent_again_are_not_counted_again(kept):
    await kept.tend()
    before = await sums(kept)
    assert (await send(kept, *ACTS)).duplicate == [(1, 109)]
    assert await sums(kept) == before


async def test_old_acts_that_had_never_been_sent_are_counted_and_go_with_the_next_round(kept):
    await kept.tend()
    assert (await send(kept, act(200, at=OLD))).stored == [(200, 200)]
    assert await kept.read(rollups.check) == []
    assert await kept.tend() == 1
    days = await kept.read(lambda conn: rollups.by_day(conn, OLD_DAY, OLD_DAY))
    assert sum(row.n for row in days if row.kind == "like") == 50
    assert (await send(kept, act(200, at=OLD))).duplicate == [(200, 200)]
    assert await kept.read(rollups.check) == []


async def test_rebuilding_leaves_the_old_sums_alone(kept):
    await kept.tend()
    before, rules = await sums(kept), await kept.read(coverage)
    await kept.write(rollups.rebuild)
    assert (await sums(kept), await kept.read(coverage)) == (before, rules)


async def test_the_check_still_finds_what_is_wrong_after_the_horizon(kept):
    await kept.tend()
    await kept.write(lambda conn: conn.execute(f"UPDATE day_rollup SET n = n + 1 WHERE day >= {FIRST_KEPT}"))
    assert await kept.read(rollups.check) == ["day_rollup"]


async def test_keeping_longer_brings_nothing_back_and_the_horizon_stays(kept):
    await kept.tend()
    await kept.write(lambda conn: retention.set_keep_months(conn, 120))
    assert await kept.tend() == 0
    assert await kept.read(horizon_of) == FIRST_KEPT
    assert await kept.read(retention.keep_months) == 120


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(last_day=OLD_DAY), 0),
        (Selection(first_day=OLD_DAY, last_day=OLD_DAY), 10),
        (Selection(platforms=("youtube",)), 30),
        (Selection(kinds=("attention", "captcha.image")), 59),
        (Selection(OLD_DAY, OLD_DAY, ("youtube",), ("like",)), 50),
    ],
)
async def test_old_sums_are_erased_too(kept, selection, left):
    """Days exactly; months, hours and rules give their share."""
    await kept.tend()
    await kept.erase(Chosen(selection, NOW))
    assert await kept.read(EVERYTHING.count_summed) == left
    assert await kept.read(selection.count_summed) == 0
    assert await kept.read(rollups.check) == []
    days, months, by_hour = await sums(kept)
    old_days = [row for row in days if row[0] < FIRST_KEPT]
    old_months = [row for row in months if row[0] < 202610]
    for place in (3, 4, 5):
        assert sum(row[place] for row in old_days) == sum(row[place] for row in old_months)
    counted = await kept.read(lambda conn: hours(conn, OLD_DAY - 1, OLD_DAY))
    totals = await kept.read(lambda conn: rollups.totals(conn, OLD_DAY - 1, OLD_DAY))
    assert sum(hour.n for hour in counted) == sum(row.n for row in totals if row.kind != "attention")
    assert sum(hour.ms for hour in counted) == sum(row.ms for row in totals if row.kind == "attention")
    assert {row.kind for row in await kept.read(coverage)} == {
        kind for kind in ("like", "share", "captcha.image", "attention") if await has(kept, kind)
    }
    assert (await send(kept, *ACTS[:99])).stored == []


async def has(store, kind: str) -> bool:
    return (
        await store.read(Selection(kinds=(kind,)).count)
        + await store.read(Selection(kinds=(kind,)).count_summed)
        > 0
    )


async def test_an_ending_program_leaves_the_rest_for_the_next_time(kept, monkeypatch):
    monkeypatch.setattr("pointeuse.collector.store.erasing.erase.MOST", 40)  # in life 20,000 at a time
    asked = iter([False, True])
    assert await asyncio.to_thread(kept._tend, lambda: next(asked), Progress()) == 40
    assert await kept.read(rollups.check) == []
    assert await kept.tend() == 59
    assert await kept.read(rollups.check) == []


async def test_the_keeper_does_it_by_itself(settings, monkeypatch):
    monkeypatch.setattr(keeper, "FIRST_S", 0)  # in life a minute, to leave the start alone
    monkeypatch.setattr(database.datetime, "date", Today)  # as above
    first = Store.open(settings, CATALOGUE)
    days_before = [act(200 + back, at=AT - back * DAY_MS) for back in (2, 1)]  # which bear out what day it is
    await send(first, *ACTS[:-10], *days_before, *ACTS[-10:])
    await first.write(lambda conn: retention.set_keep_months(conn, 1))
    await first.close()
    store = Store.open(settings, CATALOGUE)
    while len(await seqs(store)) > 12:
        pass  # each look waits for a reader
    await store.close()
