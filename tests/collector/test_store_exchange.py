"""A backup takes the place of the log while it is in use; nothing else changes, and nothing is lost."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pointeuse.collector.errors import NotFound, StorageFailed
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.names import high_water
from pointeuse.collector.store.acts.selection import EVERYTHING, Selection
from pointeuse.collector.store.erasing.selected import Chosen
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.kept.clients import add_client, find_client, revoke
from pointeuse.collector.store.kept.preferences import preferences, set_preference
from pointeuse.collector.store.sums import rollups
from tests.collector.batches import CATALOGUE, DEVICE, NOW, act, batch, captcha, client


async def send(store, *acts):
    return await store.ingest(client(), batch(*acts))


async def seqs(store):
    return [seq for (seq,) in await store.read(lambda conn: conn.execute("SELECT seq FROM act").fetchall())]


def backup_of(store, day: int = 1) -> str:
    return backups.make_backup(store.path, store.backup_folder, now=day * 86_400).name


async def test_the_log_is_as_the_backup_and_the_old_one_is_kept(store):
    await send(store, act(1), captcha(2))
    name = backup_of(store)
    await send(store, act(3))
    instance, version = store.instance_id, store.version
    kept = await store.restore_backup(name)
    assert await seqs(store) == [1, 2]
    assert await store.read(rollups.check) == []
    assert await store.read(lambda conn: high_water(conn, DEVICE)) == 2
    assert store.instance_id != instance and store.version > version
    assert [copy.name for copy in backups.list_backups(store.backup_folder)] == [kept, name]
    assert (await send(store, act(1), act(3))).stored == [(3, 3)]
    await store.restore_backup(kept)
    assert await seqs(store) == [1, 2, 3]


async def test_it_is_so_after_a_restart_too(settings):
    store = Store.open(settings, CATALOGUE)
    await send(store, act(1))
    name = backup_of(store)
    await send(store, act(2))
    await store.restore_backup(name)
    instance = store.instance_id
    await store.close()
    again = Store.open(settings, CATALOGUE)
    assert (await seqs(again), again.notice, again.instance_id) == ([1], None, instance)
    assert [path.name for path in store.backup_folder.glob("*.part")] == []
    await again.close()


async def test_browsers_and_settings_stay_as_they_are_now(store):
    """A key that was taken away since the backup does not open anything again."""
    await store.write(lambda conn: add_client(conn, client()))
    name = backup_of(store)
    await store.write(lambda conn: revoke(conn, client().id, NOW))
    await store.write(lambda conn: set_preference(conn, "currency", "USD"))
    await store.restore_backup(name)
    found = await store.read(lambda conn: find_client(conn, client().id))
    assert (found.revoked_at, found.key) == (NOW, b"")
    assert (await store.read(preferences)).currency == "USD"


async def test_what_was_erased_since_does_not_come_back(store):
    await send(store, act(1))
    name = backup_of(store)
    await send(store, act(2), act(3, kind="share"))
    await store.erase(Chosen(Selection(kinds=("share",)), NOW))
    await store.restore_backup(name)
    assert (await send(store, act(2), act(3, kind="share"))).duplicate == [(3, 3)]


async def test_a_backup_that_was_elsewhere_meanwhile_learns_what_was_erased(store, tmp_path):
    await send(store, act(1))
    copy = store.backup_folder / backup_of(store)
    copy.rename(tmp_path / "elsewhere")
    await send(store, act(2, kind="share"))
    await store.erase(Chosen(Selection(kinds=("share",)), NOW))
    (tmp_path / "elsewhere").rename(copy)
    await store.restore_backup(copy.name)
    assert (await send(store, act(2, kind="share"))).duplicate == [(2, 2)]


async def test_the_oldest_backup_can_be_restored(store):
    """The backup of the log that is made first pushes the oldest one out."""
    await send(store, act(1))
    names = [backup_of(store, day) for day in range(1, 8)]
    await send(store, act(2))
    await store.restore_backup(names[0])
    assert await seqs(store) == [1]


async def test_a_backup_of_an_earlier_version_is_brought_up_to_date(store):
    store.backup_folder.mkdir(exist_ok=True)
    copy = store.backup_folder / "pointeuse-20261122T000000Z.db"
    with closing(sqlite3.connect(copy)) as conn:
        conn.executescript((Path(__file__).parents[1] / "vectors/schema/1.sql").read_text("utf-8"))
    await store.restore_backup(copy.name)
    assert await store.read(EVERYTHING.count) == 5
    assert await store.read(rollups.check) == []


@pytest.mark.parametrize("name", ["pointeuse-20200101T000000Z.db", "../pointeuse.db", "chosen.part", ""])
async def test_what_is_no_backup_changes_nothing(store, name):
    await send(store, act(1))
    with pytest.raises(NotFound):
        await store.restore_backup(name)
    assert await seqs(store) == [1]


@pytest.mark.parametrize("spoil", ["damaged", "newer"])
async def test_a_backup_that_cannot_be_used_changes_nothing(store, spoil):
    await send(store, act(1))
    copy = store.backup_folder / backup_of(store)
    if spoil == "damaged":
        copy.write_bytes(copy.read_bytes()[:5000])
    else:
        with closing(sqlite3.connect(copy)) as conn:
            conn.execute("PRAGMA user_version=99")
    await send(store, act(2))
    with pytest.raises(StorageFailed):
        await store.restore_backup(copy.name)
    assert await seqs(store) == [1, 2]
    assert (await send(store, act(3))).stored == [(3, 3)]


async def test_an_empty_log_is_not_one_that_cannot_be_read(store):
    assert (await store.make_backup()).acts == 0


async def test_the_list_says_what_is_in_each(store):
    await send(store, act(1), act(2, at=act(2)["at"] - 5 * 86_400_000))
    made = await store.make_backup()
    (store.backup_folder / "pointeuse-20200101T000000Z.db").write_bytes(b"damaged")
    newest, damaged = await store.backups()
    assert newest == made and re.fullmatch(r"pointeuse-\d{8}T\d{6}Z\.db", newest.name)
    assert (newest.acts, newest.last_day - newest.first_day) == (2, 5)
    assert newest.bytes == (store.backup_folder / newest.name).stat().st_size
    assert (damaged.at, damaged.acts, damaged.first_day) == (1_577_836_800_000, None, None)


async def test_backups_by_hand_do_not_push_the_days_before_away(store):
    day = 86_400
    for made in [1, 2, 3, 3.1, 3.2, 3.3, 3.4, 3.5]:
        backups.make_backup(store.path, store.backup_folder, now=made * day)
    assert [copy.name[10:21] for copy in backups.list_backups(store.backup_folder)] == [
        *("19700104T12", "19700104T09", "19700104T07"),
        *("19700103T00", "19700102T00"),
    ]
