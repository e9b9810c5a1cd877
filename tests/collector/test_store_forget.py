"""What is forgotten is gone from every file of the data folder, and does not come back."""

import os
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.coverage import coverage
from pointeuse.collector.store.acts.names import high_water
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.files.migrations import MIGRATIONS
from pointeuse.collector.store.sums import rollups
from tests.collector.batches import (
    AT,
    CATALOGUE,
    DEVICE,
    OTHER_DEVICE,
    act,
    attention,
    batch,
    captcha,
    client,
)

SINCE = AT + 499_500  # acts from seq 500 on end later
CANARY = "canary-platform"


async def send(store, *acts, device=DEVICE):
    return await store.ingest(client(device), batch(*acts, device=device))


async def seqs(store):
    rows = await store.read(lambda conn: conn.execute("SELECT seq FROM act ORDER BY device, seq").fetchall())
    return [seq for (seq,) in rows]


def traces(folder, sent) -> list[str]:
    """Name each file that still holds the time of one of the acts as SQLite writes it, or the canary."""
    marks = [struct.pack(">q", fields["at"])[2:] for fields in sent] + [CANARY.encode()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(mark in path.read_bytes() for mark in marks)]


async def test_forgotten_acts_leave_no_byte_in_any_file(settings):
    store = Store.open(settings, CATALOGUE)
    kept = [act(i) for i in range(1, 400)]
    gone = [
        *[act(i, platform=CANARY) for i in range(500, 700)],
        *[captcha(i) for i in range(700, 900)],
        *[attention(i) for i in range(900, 1000)],
    ]
    await send(store, *kept)
    backups.make_backup(store.path, store.backup_folder, now=1)
    await send(store, *gone)
    copy = backups.make_backup(store.path, store.backup_folder)
    for name, at in (("damaged-20261122T000000Z.db", AT), ("damaged-20250101T000000Z.db", 0)):
        (settings.data / name).write_bytes(copy.read_bytes() if at else b"from long before")
        os.utime(settings.data / name, (at // 1000, at // 1000))
    await send(store, act(2000, at=AT + 2_000_000), device=OTHER_DEVICE)
    assert traces(settings.data, gone), "the search must find them while they are there"

    assert await store.forget(DEVICE, SINCE, 1000) == 500
    assert traces(settings.data, gone) == []
    assert await seqs(store) == [*range(1, 400), 2000]
    assert await store.read(rollups.check) == []
    assert {row.platform for row in await store.read(coverage)} == {"youtube"}
    assert [backups.is_sound(copy) for copy in backups.list_backups(store.backup_folder)] == [True, True]
    assert [path.name for path in settings.data.glob("damaged-*")] == ["damaged-20250101T000000Z.db"]
    await store.close()
    assert traces(settings.data, gone) == []


async def test_older_acts_and_later_ones_stay(store):
    await send(store, *[act(i) for i in (1, 499, 500, 501, 800)])
    assert await store.forget(DEVICE, SINCE, 600) == 2
    assert await seqs(store) == [1, 499, 800]


async def test_act_that_ends_inside_the_window_goes(store):
    await send(store, attention(1, at=SINCE - 59_999), attention(2, at=SINCE - 60_001))
    assert await store.forget(DEVICE, SINCE, 10) == 1
    assert await seqs(store) == [2]


async def test_forgotten_act_sent_again_is_a_duplicate(store):
    await send(store, act(500), captcha(501))
    await store.forget(DEVICE, SINCE, 501)
    verdicts = await send(store, act(500), captcha(501), act(502))
    assert (verdicts.duplicate, verdicts.stored) == ([(500, 501)], [(502, 502)])
    assert await seqs(store) == [502]


async def test_act_that_had_not_been_sent_is_forgotten_too(store):
    """It lay in the browser's outbox, or in a batch whose answer was lost, when the person asked."""
    await store.forget(DEVICE, SINCE, 600)
    await send(store, act(1))
    await store.forget(DEVICE, SINCE, 600)
    assert (await send(store, act(550))).duplicate == [(550, 550)]
    assert await seqs(store) == [1]


async def test_older_act_that_had_not_been_sent_is_still_stored(store):
    await send(store, act(500))
    await store.forget(DEVICE, SINCE, 500)
    assert (await send(store, act(2), act(3))).stored == [(2, 3)]


async def test_forgetting_survives_a_restart(settings):
    store = Store.open(settings, CATALOGUE)
    await send(store, act(1), act(500))
    await store.forget(DEVICE, SINCE, 500)
    await store.close()
    store = Store.open(settings, CATALOGUE)
    assert (await send(store, act(500))).duplicate == [(500, 500)]
    assert await store.read(lambda conn: high_water(conn, DEVICE)) == 1
    await store.close()


async def test_forgetting_survives_the_return_of_a_backup(settings):
    store = Store.open(settings, CATALOGUE)
    await send(store, act(1), act(500))
    backups.make_backup(store.path, store.backup_folder)
    await store.forget(DEVICE, SINCE, 500)
    await store.close()
    store.path.write_bytes(b"damaged")
    store = Store.open(settings, CATALOGUE)
    assert await seqs(store) == [1]
    assert (await send(store, act(500))).duplicate == [(500, 500)]
    await store.close()


async def test_nothing_to_forget_is_zero(store):
    assert await store.forget(DEVICE, SINCE, 1000) == 0


async def test_backup_that_cannot_be_read_goes(store):
    await send(store, act(500))
    backup = backups.make_backup(store.path, store.backup_folder)
    backup.write_bytes(backup.read_bytes()[:5000])
    await store.forget(DEVICE, SINCE, 1000)
    assert not backup.exists()


async def test_backup_of_an_earlier_version_loses_the_acts_and_stays(store):
    """It is brought up to date with it, for it has to remember what must not come back."""
    store.backup_folder.mkdir(exist_ok=True)
    copy = store.backup_folder / "pointeuse-20261122T000000Z.db"
    written = Path(__file__).parents[1] / "vectors" / "schema" / "2.sql"
    with closing(sqlite3.connect(copy)) as conn:
        conn.executescript(written.read_text("utf-8"))
    await send(store, act(500))
    await store.forget(DEVICE, AT, 1000)
    assert backups.is_sound(copy)
    with closing(sqlite3.connect(copy)) as conn:
        assert conn.execute("SELECT device, sum(acts) FROM act, day_rollup").fetchall() == [(2, 1)]
        assert conn.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert rollups.check(conn) == []


@pytest.mark.parametrize("count", [1, 37, 999])
async def test_sums_agree_after_forgetting_any_part(store, count):
    await send(store, *[act(i, n=1 if i % 3 else -1, offset_min=i % 60) for i in range(1, 1001)])
    await send(store, captcha(1001), attention(1002))
    await store.forget(DEVICE, AT + (1002 - count) * 1000, 2000)
    assert await store.read(rollups.check) == []
