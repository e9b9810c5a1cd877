"""What becomes of a batch in the database, and of the sums beside it."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pointeuse.collector.errors import Busy, Forbidden
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.batches import SIZES
from pointeuse.collector.store.acts.coverage import coverage, refusals
from pointeuse.collector.store.acts.names import high_water
from pointeuse.collector.store.sums import rollups
from tests.collector.batches import (
    CATALOGUE,
    DEVICE,
    NOW,
    OTHER_DEVICE,
    act,
    attention,
    batch,
    captcha,
    client,
)
from tests.suite.long_run import draws

DAY = 86_400_000


def day_of(year_day: str) -> int:
    from datetime import date

    return (date.fromisoformat(year_day) - date(1970, 1, 1)).days


async def send(store, *acts, device=DEVICE):
    return await store.ingest(client(device), batch(*acts, device=device))


async def all_of(store, query):
    return await store.read(lambda conn: conn.execute(query).fetchall())


async def test_act_is_kept_as_it_was_sent(store):
    sent = captcha(7, offset_min=-210, n=1)
    await send(store, sent)
    row = await all_of(
        store,
        "SELECT d.name, seq, r.name, p.name, k.name, at, offset_min, ms, n"
        " FROM act JOIN device d ON d.id=device JOIN rule r ON r.id=rule"
        " JOIN platform p ON p.id=r.platform JOIN kind k ON k.id=r.kind",
    )
    assert row == [(DEVICE, 7, sent["rule"], sent["platform"], sent["kind"], sent["at"], -210, 9400, 1)]
    details = await all_of(
        store, "SELECT name, value FROM act_detail JOIN field ON field.id=field ORDER BY 1"
    )
    assert details == [("judgements", 9), ("labels", 3), ("outcome", 0), ("rounds", 1)]


async def test_resent_batch_changes_nothing(store):
    acts = [act(1), captcha(2), attention(3)]
    await send(store, *acts)
    version, before = store.version, await all_of(store, "SELECT * FROM act JOIN day_rollup")
    verdicts = await send(store, *acts)
    assert (verdicts.stored, verdicts.duplicate, verdicts.conflict) == ([], [(1, 3)], [])
    assert (store.version, await all_of(store, "SELECT * FROM act JOIN day_rollup")) == (version, before)


@pytest.mark.parametrize(
    "other",
    [{"ms": 1}, {"n": 2}, {"at": NOW}, {"offset_min": 0}, {"rule": "youtube.other"}, {"kind": "comment"}],
    ids=str,
)
async def test_other_content_is_a_conflict_and_the_first_is_kept(store, other):
    await send(store, act(1))
    before = await all_of(store, "SELECT * FROM act")
    assert (await send(store, act(1, **other))).conflict == [(1, 1)]
    assert await all_of(store, "SELECT * FROM act") == before
    assert await store.read(rollups.check) == []


@pytest.mark.parametrize("detail", [{}, {"outcome": "failed"}, {"outcome": "solved", "labels": 3}], ids=str)
async def test_other_detail_is_a_conflict(store, detail):
    await send(store, captcha(1))
    assert (await send(store, captcha(1, detail=detail))).conflict == [(1, 1)]


async def test_detail_added_later_is_a_conflict(store):
    await send(store, captcha(1, detail={}))
    assert (await send(store, captcha(1))).conflict == [(1, 1)]


async def test_two_devices_may_count_alike(store):
    assert (await send(store, act(1))).stored == [(1, 1)]
    assert (await send(store, act(1, ms=9), device=OTHER_DEVICE)).stored == [(1, 1)]


async def test_batch_of_another_device_is_forbidden(store):
    with pytest.raises(Forbidden) as refused:
        await store.ingest(client(OTHER_DEVICE), batch(act(1)))
    assert refused.value.code == "device"
    assert await all_of(store, "SELECT * FROM act") == []


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9, 49, 50, 51, 999, 1000])
async def test_batch_of_any_size_is_stored_whole(store, count):
    assert (await send(store, *[act(i + 1) for i in range(count)])).stored == [(1, count)]
    assert (await all_of(store, "SELECT count(*), min(seq), max(seq) FROM act")) == [(count, 1, count)]
    assert SIZES[-1] == 1


async def test_batches_that_wait_together_are_stored_apart(store):
    batches = [send(store, *[act(i * 10 + j) for j in range(1, 11)]) for i in range(50)]
    verdicts = await asyncio.gather(*batches, send(store, act(1)))
    assert [v.stored for v in verdicts[:50]] == [[(i * 10 + 1, i * 10 + 10)] for i in range(50)]
    assert verdicts[50].duplicate == [(1, 1)]
    assert await store.read(rollups.check) == []


@pytest.mark.parametrize(
    ("at", "offset", "day", "month"),
    [
        ("2026-11-21T22:59:59.999", 60, "2026-11-21", 202611),
        ("2026-11-21T23:00:00.000", 60, "2026-11-22", 202611),
        ("2026-11-22T02:29:00.000", -210, "2026-11-21", 202611),
        ("2025-12-31T23:30:00.000", 345, "2026-01-01", 202601),
        ("2026-01-01T10:00:00.000", -840, "2025-12-31", 202512),
        ("2024-02-28T10:00:00.000", 840, "2024-02-29", 202402),
        ("2000-01-01T00:00:00.000", -840, "1999-12-31", 199912),
    ],
)
async def test_day_and_month_are_the_persons_own(store, at, offset, day, month):
    from datetime import UTC, datetime

    ms = round(datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp() * 1000)
    await send(store, act(1, at=ms, offset_min=offset))
    assert await all_of(store, "SELECT day FROM day_rollup") == [(day_of(day),)]
    assert await all_of(store, "SELECT month FROM month_rollup") == [(month,)]


async def test_undo_takes_one_back_and_stays_an_act(store):
    await send(store, act(1), act(2), act(3, n=-1))
    today = (NOW + 3_600_000) // DAY
    (total,) = await store.read(lambda conn: rollups.totals(conn, today, today))
    assert (total.platform, total.kind, total.n, total.acts) == ("youtube", "like", 1, 3)


async def test_totals_count_whole_days_only(store):
    await send(store, *[act(i, at=NOW - i * DAY, ms=i) for i in range(1, 8)])
    today = (NOW + 3_600_000) // DAY
    (total,) = await store.read(lambda conn: rollups.totals(conn, today - 4, today - 2))
    assert (total.n, total.ms) == (3, 9)
    assert [row.day for row in await store.read(lambda conn: rollups.by_day(conn, 0, today))] == list(
        range(today - 7, today)
    )


async def test_unknown_names_are_kept_and_flagged(store):
    await send(store, act(1), act(2, kind="hologram", platform="later"), captcha(3))
    assert dict(await all_of(store, "SELECT name, known FROM kind")) == {
        **{"like": 1, "hologram": 0},
        "captcha.image": 1,
    }
    assert dict(await all_of(store, "SELECT name, known FROM platform")) == {
        **{"youtube": 1, "later": 0},
        "recaptcha-v2": 1,
    }


async def test_coverage_tells_when_each_rule_fired_last(store):
    await send(store, act(5), act(1), attention(3))
    await send(store, act(2))
    seen = {row.rule: (row.last_at, row.acts) for row in await store.read(coverage)}
    assert seen == {"youtube.like": (act(5)["at"], 3), "youtube.attention": (act(3)["at"], 1)}


async def test_refusals_are_counted_by_code(store):
    verdicts = await send(store, act(1, ms=-1), act(2, at=0), act(3, at=1), act(4))
    assert [(row.seq, row.code) for row in verdicts.rejected] == [(1, "range"), (2, "clock"), (3, "clock")]
    assert await store.read(refusals) == {"clock": 2, "range": 1}


@pytest.mark.parametrize(
    ("batches", "expected"),
    [
        ([[1, 2, 3]], 3),
        ([[1, 2], [4, 5]], 2),
        ([[1, 2], [4, 5], [3]], 5),
        ([[900], [1]], 1),
        ([[300, 301], [302]], 302),
        ([[5], [1, 2], [3, 4]], 5),
    ],
)
async def test_high_water_is_where_the_first_gap_begins(store, batches, expected):
    for seqs in batches:
        await send(store, *[act(seq) for seq in seqs])
    assert await store.read(lambda conn: high_water(conn, DEVICE)) == expected


async def test_rejected_act_leaves_no_gap(store):
    await send(store, act(1), act(2, ms=-1), act(3))
    assert await store.read(lambda conn: high_water(conn, DEVICE)) == 3


async def test_more_than_can_wait_is_answered_busy(store):
    thousand = batch(*[act(i + 1) for i in range(1000)])
    answers = await asyncio.gather(
        *[store.ingest(client(), thousand) for _ in range(25)], return_exceptions=True
    )
    assert [type(answer) for answer in answers[20:]] == [Busy] * 5
    assert not any(isinstance(answer, Exception) for answer in answers[:20])
    assert (await send(store, act(1))).duplicate == [(1, 1)]


SEQS = st.lists(st.integers(1, 12), min_size=1, max_size=6)
CONTENT = st.sampled_from([{}, {"ms": 5}, {"kind": "comment"}, {"n": -1}, {"at": NOW - 40 * DAY}])


@pytest.mark.drawn
@settings(max_examples=draws(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(st.integers(1, 12), CONTENT), min_size=1, max_size=6), max_size=6))
async def test_sums_equal_a_recount_whatever_is_sent(tmp_path_factory, sent):
    store = Store.open(Settings(tmp_path_factory.mktemp("log")).ready(), CATALOGUE)
    try:
        first = {}
        for rows in sent:
            await send(store, *[act(seq, **content) for seq, content in rows])
            for seq, content in rows:
                first.setdefault(seq, content)
        assert await store.read(rollups.check) == []
        stored = await all_of(store, "SELECT seq, ms, n FROM act ORDER BY seq")
        assert stored == sorted((seq, c.get("ms", 0), c.get("n", 1)) for seq, c in first.items())
    finally:
        await store.close()


async def test_rebuild_makes_the_sums_again(store):
    await send(store, act(1), captcha(2), attention(3))
    await store.write(lambda conn: conn.execute("UPDATE day_rollup SET n = n + 1"))
    await store.write(lambda conn: conn.execute("DELETE FROM month_rollup"))
    await store.write(lambda conn: conn.execute("UPDATE rule SET last_at = 5"))
    await store.write(lambda conn: conn.execute("UPDATE hour_rollup SET ms = ms + 1"))
    await store.write(lambda conn: conn.execute("DELETE FROM day_span"))
    wrong = ["day_rollup", "month_rollup", "rule", "hour_rollup", "day_span"]
    assert await store.read(rollups.check) == wrong
    await store.write(rollups.rebuild)
    assert await store.read(rollups.check) == []
