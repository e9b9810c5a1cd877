"""The state of each rule: a silence is told from what nobody watched, and never written as zero."""

import pytest

from pointeuse.collector.catalogue import TIME_KINDS
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.sums.period import date_of
from pointeuse.dashboard.numbers.snapshot import read
from pointeuse.dashboard.views.overview import overview
from tests.dashboard.seeded import DAY_MS, OFFSET_MIN, act, fill
from tests.dashboard.small import small

LAST = 20_779  # 2026-11-22
MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return small(tmp_path_factory.mktemp("small") / "catalogue")


@pytest.fixture
async def store(tmp_path, catalogue):
    store = Store.open(Settings(tmp_path / "data").ready(), catalogue)
    yield store
    await store.close()


def local(day, minute=720):
    return day * DAY_MS + (minute - OFFSET_MIN) * MINUTE_MS


async def keep(store, *done):
    """Store acts given as (day or UTC ms, kind, rule), those of time a minute long."""
    acts = [
        act(
            *(seq, when if when > DAY_MS else local(when), kind, rule.split(".")[0], rule),
            ms=MINUTE_MS if kind in TIME_KINDS else 0,
        )
        for seq, (when, kind, rule) in enumerate(done, 1)
    ]
    await fill(store, acts)


def minutes(platform, day, count):
    return [(day, "attention", f"{platform}.attention")] * count


async def rows(store, catalogue, name="week"):
    """Return (state, acts, confidence) of each rule and kind."""
    view = await store.read(lambda conn: overview(read(conn, name, date_of(LAST)), catalogue))
    rules, kinds = view["coverage"]["rules"], view["names"]["kinds"]
    columns = zip(
        *(rules[column] for column in ("rule", "kind", "state", "acts", "confidence", "last_at")),
        strict=True,
    )
    found = {}
    for rule, kind, state, acts, confidence, last_at in columns:
        assert (rule, kinds[kind]) not in found
        assert (acts == 0) is (last_at is None)
        found[rule, kinds[kind]] = (rules["states"][state], acts, rules["levels"][confidence])
    return found


async def states(store, catalogue, name="week"):
    return {rule: state for (rule, _), (state, _, _) in (await rows(store, catalogue, name)).items()}


async def test_a_rule_that_stays_silent_where_there_is_attention_gives_no_signal(store, catalogue):
    await keep(store, (LAST - 8, "like", "x.like"), *minutes("x", LAST - 2, 10), (LAST, "share", "x.repost"))
    found = await rows(store, catalogue)
    assert found["x.like", "like"] == ("silent", 1, "HIGH")
    assert found["x.follow", "follow"] == ("silent", 0, "HIGH")
    assert found["x.repost", "share"] == ("fired", 1, "HIGH")
    assert found["x.attention", "attention"] == ("fired", 10, "MEASURED")
    assert found["x.ad", "ad"] == ("unseen", 0, "MED")


async def test_an_advertisement_that_does_not_come_is_no_silence(store, catalogue):
    await keep(store, (LAST - 8, "ad", "x.ad"), *minutes("x", LAST - 2, 10))
    found = await rows(store, catalogue)
    assert found["x.ad", "ad"] == ("fired", 1, "MED"), "a blocker or a subscription keeps it away"
    assert found["x.like", "like"] == ("silent", 0, "HIGH")


@pytest.mark.parametrize("name", ["day", "year"])
async def test_silence_is_asked_of_seven_days_whatever_the_period_shown(store, catalogue, name):
    await keep(store, *minutes("x", LAST - 6, 10), (LAST - 6, "like", "x.like"))
    found = await states(store, catalogue, name)
    assert (found["x.like"], found["x.follow"]) == ("fired", "silent")


@pytest.mark.parametrize(("day", "count"), [(LAST - 7, 10), (LAST, 9)], ids=["too long ago", "too little"])
async def test_little_or_old_attention_tells_no_silence(store, catalogue, day, count):
    await keep(store, (LAST - 20, "like", "x.like"), *minutes("x", day, count))
    await fill(store, [act(50, local(LAST), "prompt", "x", "x.grok-prompt", ms=600_000)])
    found = await states(store, catalogue)
    assert (found["x.like"], found["x.follow"]) == ("fired", "unseen")


async def test_time_in_paid_tasks_tells_a_silence_as_attention_does(store, catalogue):
    await keep(store, *[(LAST, "task-time", "mixed.task-time")] * 6, *minutes("crowd", LAST, 6))
    assert (await states(store, catalogue))["mixed.submit"] == "unseen"
    time = ("task-time", "crowd", "crowd.task-time")
    await fill(store, [act(20 + n, local(LAST, n), *time, ms=MINUTE_MS) for n in range(4)])
    found = await states(store, catalogue)
    assert (found["crowd.submit"], found["mixed.submit"]) == ("silent", "unseen")


async def test_attention_on_another_platform_tells_nothing(store, catalogue):
    await keep(store, *minutes("youtube", LAST, 30))
    found = await states(store, catalogue)
    assert (found["youtube.like"], found["x.follow"], found["x.attention"]) == (
        *("silent", "unwatched"),
        "unwatched",
    )


@pytest.mark.parametrize(("earlier", "state"), [(0, "fired"), (1, "silent")])
async def test_an_act_of_the_first_of_the_days_counts_in_every_time_zone(store, catalogue, earlier, state):
    first = (LAST - 6) * DAY_MS - 14 * 60 * MINUTE_MS
    await keep(store, (first - earlier, "like", "x.like"), *minutes("x", LAST, 10))
    assert (await states(store, catalogue))["x.like"] == state


async def test_a_rule_that_fired_as_one_kind_is_not_silent_as_another(store, catalogue):
    await keep(store, (LAST - 20, "post", "x.post"), *minutes("x", LAST, 10), (LAST, "comment", "x.post"))
    found = await rows(store, catalogue)
    assert found["x.post", "post"][0] == found["x.post", "comment"][0] == "fired"


async def test_what_is_off_or_never_counted_is_not_silent(store, catalogue):
    await keep(store, *minutes("x", LAST, 10), *minutes("books", LAST, 10))
    found = await states(store, catalogue)
    assert (found["x.dm"], found["books.rate"], found["books.look"]) == ("off", "off", "uncounted")


async def test_what_was_switched_on_and_fired_is_counted_like_any_other(store, catalogue):
    await keep(store, (LAST, "rating", "books.rate"))
    assert (await rows(store, catalogue))["books.rate", "rating"] == ("fired", 1, "LOW")


async def test_an_empty_log_watched_nothing_and_no_state_is_a_signal(store, catalogue):
    found = await states(store, catalogue)
    assert set(found.values()) == {"unwatched", "unseen", "off", "uncounted"}
    assert {rule for rule, state in found.items() if state == "unseen"} == set(catalogue.captchas)


async def test_time_has_a_rule_where_it_is_kept_and_one_only(store, catalogue):
    found = await rows(store, catalogue)
    timed = {rule for rule, kind in found if kind in ("attention", "task-time")}
    assert timed == {
        *(f"{name}.attention" for name in ("x", "reddit", "youtube", "crowd", "radio")),
        *(f"{name}.task-time" for name in ("crowd", "mixed")),
    }
    assert found["radio.attention", "attention"] == ("unwatched", 0, "MEASURED")


async def test_a_rule_whose_acts_were_forgotten_never_fired(store, catalogue):
    await keep(store, (LAST, "like", "x.like"))
    await store.write(lambda conn: conn.execute("UPDATE rule SET acts = 0"))
    assert (await rows(store, catalogue))["x.like", "like"] == ("unwatched", 0, "HIGH")


async def test_what_no_catalogue_knows_has_a_state_too(store, catalogue):
    await keep(store, (LAST, "ponder", "orkut.ponder"), (LAST - 9, "like", "orkut.like"))
    assert (await states(store, catalogue))["orkut.like"] == "fired"
    await fill(
        store, [act(3 + n, local(LAST, n), "attention", "orkut", "orkut.attention") for n in range(10)]
    )
    assert (await states(store, catalogue))["orkut.like"] == "silent"
