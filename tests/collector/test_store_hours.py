"""When in the week the labour is done: sums by local hour, of the day on which an act began."""

import pytest

from pointeuse.collector.store.sums.hours import HourTotal, hours
from tests.collector.batches import NOW, act, attention, batch, captcha, client

DAY = 86_400_000
TODAY = (NOW + 3_600_000) // DAY  # a Sunday; the acts below are an hour ahead of UTC
START = TODAY * DAY - 3_600_000
SUNDAY = 6


async def send(store, *acts):
    return await store.ingest(client(), batch(*acts))


async def week(store, first=0, last=TODAY, platforms=None):
    return await store.read(lambda conn: hours(conn, first, last, platforms))


async def test_acts_are_counted_and_only_attention_is_time(store):
    await send(store, act(1, at=START), captcha(2, at=START), attention(3, at=START), attention(4, at=START))
    assert await week(store) == [HourTotal(SUNDAY, 0, 2, 120_000)]


async def test_time_of_paid_tasks_is_neither(store):
    task = {"kind": "task-time", "platform": "prolific", "rule": "prolific.task-time"}
    await send(store, attention(1, at=START, **task))
    assert await week(store) == []


@pytest.mark.parametrize(
    ("at", "offset", "expected"),
    [
        (START + DAY // 24 - 1, 60, (SUNDAY, 0)),
        (START + DAY // 24, 60, (SUNDAY, 1)),
        (START - 1, 60, (SUNDAY - 1, 23)),
        (START, 0, (SUNDAY - 1, 23)),
        (START + DAY // 4, -210, (SUNDAY, 1)),
        (START - 6 * DAY, 345, (0, 4)),
    ],
)
async def test_hour_is_that_of_the_persons_clock(store, at, offset, expected):
    await send(store, act(1, at=at, offset_min=offset))
    assert [(row.weekday, row.hour) for row in await week(store)] == [expected]


async def test_hours_of_several_weeks_are_added(store):
    await send(store, *[act(i, at=START - 7 * DAY * i) for i in range(1, 4)])
    assert await week(store) == [HourTotal(SUNDAY, 0, 3, 0)]
    assert await week(store, TODAY - 14, TODAY - 7) == [HourTotal(SUNDAY, 0, 2, 0)]
    assert await week(store, TODAY - 6) == []


async def test_only_the_platforms_asked_for(store):
    await send(store, act(1, at=START), captcha(2, at=START))
    assert await week(store, platforms=["youtube"]) == [HourTotal(SUNDAY, 0, 1, 0)]
    assert await week(store, platforms=["youtube", "recaptcha-v2"]) == [HourTotal(SUNDAY, 0, 2, 0)]
    assert await week(store, platforms=["never-met"]) == await week(store, platforms=[]) == []


async def test_undo_takes_one_back(store):
    await send(store, act(1, at=START), act(2, at=START))
    await send(store, act(3, at=START, n=-1))
    assert await week(store) == [HourTotal(SUNDAY, 0, 1, 0)]
