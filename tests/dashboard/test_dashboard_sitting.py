"""The sitting that goes on now: which chunks belong together, and when there is none."""

import time

import pytest

from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.sitting import (
    MOST_ACTS,
    RECENT_ACTS,
    SILENCE_MS,
    Sitting,
    running_sitting,
)
from tests.dashboard.seeded import CATALOGUE, act, client, fill

MINUTE_MS = 60_000
NOW = time.time_ns() // 1_000_000


@pytest.fixture
async def store(tmp_path):
    opened = Store.open(Settings(tmp_path / "data").ready(), CATALOGUE)
    yield opened
    await opened.close()


def chunks(*minutes_ago: float, platform="youtube", seq=1, ms=MINUTE_MS, kind="attention") -> list:
    """Return one chunk for each start given, in minutes before now."""
    starts = [NOW - int(ago * MINUTE_MS) for ago in minutes_ago]
    return [
        act(number, at, kind, platform, f"{platform}.{kind}", ms=ms) for number, at in enumerate(starts, seq)
    ]


async def sitting(store, now: int = NOW) -> Sitting | None:
    return await store.read(lambda conn: running_sitting(conn, now))


async def test_an_empty_log_has_no_sitting(store):
    assert await sitting(store) is None


async def test_chunks_one_after_the_other_are_one_sitting(store):
    await fill(store, chunks(3, 2, 1))
    assert await sitting(store) == Sitting("youtube", 3 * MINUTE_MS, NOW, True)


async def test_acts_in_between_do_not_end_it(store):
    likes = [act(seq, NOW - 1000, "like", "youtube", "youtube.like") for seq in (3, 4)]
    await fill(store, chunks(2, seq=2) + likes + chunks(1, seq=5))
    assert (await sitting(store)).ms == 2 * MINUTE_MS


@pytest.mark.parametrize("gap, ms", [(89, 2 * MINUTE_MS), (91, MINUTE_MS)])
async def test_a_gap_of_more_than_ninety_seconds_begins_another(store, gap, ms):
    await fill(store, chunks(2 + gap / 60, 1))
    assert (await sitting(store)).ms == ms


async def test_another_platform_begins_another(store):
    await fill(store, chunks(3) + chunks(2, platform="x", seq=2) + chunks(1, seq=3))
    assert await sitting(store) == Sitting("youtube", MINUTE_MS, NOW, True)


async def test_a_short_chunk_is_the_last(store):
    await fill(store, chunks(1.5) + chunks(0.5, seq=2, ms=30_000))
    assert await sitting(store) == Sitting("youtube", 90_000, NOW, False)


async def test_chunks_that_were_merged_while_the_collector_was_away_go_on(store):
    merged = act(1, NOW - 5 * MINUTE_MS, "attention", "youtube", "youtube.attention", n=5, ms=5 * MINUTE_MS)
    await fill(store, [merged])
    assert await sitting(store) == Sitting("youtube", 5 * MINUTE_MS, NOW, True)


@pytest.mark.parametrize("late, there", [(SILENCE_MS - 1, True), (SILENCE_MS, False)])
async def test_it_is_over_when_nothing_came_for_two_minutes(store, late, there):
    await fill(store, chunks(1))
    assert (await sitting(store, NOW + late) is not None) is there


async def test_another_browser_neither_prolongs_nor_hides_it(store):
    other = client("E" * 22)
    await fill(store, chunks(3, 2, 1))
    await fill(store, chunks(500, 499, 498, platform="x"), other)
    assert await sitting(store) == Sitting("youtube", 3 * MINUTE_MS, NOW, True)


async def test_time_in_a_paid_task_is_a_session_too(store):
    await fill(store, chunks(1, platform="prolific", kind="task-time"))
    assert (await sitting(store)).platform == "prolific"


async def test_no_more_than_the_newest_acts_are_looked_through(store):
    likes = [act(seq, NOW, "like", "youtube", "youtube.like") for seq in range(2, 2 + MOST_ACTS)]
    await fill(store, chunks(2) + likes + chunks(1, seq=2 + MOST_ACTS))
    assert (await sitting(store)).ms == MINUTE_MS
    first = 3 + MOST_ACTS
    await fill(store, [act(first + i, NOW, "like", "youtube", "youtube.like") for i in range(RECENT_ACTS)])
    assert await sitting(store) is None
