"""When each rule last fired, and the minutes of the last days: kept with the acts, and gone with them."""

import pytest

from tests.extension.test_outbox import HOUR, LIKE, MINUTE, NOON, add, chunk, like, tidy

pytestmark = pytest.mark.browser

DAY = 24 * HOUR
TODAY = (NOON + HOUR) // DAY
SEEN = "const {dayOf, msOn} = await seen.known(args[0]); return [dayOf(args[1]), msOn(args[2])]"


async def known(bench, rule="x.like", platform="x", today=TODAY):
    return await bench.run(SEEN, today, rule, platform)


async def kept(bench):
    return await bench.run("return (await outbox.get('seen')) ?? null")


async def test_a_rule_is_known_by_the_last_day_on_which_it_fired(bench):
    assert await known(bench) == [None, 0]
    await add(bench, like(at=NOON - 3 * DAY), like(at=NOON - DAY), like(at=NOON - 2 * DAY))
    assert await known(bench) == [TODAY - 1, 0]
    assert await known(bench, rule="x.repost") == [None, 0]


async def test_the_day_is_the_persons_local_one(bench):
    await add(bench, like(at=NOON + 11 * HOUR, offset_min=60))
    assert await known(bench) == [TODAY + 1, 0]


async def test_every_way_of_keeping_an_act_is_noted(bench):
    await bench.run("return outbox.change('mark', () => ({value: 1, acts: [args[0]]}))", like())
    assert (await known(bench))[0] == TODAY


async def test_an_undo_that_is_not_kept_is_no_signal(bench):
    await add(bench, like(n=-1))
    assert await known(bench) == [None, 0]


async def test_minutes_are_those_of_the_last_seven_days(bench):
    await add(bench, chunk(0), chunk(1), chunk(-6 * 24 * 60), chunk(-7 * 24 * 60))
    assert await known(bench, "x.attention") == [TODAY, 3 * MINUTE]
    tasks = LIKE | {"kind": "task-time", "rule": "x.task-time", "ms": MINUTE}
    await add(bench, tasks)
    assert await known(bench, "x.task-time") == [TODAY, 4 * MINUTE], "paid minutes are minutes there too"


async def test_forgetting_moves_a_rule_back_to_the_day_before(bench):
    await add(bench, like(at=NOON - 2 * DAY), like(at=NOON - 10 * MINUTE), chunk(-30), chunk(-90))
    await bench.run("await outbox.forget(60, args[0])", NOON)
    assert await known(bench) == [TODAY - 2, MINUTE]


async def test_forgetting_leaves_the_day_of_an_older_act_that_is_kept(bench):
    given = await add(bench, like(at=NOON - 3 * HOUR), like(at=NOON - 10 * MINUTE))
    verdicts = "{kept: new Set(args), refused: new Map()}"
    await bench.run(f"await outbox.settle({verdicts}, {NOON})", given[0])
    await bench.run("await outbox.forget(60, args[0])", NOON)
    assert (await known(bench))[0] == TODAY


async def test_forgetting_the_only_act_of_a_rule_leaves_nothing_of_it(bench):
    await add(bench, like(at=NOON - MINUTE), chunk(-1))
    await bench.run("await outbox.forget(60, args[0])", NOON)
    assert await known(bench) == [None, 0]
    assert await kept(bench) == {"days": {}, "ms": {}}


async def test_erasing_leaves_nothing(bench):
    await add(bench, like(), chunk(0))
    await bench.run("await outbox.erase()")
    assert await kept(bench) is None


async def test_old_minutes_are_dropped_and_the_last_day_of_a_rule_is_not(bench):
    await add(bench, like(at=NOON - 40 * DAY), chunk(-40 * 24 * 60), chunk(0))
    await tidy(bench, NOON)
    assert await kept(bench) == {
        "days": {"x.like": [TODAY - 40], "x.attention": [TODAY, TODAY - 40]},
        "ms": {"x": {str(TODAY): MINUTE}},
    }


async def test_an_act_that_cannot_be_kept_leaves_no_trace_here_either(bench):
    await bench.run(
        "return outbox.add([args[0], {...args[0], detail: () => 1}]).catch((e) => e.name)", like()
    )
    assert await kept(bench) is None
