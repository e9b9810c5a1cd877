"""Between which ids the acts of a day lie: never too narrow, and exact where days follow each other."""

from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.spans import span
from tests.collector.batches import DEVICE, NOW, OTHER_DEVICE, act, batch, client

DAY = 86_400_000
TODAY = (NOW + 3_600_000) // DAY
START = TODAY * DAY - 3_600_000


async def send(store, *acts, device=DEVICE):
    return await store.ingest(client(device), batch(*acts, device=device))


def days_ago(days, *seqs):
    return [act(seq, at=START - days * DAY) for seq in seqs]


async def ids(store, first, last):
    return await store.read(lambda conn: span(conn, TODAY - first, TODAY - last))


async def test_days_in_order_have_exact_spans(store):
    await send(store, *days_ago(3, 1, 2), *days_ago(2, 3), *days_ago(0, 4, 5))
    await send(store, *days_ago(0, 6))
    assert [await ids(store, day, day) for day in range(4)] == [(4, 6), None, (3, 3), (1, 2)]
    assert await ids(store, 3, 1) == (1, 3)


async def test_day_that_is_sent_later_widens_its_span(store):
    await send(store, *days_ago(1, 1), *days_ago(0, 2), *days_ago(1, 3))
    await send(store, *days_ago(1, 1), device=OTHER_DEVICE)
    assert (await ids(store, 1, 1), await ids(store, 0, 0)) == ((1, 4), (2, 2))


async def test_ids_are_those_of_the_new_acts_of_a_batch(store):
    await send(store, *days_ago(1, 2, 4))
    await send(store, *days_ago(1, 1, 2), *days_ago(0, 3, 3), *days_ago(1, 4), *days_ago(0, 5))
    assert (await ids(store, 1, 1), await ids(store, 0, 0)) == ((1, 3), (4, 5))
    assert await store.read(rollups.check) == []


async def test_day_of_which_all_is_forgotten_has_none(store):
    await send(store, *days_ago(1, 1, 2), *days_ago(0, 3, 4))
    await store.forget(DEVICE, START, 4)
    assert (await ids(store, 1, 1), await ids(store, 0, 0)) == ((1, 2), None)


async def test_rebuilding_makes_spans_as_narrow_as_their_acts(store):
    await send(store, *days_ago(0, 1, 2, 3))
    await store.write(lambda conn: conn.execute("UPDATE day_span SET first = 0, last = 9"))
    assert await store.read(rollups.check) == []
    await store.write(rollups.rebuild)
    assert await ids(store, 0, 0) == (1, 3)


async def test_span_that_is_too_narrow_is_found(store):
    await send(store, *days_ago(0, 1, 2, 3))
    for wrong in ("UPDATE day_span SET first = 2", "UPDATE day_span SET last = 2", "DELETE FROM day_span"):
        await store.write(lambda conn, query=wrong: conn.execute(query))
        assert await store.read(rollups.check) == ["day_span"]
        await store.write(rollups.rebuild)
