"""What was counted twice, beside a count second by second: on a real log, whatever its clocks and order."""

from random import Random

import pytest
from msgspec.json import encode

from pointeuse.collector.acts import Act, decode
from pointeuse.collector.store.sums.horizon import set_horizon
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import DAY_MS, period_between
from pointeuse.collector.sums.twice import Twice, counted_twice, pieces, twice
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


async def read(store, first, last, taken=EVERYTHING, known=None, seconds=60.0):
    return await store.read(lambda conn: twice(conn, period_between(first, last), taken, known, seconds))


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
    known: dict = {}
    periods = [(FIRST, LAST), (FIRST + 1, FIRST + 30), (FIRST + 2, LAST - 1)]

    async def agree():
        for first, last in periods:
            assert await read(store, first, last, known=known) == Twice(by_seconds(acts, first, last))

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
    known: dict = {}
    first = await read(store, FIRST, LAST, known=known)
    monkeypatch.setattr("pointeuse.collector.sums.twice._chunks", None)
    assert await read(store, FIRST, LAST, known=known) == first


async def test_a_long_period_is_done_in_parts(seeded):
    store, acts = seeded
    known, rounds = {}, 0
    while (found := await read(store, FIRST, LAST, known=known, seconds=0)) is None:
        rounds += 1
    assert found == Twice(by_seconds(acts, FIRST, LAST)) and rounds > 5


async def test_days_of_which_only_sums_are_kept_are_named(seeded):
    store, acts = seeded
    horizon = FIRST + 20
    await store.write(lambda conn: set_horizon(conn, horizon))
    found = await read(store, FIRST, LAST)
    assert found.since == horizon
    assert (await read(store, horizon, LAST)).since is None


@pytest.mark.parametrize("length", [1, 2, 7, 8, 9, 10, 11, 16, 17, 18, 30, 365])
@pytest.mark.parametrize("first", range(20_000, 20_007))
def test_pieces_cover_every_day_once_and_whole_weeks_are_the_periods_own(first, length):
    last = first + length - 1
    found = list(pieces(period_between(first, last), None))
    days = [day for piece in found for day in range(piece.start, piece.end)]
    assert days == list(range(first - 1, last + 3))
    for piece in found:
        assert set(piece.local_days()) <= set(range(first, last + 1))
    assert length < 17 or len(found) > 2
