"""The outbox in a real IndexedDB: nothing is lost, nothing is doubled, no seq is given twice."""

import asyncio
import os
import signal
from pathlib import Path

import psutil
import pytest

from tests.extension.conftest import Bench, launch, without_background

pytestmark = pytest.mark.browser

NOON = 1_795_348_800_000
MINUTE = 60_000
HOUR = 60 * MINUTE
LIKE = {"kind": "like", "platform": "x", "rule": "x.like", "at": NOON, "offset_min": 60, "ms": 0, "n": 1}
CHUNK = LIKE | {"kind": "attention", "rule": "x.attention", "ms": MINUTE}


def like(**more) -> dict:
    return LIKE | more


def chunk(minute: int, **more) -> dict:
    return CHUNK | {"at": NOON + minute * MINUTE} | more


async def add(bench, *acts, state=None):
    return await bench.run("return outbox.add(args[0], {state: args[1]})", list(acts), state or {})


async def settle(bench, kept=(), refused=(), now=NOON):
    verdicts = "{kept: new Set(args[0]), refused: new Map(args[1])}"
    return await bench.run(f"return outbox.settle({verdicts}, args[2])", list(kept), list(refused), now)


async def seqs(bench):
    return [act["seq"] for act in await bench.run("return outbox.peek(1e6)")]


async def counts(bench):
    return await bench.run("const {held, ...others} = await outbox.counts(); return others")


async def test_acts_come_back_in_the_order_they_were_kept(bench):
    given = await add(bench, *[like(at=NOON + i) for i in range(50)])
    acts = await bench.run("return outbox.peek(30)")
    assert given == sorted(given) and len(set(given)) == 50
    assert [act["seq"] for act in acts] == given[:30]
    assert acts[0] == like(seq=given[0])


async def test_no_seq_is_used_twice_whatever_is_removed(bench):
    first = await add(bench, like(), like())
    await settle(bench, kept=first)
    second = await add(bench, like())
    await bench.run("await outbox.erase()")
    third = await add(bench, like())
    await bench.reload()
    assert first < second < third < await add(bench, like())


async def test_the_device_is_made_once_and_stays(bench):
    made = await bench.run("return Promise.all([outbox.device(), outbox.device(), outbox.device()])")
    await bench.reload()
    assert {*made, await bench.run("return outbox.device()")} == {made[0]}
    assert len(made[0]) == 22


@pytest.mark.parametrize(
    "acts, kept",
    {
        "an undo of nothing": ([like(n=-1)], [False]),
        "an undo of what the same call did": ([like(), like(n=-1)], [True, True]),
        "a second undo": ([like(), like(n=-1), like(n=-1)], [True, True, False]),
        "of another platform": ([like(), like(platform="y", n=-1)], [True, False]),
        "of another kind": ([like(), like(kind="share", n=-1)], [True, False]),
        "of the day before": ([like(at=NOON - 24 * HOUR), like(n=-1)], [True, False]),
        "of the same local day": ([like(at=NOON - 12 * HOUR), like(n=-1)], [True, True]),
        "past local midnight": ([like(at=NOON + 10 * HOUR), like(at=NOON + 11 * HOUR, n=-1)], [True, False]),
    }.values(),
    ids=lambda value: None,
)
async def test_an_undo_never_goes_below_zero(bench, acts, kept):
    assert [seq is not None for seq in await add(bench, *acts)] == kept
    assert len(await seqs(bench)) == sum(kept)


async def test_two_undos_at_once_take_one_like_back_once(bench):
    await add(bench, like())
    given = await bench.run("return Promise.all(args.map((act) => outbox.add([act])))", *[like(n=-1)] * 2)
    assert sorted(seq is None for [seq] in given) == [False, True]


async def test_an_act_that_cannot_be_kept_takes_its_neighbours_back(bench):
    broken = (
        "return outbox.add([args[0], {...args[0], detail: () => 1}], {state: {mark: 1}}).catch((e) => e.name)"
    )
    assert await bench.run(broken, like()) == "DataCloneError"
    assert await seqs(bench) == []
    assert await bench.run("return outbox.get('mark') ?? null") is None
    assert await bench.run("return outbox.nets(args[0])", day_of(NOON)) == []


async def test_state_and_the_acts_it_yields_are_one(bench):
    step = "(before) => ({value: (before ?? 0) + 1, acts: [args[0]]})"
    await bench.run(f"await Promise.all([1, 2, 3].map(() => outbox.change('mark', {step})))", like())
    failed = "return outbox.change('mark', () => { throw new RangeError('no') }).catch((e) => e.name)"
    assert await bench.run(failed) == "RangeError"
    assert await bench.run("return outbox.get('mark')") == 3
    assert len(await seqs(bench)) == 3


async def test_exactly_what_was_named_leaves_the_outbox(bench):
    given = await add(bench, *[like(at=NOON + i) for i in range(6)])
    assert await settle(bench, kept=[given[0], given[2], 999], refused=[(given[3], "clock")]) == 3
    assert await seqs(bench) == [given[1], given[4], given[5]]
    assert await counts(bench) == {"waiting": 3, "sent": 2, "refused": 1}
    (refusal,) = await bench.run("return outbox.refusals()")
    assert (refusal["seq"], refusal["code"]) == (given[3], "clock")


async def test_an_act_forgotten_on_its_way_is_not_kept_as_sent(bench):
    given = await add(bench, like(at=NOON - MINUTE))
    await bench.run("await outbox.forget(60, args[0])", NOON)
    assert await settle(bench, kept=given) == 0
    assert await counts(bench) == {"waiting": 0, "sent": 0, "refused": 0}


async def test_refused_acts_can_be_judged_again_under_their_own_seq(bench):
    given = await add(bench, like(), like())
    await settle(bench, refused=[(seq, "clock") for seq in given])
    assert await bench.run("return outbox.retryRefused()") == 2
    assert await bench.run("return outbox.peek(9)") == [like(seq=seq) for seq in given]
    assert (await counts(bench))["refused"] == 0


async def test_what_the_collector_lost_waits_again_in_its_place(bench):
    given = await add(bench, *[like(at=NOON + i) for i in range(5)])
    await settle(bench, kept=given[:4])
    assert await bench.run("return outbox.refill(args[0], 'a')", given[1]) == 2
    assert await bench.run("return outbox.peek(9)") == [like(at=NOON + i, seq=given[i]) for i in (2, 3, 4)]


@pytest.mark.parametrize("mark, instance, again", [(1, "a", 0), (1, "b", 2), (2, "a", 1), (3, "a", 0)])
async def test_a_gap_that_was_never_sent_is_not_filled_for_ever(bench, mark, instance, again):
    given = await add(bench, like(), like(), like())
    await settle(bench, kept=given)
    assert await bench.run("return outbox.refill(args[0], 'a')", given[0]) == 2
    await settle(bench, kept=given[1:])
    assert await bench.run("return outbox.refill(...args)", given[0] - 1 + mark, instance) == again


FORGETTING = {
    "ended within the hour": (like(at=NOON - HOUR + 1), True),
    "ended before": (like(at=NOON - HOUR), False),
    "began before, ended within": (chunk(-61, ms=MINUTE + 1), True),
    "began and ended before": (chunk(-61), False),
    "a long CAPTCHA that began hours ago": (like(at=NOON - 5 * HOUR, ms=4 * HOUR + 1), True),
    "in the future, because the clock was set": (like(at=NOON + 48 * HOUR), True),
}


@pytest.mark.parametrize("act, gone", FORGETTING.values(), ids=FORGETTING)
@pytest.mark.parametrize("place", ["waiting", "sent", "refused"])
async def test_the_last_hour_is_forgotten_wherever_it_lies(bench, act, gone, place):
    given = await add(bench, act)
    if place != "waiting":
        await settle(bench, **({"kept": given} if place == "sent" else {"refused": [(given[0], "clock")]}))
    forgotten = await bench.run("return outbox.forget(60, args[0])", NOON)
    assert len(forgotten) == gone
    assert (await counts(bench))[place] == (not gone)


async def test_forgotten_acts_leave_the_sums_of_the_day(bench):
    await add(bench, like(at=NOON - 2 * HOUR), like(), like(), chunk(-1))
    await bench.run("await outbox.forget(60, args[0])", NOON)
    nets = await bench.run("return outbox.nets(args[0])", day_of(NOON))
    assert {net["kind"]: (net["n"], net["ms"]) for net in nets} == {"attention": (0, 0), "like": (1, 0)}


async def test_forgetting_takes_the_unfinished_minute_too(bench):
    await bench.run("await outbox.put('attention', {open: {ms: 5}})")
    await bench.run("await outbox.forget(60, args[0])", NOON)
    assert await bench.run("return outbox.get('attention') ?? null") is None


async def test_the_collector_is_told_to_forget_only_what_it_may_hold(bench):
    given = await add(bench, like(), like())
    await bench.run("await outbox.forget(60, args[0])", NOON)
    assert await bench.run("return outbox.get('forgets') ?? null") is None
    later = await add(bench, like())
    await bench.run("await outbox.attempt(args[0])", later[0])
    await bench.run("await outbox.forget(15, args[0])", NOON)
    assert given < later
    assert await bench.run("return outbox.get('forgets')") == [
        {"since": NOON - 15 * MINUTE, "through_seq": later[0]}
    ]


async def test_above_the_bound_chunks_are_merged_and_no_second_is_lost(bench):
    await bench.run("merge.setBound(100)")
    sent = await add(bench, chunk(0), chunk(1))
    await bench.run("await outbox.attempt(args[0])", sent[1])
    chunks = [chunk(m, platform=p, rule=f"{p}.attention") for p in ("x", "y") for m in range(30, 90)]
    likes = [like(at=NOON + i) for i in range(10)]
    await add(bench, *chunks, *likes)
    acts = await bench.run("return outbox.peek(1e6)")
    merged = [act for act in acts if act["kind"] == "attention"]
    assert [act["seq"] for act in acts[:2]] == sent and acts[0]["n"] == 1
    assert sum(act["ms"] for act in merged) == 122 * MINUTE
    assert [(act["platform"], act["n"]) for act in merged[2:]] == [("x", 30), ("x", 30), ("y", 30), ("y", 30)]
    assert sum(act["kind"] == "like" for act in acts) == 10
    assert all(1 <= act["ms"] <= MINUTE * act["n"] for act in merged)


async def test_merged_chunks_keep_their_hour_their_offset_and_the_wires_limit(bench):
    await bench.run("merge.setBound(1100)")
    short = [chunk(0, at=NOON + i, ms=1000) for i in range(1500)]
    await add(bench, *short, chunk(1, offset_min=120), chunk(2, offset_min=120), chunk(61))
    acts = await bench.run("return outbox.peek(1e6)")
    assert sorted((act["offset_min"], act["n"], act["ms"]) for act in acts) == [
        *[(60, 1, MINUTE), (60, 500, 500_000), (60, 1000, 1_000_000)],
        (120, 2, 2 * MINUTE),
    ]


STEADY = "await outbox.put('clock', {since: args[0] - 3600_000, last: args[0] - 1000});"


async def tidy(bench, now: int) -> None:
    """After an hour in which the clock went on as it should."""
    await bench.run(STEADY + "await outbox.tidy(args[0], 60)", now)


JUMPS = {"an hour": HOUR, "a day": 24 * HOUR, "four days": 96 * HOUR, "ten years": 3653 * 24 * HOUR}


async def test_a_clock_that_jumps_drops_nothing(bench):
    given = await add(bench, like(), like())
    await settle(bench, kept=given, now=NOON)
    await tidy(bench, NOON + 1)
    for name, jump in [(name, way * jump) for name, jump in JUMPS.items() for way in (1, -1)]:
        for clock in (NOON + jump, NOON + jump + 75_000, NOON + 90_000):
            await bench.run("await outbox.tidy(args[0], 60)", clock)
            assert (await counts(bench))["sent"] == 2, (name, jump)
            assert len(await bench.run("return outbox.nets(args[0])", day_of(NOON))) == 1
    await tidy(bench, NOON + 96 * HOUR)
    assert (await counts(bench))["sent"] == 0, "these days really went by"


async def test_the_resend_buffer_is_kept_for_three_days(bench):
    given = await add(bench, like(), like())
    await settle(bench, kept=given[:1], now=NOON - 72 * HOUR - 1)
    await settle(bench, kept=given[1:], now=NOON - 72 * HOUR)
    await tidy(bench, NOON)
    assert (await counts(bench))["sent"] == 1


async def test_sums_of_past_days_are_dropped_and_todays_stay(bench):
    await add(bench, like(at=NOON - 96 * HOUR), like())
    await tidy(bench, NOON)
    assert await bench.run("return outbox.nets(args[0])", day_of(NOON) - 4) == []
    assert len(await bench.run("return outbox.nets(args[0])", day_of(NOON))) == 1


async def test_the_key_survives_and_cannot_be_read(bench):
    await bench.run("await outbox.put('key', await signing.importKey('A'.repeat(43)))")
    await bench.reload()
    kept = "const key = await outbox.get('key'); return [key.extractable, JSON.stringify(key)]"
    assert await bench.run(kept) == [False, "{}"]


async def test_a_killed_browser_loses_nothing_that_was_kept(playwright, tmp_path):
    extension, profile = without_background(tmp_path), tmp_path / "profile"
    kept = []
    for _ in range(2):
        bench = await Bench(await launch(playwright, extension, profile)).start()
        for _ in range(15):
            kept += await add(bench, like(at=NOON + len(kept)))
        await kill(bench, profile)
    bench = await Bench(await launch(playwright, extension, profile)).start()
    acts = [act for act in await bench.run("return outbox.peek(1e6)") if act["platform"] != "unfinished"]
    assert acts == [like(at=NOON + i, seq=seq) for i, seq in enumerate(kept)]
    assert len(set(kept)) == 30
    await bench.context.close()


async def kill(bench: Bench, profile: Path) -> None:
    """SIGKILL the browser at once, while another write is under way."""
    closed = asyncio.Event()
    bench.context.on("close", lambda _: closed.set())
    writing = asyncio.ensure_future(add(bench, like(platform="unfinished")))
    await asyncio.sleep(0)
    (browser,) = [p for p in psutil.Process().children(recursive=True) if is_browser(p, profile)]
    os.kill(browser.pid, signal.SIGKILL)
    await asyncio.gather(writing, return_exceptions=True)
    await asyncio.wait_for(closed.wait(), 20)


def is_browser(process: psutil.Process, profile: Path) -> bool:
    """The one process of the browser that has no type; its children come and go while we look."""
    try:
        line = process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
    return f"--user-data-dir={profile}" in line and not any(arg.startswith("--type=") for arg in line)


def day_of(at: int, offset_min: int = 60) -> int:
    return (at + offset_min * MINUTE) // (24 * HOUR)
