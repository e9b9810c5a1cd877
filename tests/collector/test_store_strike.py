"""A struck act is gone like any other, and an undo brings it back as it was."""

import struct

import pytest

from pointeuse.collector.errors import NotFound
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.browse import newest
from pointeuse.collector.store.acts.selection import EVERYTHING
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.strike import Strikes
from pointeuse.collector.store.sums import rollups
from tests.collector.batches import AT, CATALOGUE, DEVICE, act, attention, batch, captcha, client

SENT = [act(1), captcha(2), attention(3), act(4, kind="hologram", platform="later", detail={"depth": 3})]


async def send(store, *acts):
    return await store.ingest(client(), batch(*acts))


async def rows(store):
    return await store.read(lambda conn: newest(conn, EVERYTHING, CATALOGUE.kinds, None, 100))


def traces(folder, fields) -> list[str]:
    mark = struct.pack(">q", fields["at"])[2:]
    return [path.name for path in folder.rglob("*") if path.is_file() and mark in path.read_bytes()]


@pytest.fixture
async def strikes(store):
    await send(store, *SENT)
    return Strikes(store, CATALOGUE)


async def test_struck_acts_are_gone_from_every_file_and_do_not_come_back(store, strikes, settings):
    backups.make_backup(store.path, store.backup_folder)
    assert traces(settings.data, SENT[1])
    assert (await strikes.strike([(DEVICE, 2), (DEVICE, 99)]))[0] == 1
    assert traces(settings.data, SENT[1]) == []
    assert (await send(store, *SENT)).duplicate == [(1, 4)]
    assert [row.act["seq"] for row in await rows(store)] == [4, 3, 1]
    assert await store.read(rollups.check) == []


async def test_an_undo_brings_them_back_as_they_were(store, strikes):
    before = await rows(store)
    _, token = await strikes.strike([(DEVICE, seq) for seq in (1, 2, 4)])
    assert await strikes.undo(token) == 3
    assert await rows(store) == before
    assert await store.read(rollups.check) == []
    assert (await send(store, *SENT)).duplicate == [(1, 4)]


async def test_after_an_undo_nothing_remembers_them_as_gone(settings):
    """Not a backup either: it may take the place of the log."""
    store = Store.open(settings, CATALOGUE)
    await send(store, act(1))
    backups.make_backup(store.path, store.backup_folder)
    await send(store, *SENT)
    strikes = Strikes(store, CATALOGUE)
    _, token = await strikes.strike([(DEVICE, 2)])
    await strikes.undo(token)
    await store.close()
    store.path.write_bytes(b"damaged")
    again = Store.open(settings, CATALOGUE)
    assert (await send(again, *SENT)).stored == [(2, 4)]
    await again.close()


async def test_an_act_whose_place_was_taken_meanwhile_comes_last(store, strikes):
    _, token = await strikes.strike([(DEVICE, 4)])
    await send(store, act(5))
    await strikes.undo(token)
    assert [row.act["seq"] for row in await rows(store)] == [4, 5, 3, 2, 1]
    assert await store.read(rollups.check) == []


@pytest.mark.parametrize("first", [[], [("used", 1)]])
async def test_an_undo_works_once_and_with_its_own_token(strikes, first):
    _, token = await strikes.strike([(DEVICE, 1)])
    if first:
        await strikes.undo(token)
    with pytest.raises(NotFound):
        await strikes.undo(token if first else "x" * 22)


async def test_after_ten_minutes_nothing_of_them_is_left_in_memory(strikes, monkeypatch):
    monkeypatch.setattr("pointeuse.collector.store.strike.UNDO_SECONDS", 0)  # in life ten minutes
    _, token = await strikes.strike([(DEVICE, 1)])
    await strikes._store.read(lambda conn: None)  # the loop goes round
    assert strikes._struck == {}
    with pytest.raises(NotFound):
        await strikes.undo(token)


async def test_the_date_of_a_rule_follows(store, strikes):
    def last(conn):
        return conn.execute("SELECT last_at FROM rule WHERE name='youtube.like'").fetchone()[0]

    await send(store, act(7))
    _, token = await strikes.strike([(DEVICE, 7)])
    assert await store.read(last) == AT + 1000
    await strikes.undo(token)
    assert await store.read(last) == AT + 7000
