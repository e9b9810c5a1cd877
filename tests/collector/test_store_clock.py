"""A clock that jumps, by an hour, a day, ten years, either way, decides nothing for good on its own."""

import datetime

import pytest

from pointeuse.collector.acts import decode
from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.acts.selection import EVERYTHING
from pointeuse.collector.store.erasing import retention
from pointeuse.collector.store.erasing.forget import Stretch
from pointeuse.collector.store.erasing.retention import set_keep_months
from pointeuse.collector.store.erasing.selected import Chosen
from pointeuse.collector.store.kept.pauses import UNTIL_RESUMED, Wish, left
from tests.collector.batches import AT, CATALOGUE, DEVICE, act, body, client

HOUR_MS = 3_600_000
JUMPS = {"an hour": HOUR_MS, "a day": DAY_MS, "ten years": 3653 * DAY_MS}
every_jump = pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
every_way = pytest.mark.parametrize("way", [1, -1], ids=["ahead", "behind"])
ERASINGS = {
    "everything": lambda clock: Chosen(EVERYTHING, clock),
    "the last hour": lambda clock: Stretch(clock - HOUR_MS, clock),
}


async def send(store, *acts):
    """Send acts at the time of the last of them."""
    return await store.ingest(client(), decode(body(*acts), max(each["at"] for each in acts) + 1, CATALOGUE))


async def tell(store, last_seq: int, clock: int) -> None:
    """What the browser's hello says, which comes before its next batch."""
    await store.write(lambda conn: remembered.note_last_seq(conn, DEVICE, last_seq, clock))


@every_jump
@every_way
@pytest.mark.parametrize("erasing", ERASINGS.values(), ids=ERASINGS)
async def test_what_is_done_after_an_erasing_is_kept_whatever_the_clock_said(store, jump, way, erasing):
    wrong = AT + way * jump
    before = [act(seq, at=wrong - 1000 + seq) for seq in (1, 2, 3, 4)]
    await send(store, *before[:2])
    await store.erase(erasing(wrong))
    await tell(store, 4, wrong + 1000)  # two acts of before were not sent yet, and the clock is wrong still
    assert (await send(store, *before)).stored == []
    later = [act(5, at=AT), act(6, at=AT + 60_000)]  # the clock is right again
    assert (await send(store, *later)).stored == [(5, 6)]


@every_jump
@pytest.mark.parametrize("erasing", ERASINGS.values(), ids=ERASINGS)
async def test_a_clock_put_right_before_the_browser_says_hello_costs_no_act(store, jump, erasing):
    wrong = AT + jump
    await send(store, act(1, at=wrong - 1000))
    await store.erase(erasing(wrong))
    await tell(store, 3, AT)  # the browser has recorded since; the erasing lies in the future
    assert (await send(store, act(1, at=wrong - 1000))).duplicate == [(1, 1)]
    assert (await send(store, act(2, at=AT - 500), act(3, at=AT))).stored == [(2, 3)]


async def test_with_a_clock_that_is_right_what_a_browser_had_not_sent_is_erased_too(store):
    await send(store, act(1, at=AT))
    await store.erase(Chosen(EVERYTHING, AT + 5000))
    await tell(store, 3, AT + 6000)
    assert (await send(store, act(2, at=AT + 4000), act(3, at=AT + 5500))).stored == [(3, 3)]


async def test_each_browser_tells_once_and_restoring_a_backup_keeps_what_it_told(store):
    backup = await store.make_backup()
    await store.erase(Chosen(EVERYTHING, AT + DAY_MS))
    assert await store.read(lambda conn: remembered.is_asked(conn, DEVICE))
    await tell(store, 3, AT + DAY_MS)
    assert not await store.read(lambda conn: remembered.is_asked(conn, DEVICE))
    await store.restore_backup(backup.name)
    assert not await store.read(lambda conn: remembered.is_asked(conn, DEVICE))
    assert (await send(store, act(3, at=AT), act(4, at=AT))).stored == [(4, 4)]


TODAY = datetime.date(2026, 11, 30)
EPOCH = datetime.date(1970, 1, 1)
DAYS = 400


def noon(day: datetime.date) -> int:
    return (day - EPOCH).days * DAY_MS + 11 * HOUR_MS


def round_at(store, day: datetime.date) -> int:
    """The keeper's round on that day, when nobody is there to be asked."""
    return retention.tend(store._writer.do, day)


async def used_daily(store) -> None:
    """A log of four hundred days, of which a year is to be kept."""
    days = [TODAY - datetime.timedelta(days=back) for back in range(DAYS, -1, -1)]
    await send(store, *[act(seq, at=noon(day)) for seq, day in enumerate(days, 1)])
    await store.write(lambda conn: set_keep_months(conn, 12))


@pytest.mark.parametrize("days", [1, 31, 3653], ids=["a day", "a month", "ten years"])
@every_way
async def test_a_clock_that_jumps_for_a_while_deletes_no_act_too_early(store, days, way):
    await used_daily(store)
    right, wrong = await gone_by(store, TODAY), TODAY + way * datetime.timedelta(days=days)
    await send(store, act(1001, at=noon(wrong)), act(1002, at=noon(wrong + datetime.timedelta(days=1))))
    assert round_at(store, wrong) <= right
    await send(store, act(1003, at=noon(TODAY)))
    assert round_at(store, TODAY) <= right
    held = await store.read(EVERYTHING.count)
    assert held >= DAYS + 4 - right
    assert (await send(store, act(1004, at=noon(TODAY) + 1))).stored == [(1004, 1004)]
    assert round_at(store, TODAY) == 0 and await store.read(EVERYTHING.count) == held + 1


async def gone_by(store, day: datetime.date) -> int:
    """How many acts are older than what is kept on that day."""
    first = retention.first_kept(12, day)
    return await store.read(lambda conn: retention.count_before(conn, first))


async def test_what_is_old_goes_by_itself_once_the_days_bear_it_out(store):
    await used_daily(store)
    old = await gone_by(store, TODAY)
    assert old == 6 == round_at(store, TODAY)
    for day in range(1, 4):
        await send(store, act(2000 + day, at=noon(TODAY + datetime.timedelta(days=day))))
    december = TODAY + datetime.timedelta(days=3)
    assert await gone_by(store, december) == 30 == round_at(store, december)


async def test_acts_that_come_late_do_not_stop_it(store):
    """Another browser sends a month at once, and some are added by hand each day."""
    await used_daily(store)
    late = [act(3000 + back, at=noon(TODAY - datetime.timedelta(days=back))) for back in range(30, -1, -1)]
    await store.ingest(client("D" * 22), decode(body(*late, device="D" * 22), noon(TODAY) + 1, CATALOGUE))
    old = await gone_by(store, TODAY)
    assert old == 6 == round_at(store, TODAY)


async def test_whoever_agrees_to_it_is_not_made_to_wait(store):
    await send(store, act(1, at=AT - 800 * DAY_MS), act(2, at=AT))
    await store.write(lambda conn: set_keep_months(conn, 12))
    assert round_at(store, TODAY) == 0
    assert await store.tend() == 1


@every_jump
def test_a_pause_wished_with_a_clock_that_was_ahead_is_shown_as_long_as_it_was_wished_for(jump):
    quarter = 15 * 60_000
    wish = Wish(AT + jump + quarter, AT + jump)
    assert left(wish, AT) == AT + quarter
    assert left(wish, AT + jump + 60_000) == wish.until and left(wish, wish.until) == 0
    assert left(Wish(AT + 100 * jump, AT + 200 * jump), AT) <= AT + DAY_MS
    assert left(Wish(UNTIL_RESUMED, AT + jump), AT) == UNTIL_RESUMED
