"""What was counted twice, beside a count second by second: on a real log, whatever its clocks and order."""

import asyncio
import datetime
import sqlite3
import time
from bisect import bisect_right
from random import Random

import pytest
from msgspec.json import encode

from pointeuse.collector.acts import Act, decode
from pointeuse.collector.store import database
from pointeuse.collector.store.erasing.retention import first_kept, set_keep_months
from pointeuse.collector.store.sums.horizon import set_horizon
from pointeuse.collector.sums import sections as reading
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import DAY_MS, date_of, period_between
from pointeuse.collector.sums.sections import counted_twice, sections
from pointeuse.collector.sums.twice import Twice, twice
from tests.collector.batches import CATALOGUE, client

HOUR, MINUTE, SECOND = 3_600_000, 60_000, 1000
FIRST, LAST = 20_700, 20_760
DEVICES = ("A" * 22, "B" * 22, "E" * 22)
OFFSETS = {DEVICES[0]: (60,), DEVICES[1]: (60, 120), DEVICES[2]: (-600, 780)}
PLATFORMS = ("youtube", "x", "reddit")
PERIODS = [
    (FIRST, LAST),
    (FIRST + 3, FIRST + 3),
    (FIRST + 1, FIRST + 9),
    (FIRST + 5, FIRST + 40),
    (0, LAST + 9),
]


def chunks(seed: int) -> dict[str, list[Act]]:
    """Return by device attention on whole seconds: close together, short and long, around midnight."""
    chance = Random(seed)
    moments = [
        chance.randrange(FIRST, LAST + 1) * DAY_MS + chance.choice((0, 9, 23)) * HOUR for _ in range(25)
    ]
    found = {}
    for device in DEVICES:
        rows = sorted(chance.choice(moments) + chance.randrange(-90, 90) * 20 * SECOND for _ in range(400))
        found[device] = [attention(chance, seq, device, at) for seq, at in enumerate(rows, 1)]
    return found


def attention(chance: Random, seq: int, device: str, at: int) -> Act:
    platform, ms = chance.choice(PLATFORMS), chance.randint(1, 60) * SECOND
    if chance.random() < 0.02:
        ms = chance.randint(1, 1000) * MINUTE  # as merged, or added by hand
    n = -(-ms // MINUTE)
    return Act(seq, "attention", platform, f"{platform}.attention", at, chance.choice(OFFSETS[device]), ms, n)


def like(seq: int, at: int) -> Act:
    return Act(seq, "like", "youtube", "youtube.like", at, 60, 20 * MINUTE, 1)


async def send(store, device: str, acts: list[Act]) -> None:
    head = {"schema": 1, "device": device, "extension": "0.1.0", "catalogue": CATALOGUE.version}
    for start in range(0, len(acts), 1000):
        sent = decode(encode(head | {"acts": acts[start : start + 1000]}), (LAST + 9) * DAY_MS, CATALOGUE)
        assert not sent.rejected
        await store.ingest(client(device), sent)


@pytest.fixture(params=(1, 2))
async def seeded(store, request):
    """Return a log of three devices, of which one sent everything late, and its acts by device."""
    found = chunks(request.param)
    one, other, late = DEVICES
    for part in range(0, 400, 100):
        await send(store, one, found[one][part : part + 100])
        await send(store, other, found[other][part : part + 100])
    await send(store, late, found[late])
    await send(store, one, [like(401, FIRST * DAY_MS + HOUR), like(402, (FIRST + 1) * DAY_MS)])
    return store, found


def by_seconds(acts: dict[str, list[Act]], first: int, last: int, platforms=PLATFORMS) -> int:
    """Count the seconds of each device by themselves, then those of all of them."""
    own = {}
    for device, rows in acts.items():
        kept = [
            act
            for act in rows
            if act.platform in platforms and first <= (act.at + act.offset_min * MINUTE) // DAY_MS <= last
        ]
        own[device] = {
            second for act in kept for second in range(act.at // SECOND, (act.at + act.ms) // SECOND)
        }
    return (sum(map(len, own.values())) - len(set().union(*own.values()))) * SECOND


async def read(store, first, last, taken=EVERYTHING, remembered=None, seconds=60.0):
    return await store.read(lambda conn: twice(conn, period_between(first, last), taken, remembered, seconds))


@pytest.mark.parametrize(("first", "last"), PERIODS)
async def test_it_is_what_a_count_second_by_second_gives(seeded, first, last):
    store, acts = seeded
    wanted = by_seconds(acts, first, last)
    assert await read(store, first, last) == Twice(wanted)
    assert wanted > MINUTE or first == last


async def test_every_single_day_agrees(seeded):
    store, acts = seeded
    for day in range(FIRST - 1, LAST + 2):
        assert await read(store, day, day) == Twice(by_seconds(acts, day, day)), day


async def test_only_what_the_filter_takes_can_be_there_twice(seeded):
    store, acts = seeded
    some = Filter(frozenset({"youtube", "never-met"}))
    assert await read(store, FIRST, LAST, some) == Twice(by_seconds(acts, FIRST, LAST, {"youtube"}))
    assert await read(store, FIRST, LAST, Filter(frozenset({"never-met"}))) == Twice(0)
    assert await read(store, FIRST, LAST, Filter(kinds=frozenset({"like"}))) == Twice(0)
    with_time = Filter(kinds=frozenset({"like", "attention"}))
    assert await read(store, FIRST, LAST, with_time) == Twice(by_seconds(acts, FIRST, LAST))


async def test_one_device_has_nothing_twice_though_its_clock_was_set_back(store):
    acts = chunks(3)[DEVICES[1]]
    await send(store, DEVICES[1], acts)
    assert await read(store, FIRST, LAST) == Twice(0)
    assert counted_twice([(1, 0, 60), (1, 30, 90), (1, 40, 50)]) == 0


async def test_three_devices_at_once_are_two_too_many():
    assert counted_twice([(1, 0, 60), (2, 0, 60), (3, 30, 90)]) == 60 + 30


async def test_what_is_remembered_is_never_old(seeded):
    store, acts = seeded
    remembered: dict = {}
    periods = [(FIRST, LAST), (FIRST + 1, FIRST + 30), (FIRST + 2, LAST - 1)]

    async def agree():
        for first, last in periods:
            assert await read(store, first, last, remembered=remembered) == Twice(
                by_seconds(acts, first, last)
            )

    await agree()
    one, other, _ = DEVICES
    more = [attention(Random(9), seq, other, acts[one][seq - 300].at) for seq in range(401, 420)]
    await send(store, other, more)
    acts[other] += more
    await agree()
    gone = acts[one][150:250]
    await store.forget(one, gone[0].at, 400)
    acts[one] = [act for act in acts[one] if act.at + act.ms < gone[0].at]
    await agree()


async def test_it_is_worked_out_once(seeded, monkeypatch):
    store, _ = seeded
    remembered: dict = {}
    first = await read(store, FIRST, LAST, remembered=remembered)
    monkeypatch.setattr("pointeuse.collector.sums.sections._read_slice", None)  # to read again would fail
    assert await read(store, FIRST, LAST, remembered=remembered) == first


async def test_a_long_period_is_done_in_parts(seeded):
    store, acts = seeded
    remembered, rounds = {}, 0
    while (found := await read(store, FIRST, LAST, remembered=remembered, seconds=0)) is None:
        rounds += 1
    assert found == Twice(by_seconds(acts, FIRST, LAST)) and rounds > 5


async def test_days_of_which_only_sums_are_kept_are_named(seeded):
    store, acts = seeded
    horizon = FIRST + 20
    await store.write(lambda conn: set_horizon(conn, horizon))
    found = await read(store, FIRST, LAST)
    assert found.since == horizon
    assert (await read(store, horizon, LAST)).since is None


SLICE = 37


@pytest.fixture
def slices(monkeypatch):
    """Read few ids at a time, and return from where on each time."""
    seen, slice_ = [], reading._read_slice

    def noted(conn, query, left):
        seen.append(min(one.next for one in left))
        slice_(conn, query, left)

    monkeypatch.setattr(reading, "SLICE", SLICE)  # several in a small log
    monkeypatch.setattr(reading, "_read_slice", noted)  # the real one, and a note of it
    return seen


async def in_steps(store, first, last, remembered) -> Twice:
    for _ in range(500):
        if found := await read(store, first, last, remembered=remembered, seconds=0):
            return found
    raise AssertionError("it comes to no end")


async def test_every_act_is_read_once_though_a_device_was_brought_in_afterwards(seeded, slices):
    store, acts = seeded
    (most,) = await store.read(lambda conn: conn.execute("SELECT max(id) FROM act").fetchone())
    assert await in_steps(store, FIRST, LAST, {}) == Twice(by_seconds(acts, FIRST, LAST))
    assert len(slices) == len(set(slices)) <= most // SLICE + 1


async def test_what_lies_across_the_end_of_a_week_is_in_both(store, slices):
    one, other, _ = DEVICES
    midnights = [day * DAY_MS for day in range(FIRST, LAST + 1) if day % 7 == 0]
    acts: dict[str, list[Act]] = {one: [], other: []}
    for week, midnight in enumerate(midnights):
        for device, before in ((one, 20), (other, 10)):
            first = week * SLICE + 1
            found = [
                Act(seq, "attention", "x", "x.attention", at, 60, 30 * SECOND, 1)
                for seq, at in enumerate(
                    range(midnight - before * SECOND, midnight + HOUR, 100 * SECOND), first
                )
            ]
            await send(store, device, found)
            acts[device] += found
    remembered: dict = {}
    assert await in_steps(store, FIRST, LAST, remembered) == Twice(by_seconds(acts, FIRST, LAST))
    more = attention(Random(1), 9 * SLICE, other, midnights[3] + 4 * DAY_MS)
    await send(store, other, [more])  # of the weeks around, only this one is read again
    acts[other].append(more)
    assert await in_steps(store, FIRST, LAST, remembered) == Twice(by_seconds(acts, FIRST, LAST))


async def test_what_was_read_is_not_read_again_after_a_read_that_failed(seeded, slices, monkeypatch):
    store, acts = seeded
    remembered: dict = {}
    noted = reading._read_slice

    def interrupted(conn, query, left):
        if len(slices) == 5:
            raise sqlite3.OperationalError("interrupted")
        noted(conn, query, left)

    with monkeypatch.context() as patched:
        patched.setattr(reading, "_read_slice", interrupted)
        with pytest.raises(sqlite3.OperationalError):
            await read(store, FIRST, LAST, remembered=remembered)
    assert await read(store, FIRST, LAST, remembered=remembered) == Twice(by_seconds(acts, FIRST, LAST))
    assert len(slices) == len(set(slices))


async def test_what_comes_between_two_reads_counts_as_well(seeded, slices):
    store, acts = seeded
    one, other, _ = DEVICES
    remembered: dict = {}
    for step in range(20):
        assert await read(store, FIRST, LAST, remembered=remembered, seconds=0) is None
        more = attention(Random(step), 401 + step, other, acts[one][step * 20].at)
        await send(store, other, [more])
        acts[other].append(more)
    assert await in_steps(store, FIRST, LAST, remembered) == Twice(by_seconds(acts, FIRST, LAST))


@pytest.mark.parametrize("most", [2, 4000])
async def test_two_threads_that_take_from_each_other_are_right_both(seeded, slices, monkeypatch, most):
    store, acts = seeded
    monkeypatch.setattr("pointeuse.collector.sums.twice.MOST_REMEMBERED", most)  # a small log fills it
    monkeypatch.setattr(reading, "bisect_right", lazily)  # lets the other thread in
    remembered: dict = {}
    periods = [(FIRST + n % 3, LAST - n % 2) for n in range(12)]
    for days in 5 * periods[:6]:
        await read(store, *days, remembered=remembered, seconds=0)
    found = await asyncio.gather(*(read(store, *days, remembered=remembered) for days in periods))
    assert found == [Twice(by_seconds(acts, *days)) for days in periods]
    assert len(remembered) <= most


def lazily(ends: list[int], at: int) -> int:
    """Let the other thread go on in the middle of a slice, now and then."""
    if at % 7 == 0:
        time.sleep(0.0005)
    return bisect_right(ends, at)


async def test_a_device_that_is_only_in_days_of_which_single_acts_are_gone_is_unknown(store, monkeypatch):
    class Today(datetime.date):
        @classmethod
        def today(cls):
            return date_of(LAST)

    monkeypatch.setattr(database.datetime, "date", Today)  # the day goes on, the log does not
    acts = chunks(1)
    one, other, _ = DEVICES
    kept = first_kept(1, date_of(LAST))
    await send(store, one, acts[one])
    await send(store, other, [act for act in acts[other] if act.at < (kept - 2) * DAY_MS])
    await store.write(lambda conn: set_keep_months(conn, 1))
    assert await store.tend() > 100
    assert await read(store, FIRST, kept - 1) == await read(store, FIRST, LAST) == Twice(0, kept)
    assert await read(store, kept, LAST) == Twice(0)


async def test_of_one_device_nothing_is_unknown(store):
    await send(store, DEVICES[1], chunks(3)[DEVICES[1]])
    await store.write(lambda conn: set_horizon(conn, FIRST + 20))
    assert await read(store, FIRST, LAST) == Twice(0)


@pytest.mark.parametrize("length", [1, 2, 7, 8, 9, 10, 11, 16, 17, 18, 30, 365])
@pytest.mark.parametrize("first", range(20_000, 20_007))
def test_sections_cover_every_day_once_and_whole_weeks_are_the_periods_own(first, length):
    last = first + length - 1
    found = list(sections(period_between(first, last), None))
    days = [day for section in found for day in range(section.start, section.end)]
    assert days == list(range(first - 1, last + 3))
    for section in found:
        assert set(section.local_days()) <= set(range(first, last + 1))
    assert length < 17 or len(found) > 2
