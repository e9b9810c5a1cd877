"""Reading and writing through the store: who may do what, for how long, and what a failure leaves behind."""

import asyncio

import pytest

from pointeuse.collector.errors import Busy, Malformed, StorageFailed
from pointeuse.collector.store import Store
from pointeuse.collector.store.engine import readers
from pointeuse.collector.store.kept.clients import Client, add_client, find_client, list_clients, revoke
from pointeuse.collector.store.kept.preferences import Preferences, preferences, set_preference
from pointeuse.collector.store.sums import rollups
from tests.collector.batches import CATALOGUE, act, batch, client


def paired(id_: str = "C" * 22, at: int = 5) -> Client:
    return Client(id_, b"k" * 32, "A" * 22, "moz-extension://x", "Firefox", "at home", at)


async def test_reader_cannot_write(store):
    with pytest.raises(StorageFailed) as refused:
        await store.read(lambda conn: conn.execute("DELETE FROM preference"))
    assert "readonly" in str(refused.value.__cause__)


async def test_long_read_is_ended(store, monkeypatch):
    monkeypatch.setattr(readers, "READ_S", 0.05)  # a bound that a test can wait for
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(Busy):
        await store.read(lambda conn: conn.execute(endless).fetchall())
    assert await store.read(lambda conn: conn.execute("SELECT 1").fetchone()) == (1,)


async def test_read_sees_one_moment(store):
    loop = asyncio.get_running_loop()

    def count_twice(conn):
        first = conn.execute("SELECT count(*) FROM act").fetchone()
        sending = asyncio.run_coroutine_threadsafe(store.ingest(client(), batch(act(1))), loop)
        sending.result(10)
        return first, conn.execute("SELECT count(*) FROM act").fetchone()

    assert await store.read(count_twice) == ((0,), (0,))
    assert await store.read(lambda conn: conn.execute("SELECT count(*) FROM act").fetchone()) == (1,)


async def test_write_that_raises_changes_nothing(store):
    version = store.version

    def half(conn):
        set_preference(conn, "currency", "USD")
        raise Malformed("the second half")

    with pytest.raises(Malformed, match="second half"):
        await store.write(half)
    assert await store.read(preferences) != "USD"
    assert store.version == version
    await store.write(lambda conn: set_preference(conn, "currency", "GBP"))
    assert (await store.read(preferences)).currency == "GBP"


async def test_version_grows_with_every_change_and_with_nothing_else(store):
    versions = [store.version]
    for step in (
        store.ingest(client(), batch(act(1))),
        store.write(lambda conn: set_preference(conn, "wage_per_hour", 12.5)),
        store.ingest(client(), batch(act(2, ms=-1))),
        store.forget("A" * 22, 0, 5),
    ):
        await step
        versions.append(store.version)
    assert versions == sorted(set(versions))
    await store.ingest(client(), batch(act(9, n=-1)))
    before = store.version
    await store.ingest(client(), batch(act(9, n=-1)))
    await store.read(rollups.check)
    assert store.version == before


async def test_names_of_a_failed_transaction_are_learnt_again(store):
    def fail(conn):
        raise ValueError("after the names were met")

    await asyncio.gather(
        store.ingest(client(), batch(act(1, platform="first"))), store.write(fail), return_exceptions=True
    )
    await store.ingest(client(), batch(act(2, platform="second"), act(3, platform="first")))
    assert await store.read(rollups.check) == []


async def test_version_is_larger_after_a_restart(settings):
    first = Store.open(settings, CATALOGUE)
    await first.ingest(client(), batch(act(1)))
    await first.close()
    second = Store.open(settings, CATALOGUE)
    await second.close()
    assert second.version > first.version - 10


async def test_pairings_are_kept_and_ended(store):
    await store.write(lambda conn: add_client(conn, paired()))
    await store.write(lambda conn: add_client(conn, paired("D" * 22, at=9)))
    assert await store.read(lambda conn: find_client(conn, "C" * 22)) == paired()
    assert await store.write(lambda conn: revoke(conn, "C" * 22, 11))
    assert not await store.write(lambda conn: revoke(conn, "C" * 22, 12))
    found = await store.read(list_clients)
    assert [(c.id[0], c.revoked_at) for c in found] == [("D", None), ("C", 11)]
    assert found[1].key == b"", "the key of an ended pairing is wiped"
    assert await store.read(lambda conn: find_client(conn, "E" * 22)) is None


async def test_preferences_start_from_the_system(store, monkeypatch):
    monkeypatch.setattr("locale.getlocale", lambda: ("fr_BE", "UTF-8"))  # a machine's own differ
    assert await store.read(preferences) == Preferences(country="BE", currency="EUR", wage_per_hour=None)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))  # as above
    assert (await store.read(preferences)).country == "FR"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("country", "DE"), ("country", "BR"), ("currency", "CHF")],
        *[("wage_per_hour", 0), ("wage_per_hour", 13.5), ("wage_per_hour", None)],
    ],
)
async def test_preference_is_kept(store, name, value):
    await store.write(lambda conn: set_preference(conn, name, value))
    assert getattr(await store.read(preferences), name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("country", "de"), ("country", "DEU"), ("country", None), ("country", "D1"), ("country", "DE\n")],
        *[("currency", "€"), ("currency", 5), ("wage_per_hour", -1), ("wage_per_hour", True)],
        *[("wage_per_hour", "12"), ("wage_per_hour", 1e9), ("wage_per_hour", float("nan")), ("name", "me")],
    ],
)
async def test_preference_out_of_its_bounds_is_refused(store, name, value):
    with pytest.raises(Malformed):
        await store.write(lambda conn: set_preference(conn, name, value))
