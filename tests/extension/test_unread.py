"""When a rule met what it could not read: moments of the last days, gone with what is forgotten or erased."""

import pytest

from tests.extension.test_outbox import HOUR, MINUTE, NOON

pytestmark = pytest.mark.browser

DAY = 24 * HOUR


async def note(bench, *moments: int, rule: str = "x.post") -> None:
    for at in moments:
        await bench.run("await unread.note(args[0], args[1])", rule, at)


async def known(bench, rule: str = "x.post", now: int = NOON) -> int:
    return await bench.run("return (await unread.known(args[1]))(args[0])", rule, now)


async def test_moments_of_the_last_seven_days_are_counted_rule_by_rule(bench):
    await note(bench, NOON - 7 * DAY, NOON - 6 * DAY, NOON)
    await note(bench, NOON, rule="lemmy.post")
    assert [await known(bench), await known(bench, "lemmy.post"), await known(bench, "x.like")] == [2, 1, 0]


async def test_a_page_that_sends_thousands_fills_nothing(bench):
    await bench.run("for (let i = 0; i < 150; i += 1) await unread.note('x.post', args[0] + i)", NOON)
    assert await known(bench) == 100


async def test_forgetting_the_last_hour_reaches_them(bench):
    await note(bench, NOON - 2 * HOUR, NOON - 10 * MINUTE)
    await bench.run("await outbox.forget(60, args[0])", NOON)
    assert await known(bench) == 1


async def test_forgetting_a_platform_reaches_its_own(bench):
    await note(bench, NOON)
    await note(bench, NOON, rule="lemmy.post")
    await bench.run("await outbox.forgetPlatforms(['x'], 1e9)")
    assert [await known(bench), await known(bench, "lemmy.post")] == [0, 1]


async def test_erasing_and_the_days_take_them_away(bench):
    await note(bench, NOON - 8 * DAY, NOON)
    await bench.run("await unread.tidy(args[0])", NOON)
    assert await known(bench, now=NOON - 8 * DAY) == 0
    await bench.run("await outbox.erase()")
    assert await known(bench) == 0


async def test_an_undo_leaves_what_it_must_leave(bench):
    like = {"kind": "like", "platform": "x", "rule": "x.like", "at": NOON, "offset_min": 60, "ms": 0, "n": 1}
    keep = "await outbox.change('mark', () => ({ value: 1, acts: args[0], least: args[1] }))"
    await bench.run(keep, [like, like], 0)
    await bench.run(keep, [like | {"n": -1}], 2)
    assert await bench.run("return (await outbox.peek(9)).map(({ n }) => n)") == [1, 1]
    await bench.run(keep, [like | {"n": -1}], 1)
    assert await bench.run("return (await outbox.peek(9)).map(({ n }) => n)") == [1, 1, -1]
