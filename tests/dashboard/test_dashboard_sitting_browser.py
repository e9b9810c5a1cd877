"""The counter of the sitting on the time card: it appears with a new chunk, ticks, stands still, and goes."""

import asyncio
import re
import time

import pytest
from msgspec.structs import replace

from pointeuse.collector.acts import Act
from tests.dashboard.looking import until
from tests.dashboard.seeded import act, acts_of, fill

pytestmark = pytest.mark.browser

MINUTE_MS = 60_000
SILENCE_MS = 120_000
FIRST = 100_000


@pytest.fixture
async def seeded(served, today):
    """A log of the days before, so that the page has something to show."""
    await fill(served.store, acts_of(range(today - 3, today)))
    return served


def chunk(number: int, ended: int, ms: int = MINUTE_MS, platform: str = "youtube"):
    return here(act(FIRST + number, ended - ms, "attention", platform, f"{platform}.attention", ms=ms))


def here(done: Act) -> Act:
    """The act in this computer's own time zone: in another one it may be tomorrow already."""
    return replace(done, offset_min=time.localtime().tm_gmtoff // 60)


def now() -> int:
    return time.time_ns() // 1_000_000


async def seconds(looked) -> int | None:
    """Return what the counter says, None when it is not there."""
    if not await looked.page.is_visible("#sitting"):
        return None
    parts = [int(part) for part in re.findall(r"\d+", await looked.text("#sitting"))]
    return sum(part * 60**power for power, part in enumerate(reversed(parts)))


async def test_counter_appears_with_a_chunk_within_five_seconds_and_ticks(look, seeded):
    looked = await look(card="#today-time")
    assert await seconds(looked) is None
    started = now()
    await fill(seeded.store, [chunk(1, started - MINUTE_MS), chunk(2, started)])
    await until(lambda: looked.page.is_visible("#sitting"), "the counter is there", seconds=5)
    assert "YouTube" in await looked.text("#sitting")
    first = await seconds(looked)
    assert 0 <= first - 120 <= 1 + (now() - started) / 1000
    await until(lambda: more_than(looked, first + 1), "it ticks", seconds=5)


async def more_than(looked, number) -> bool:
    return (await seconds(looked) or 0) > number


async def test_today_grows_within_five_seconds_too(look, seeded):
    looked = await look(card="#today-time")
    before = await looked.text("#today-time")
    ended = now()
    await fill(
        seeded.store, [chunk(1, ended), here(act(FIRST + 2, ended, "like", "youtube", "youtube.like"))]
    )

    async def grown() -> bool:
        return await looked.text("#today-time") != before and await looked.text("#today-acts") == "1"

    await until(grown, "the act and its minute are shown", seconds=5)


async def test_the_next_chunk_prolongs_the_sitting(look, seeded):
    looked = await look(card="#today-time")
    ended = now()
    await fill(seeded.store, [chunk(number, ended - (59 - number) * MINUTE_MS) for number in range(1, 60)])
    await until(lambda: more_than(looked, 59 * 60 - 1), "59 minutes")
    await fill(seeded.store, [chunk(60, ended + MINUTE_MS)])
    await until(lambda: more_than(looked, 60 * 60 - 1), "an hour", seconds=5)
    assert re.match(r"On YouTube for 1\u00a0h 0\d\u00a0min \d\d\u00a0s", await looked.text("#sitting"))


async def test_a_short_chunk_is_the_end_and_the_counter_stands_still(look, seeded):
    looked = await look(card="#today-time")
    ended = now()
    await fill(seeded.store, [chunk(1, ended - 20_000), chunk(2, ended, ms=20_000)])
    await until(lambda: looked.page.is_visible("#sitting"), "the counter is there")
    await asyncio.sleep(2.5)  # time itself
    assert await seconds(looked) == 80


async def test_the_counter_goes_when_nothing_came_for_two_minutes(look, seeded):
    await fill(seeded.store, [chunk(1, now() - SILENCE_MS + 12_000)])
    looked = await look(card="#today-time")
    assert await looked.page.is_visible("#sitting")
    await until(lambda: looked.page.is_hidden("#sitting"), "it goes by itself")


async def test_it_is_a_timer_that_no_screen_reader_announces_at_each_tick(look, seeded):
    await fill(seeded.store, [chunk(1, now())])
    looked = await look(language="fr", card="#today-time")
    text = await looked.text("#sitting")
    assert re.fullmatch(r"Sur YouTube depuis 1\u00a0min \d\d\u00a0s", text)
    live = "document.getElementById('sitting').closest('[aria-live],[role=status],[role=alert],[role=log]')"
    assert await looked.page.evaluate(f"{live} === null")
    assert await looked.page.get_attribute("#sitting", "role") == "timer"
