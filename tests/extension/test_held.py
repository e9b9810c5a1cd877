"""What was recorded for one collector is kept from the next, and is its own again after the return."""

import pytest

from tests.extension.test_outbox import HOUR, NOON, add, like, settle, tidy

pytestmark = pytest.mark.browser


async def leads_to(bench, log: str, first: str | None = None) -> None:
    """Another collector has proved itself, which calls its log so."""
    await bench.run("await held.changeLog(args[0] ?? undefined, args[1])", first, log)


async def free(bench) -> list[int]:
    """The seqs that may be sent to the collector of now."""
    return [act["seq"] for act in await bench.run("return outbox.peek(1e6)")]


async def held(bench) -> int:
    return (await bench.run("return outbox.counts()"))["held"]


async def test_a_first_pairing_gets_what_waited_for_it(bench):
    given = await add(bench, like(), like())
    await leads_to(bench, "A")
    assert (await free(bench), await held(bench)) == (given, 0)


async def test_each_log_gets_its_own_and_back_again(bench):
    await leads_to(bench, "A")
    for_a = await add(bench, like(), like())
    await leads_to(bench, "B")
    for_b = await add(bench, like())
    assert (await free(bench), await held(bench)) == (for_b, 2)
    await leads_to(bench, "C")
    for_c = await add(bench, like())
    assert (await free(bench), await held(bench)) == (for_c, 3)
    await leads_to(bench, "A")
    again = await add(bench, like())
    assert (await free(bench), await held(bench)) == (for_a + again, 2)
    await leads_to(bench, "B")
    assert (await free(bench), await held(bench)) == (for_b, 4)


async def test_a_browser_from_before_logs_were_noted_knows_its_own(bench):
    await add(bench, like())
    await leads_to(bench, "B", first="A")
    assert (await free(bench), await held(bench)) == ([], 1)


async def test_what_is_recorded_while_disconnected_is_for_whoever_comes_next(bench):
    await leads_to(bench, "A")
    await add(bench, like())
    await bench.run("await held.leaveLog()")
    next_one = await add(bench, like())
    await leads_to(bench, "B")
    assert (await free(bench), await held(bench)) == (next_one, 1)


async def test_a_backup_that_took_the_place_of_the_log_holds_nothing_back(bench):
    await leads_to(bench, "A")
    given = await add(bench, like(), like())
    await bench.run("await held.noteLog('A-restored')")
    assert (await free(bench), await held(bench)) == (given, 0)
    await leads_to(bench, "B")
    await bench.run("await held.noteLog('B-restored')")
    await leads_to(bench, "A-restored")
    assert await free(bench) == given


async def test_a_browser_killed_before_it_belonged_to_the_new_one_is_where_it_was(bench):
    await leads_to(bench, "A")
    given = await add(bench, like())
    await leads_to(bench, "B")  # and the background ends before the setting says so
    await bench.run("await held.noteLog('A')")  # the next hello comes from the collector of before
    assert (await free(bench), await held(bench)) == (given, 0)


async def test_nothing_that_another_log_holds_is_sent_again(bench):
    await leads_to(bench, "A")
    for_a = await add(bench, like())
    await settle(bench, kept=for_a, now=NOON)
    await leads_to(bench, "B")
    for_b = await add(bench, like())
    await settle(bench, kept=for_b, now=NOON)
    assert await bench.run("return outbox.refill(0, 'B')") == 1
    assert await free(bench) == for_b
    await settle(bench, kept=for_b, now=NOON)
    await leads_to(bench, "A")
    assert await bench.run("return outbox.refill(args[0], 'A')", for_a[-1]) == 0
    assert (await free(bench), await held(bench)) == ([], 1)


async def test_what_was_for_another_may_be_sent_too_also_what_it_had_already(bench):
    await leads_to(bench, "A")
    had, waiting = await add(bench, like(), like())
    await settle(bench, kept=[had], now=NOON)
    await leads_to(bench, "B")
    assert (await free(bench), await held(bench)) == ([], 2)
    await bench.run("await held.sendHeld()")
    assert (await free(bench), await held(bench)) == ([had, waiting], 0)


FORGETS = "return (await outbox.get('forgets') ?? []).length"


async def test_each_log_is_told_what_it_is_to_forget(bench):
    await leads_to(bench, "A")
    await add(bench, like())
    await bench.run("await outbox.attempt(1); await outbox.forget(60, args[0] - 600000)", NOON)
    assert await bench.run(FORGETS) == 1
    await add(bench, like())
    await leads_to(bench, "B")
    assert await bench.run(FORGETS) == 0
    await bench.run("await outbox.forget(60, args[0] + 60000)", NOON)
    assert await bench.run(FORGETS) == 1 and await held(bench) == 0
    await bench.run("await held.sendHeld()")
    await leads_to(bench, "A")
    assert await bench.run(FORGETS) == 2, "what was asked before, and what was asked while elsewhere"


async def test_what_is_held_is_neither_dropped_nor_judged_by_another(bench):
    await leads_to(bench, "A")
    sent, refused, _ = await add(bench, like(), like(), like())
    await settle(bench, kept=[sent], refused=[[refused, "clock"]], now=NOON)
    await leads_to(bench, "B")
    await tidy(bench, NOON + 200 * HOUR)
    assert await bench.run("return outbox.retryRefused()") == 0
    await leads_to(bench, "A")
    assert await bench.run("return outbox.retryRefused()") == 1
