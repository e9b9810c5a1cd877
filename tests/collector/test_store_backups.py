"""Backups: whole, owner-only, seven of them, and made without waiting for anybody."""

import asyncio
import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from pointeuse.collector.store import Store, keeper
from pointeuse.collector.store.acts.selection import EVERYTHING
from pointeuse.collector.store.erasing.selected import Chosen
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.keeper import Keeper
from tests.collector.batches import CATALOGUE, NOW, act, batch, client

DAY = 86_400
JUMPS = {"an hour": 3600, "a day": DAY, "ten years": 3653 * DAY}


async def test_backup_holds_what_still_lies_in_the_log(store):
    await store.ingest(client(), batch(*[act(i + 1) for i in range(50)]))
    copy = backups.make_backup(store.path, store.backup_folder)
    assert backups.is_sound(copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert store.backup_folder.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in store.backup_folder.iterdir()] == [copy.name]


async def test_seven_are_kept(store):
    for day in range(9):
        backups.make_backup(store.path, store.backup_folder, now=day * DAY)
    names = [copy.name for copy in backups.list_backups(store.backup_folder)]
    assert names == [f"pointeuse-1970010{day}T000000Z.db" for day in range(9, 2, -1)]


async def test_half_a_backup_is_swept(store):
    copy = backups.make_backup(store.path, store.backup_folder)
    part = copy.with_name("pointeuse-20990101T000000Z.db.part")
    part.write_bytes(b"half")
    backups.sweep(store.backup_folder)
    assert (part.exists(), copy.exists()) == (False, True)


async def test_next_one_is_due_a_day_after_the_newest(store):
    assert backups.due_in(store.backup_folder, time.time()) == 0
    copy = backups.make_backup(store.path, store.backup_folder)
    assert backups.due_in(store.backup_folder, copy.stat().st_mtime + 1000) == pytest.approx(DAY - 1000)


def backup_of(store, clock: float) -> Path:
    """Make a backup while the clock says so."""
    made = backups.make_backup(store.path, store.backup_folder, now=clock)
    os.utime(made, (clock, clock))
    return made


@pytest.mark.parametrize("way", [1, -1], ids=["ahead", "behind"])
@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
async def test_a_backup_made_with_a_wrong_clock_hides_none_made_after_it(settings, jump, way):
    store = Store.open(settings, CATALOGUE)
    now, folder = time.time(), store.backup_folder
    await store.ingest(client(), batch(act(1)))
    wrong = backup_of(store, now + way * jump)
    assert backups.due_in(folder, now) <= max(0, DAY - jump), "the next one is made in time"
    await store.ingest(client(), batch(*[act(seq) for seq in range(2, 12)]))
    right = backup_of(store, now)
    assert right != wrong and backups.list_backups(folder) == [right, wrong]
    assert [row.acts for row in await store.backups()] == [11, 1]
    await store.close()
    store.path.write_bytes(b"no log at all" * 500)
    store = Store.open(settings, CATALOGUE)
    assert right.name in store.notice and await store.read(EVERYTHING.count) == 11
    await store.close()


async def test_of_backups_without_a_number_one_of_the_future_comes_last(store):
    names = [path.name for path in (backup_of(store, time.time() + shift) for shift in (DAY * 400, 0, -DAY))]
    for path in store.backup_folder.glob("*.db"):
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("DELETE FROM meta WHERE name='backup_number'")
            conn.commit()
    assert [path.name for path in backups.list_backups(store.backup_folder)] == [names[1], names[2], names[0]]


async def test_a_clock_that_was_set_back_overwrites_no_backup(store):
    made = {backups.make_backup(store.path, store.backup_folder, now=0) for _ in range(3)}
    assert len(made) == 3 and set(backups.list_backups(store.backup_folder)) == made


async def test_a_backup_that_another_program_holds_is_not_taken_for_old(store):
    days = [backup_of(store, day * DAY) for day in range(7)]
    with closing(sqlite3.connect(days[-1], isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        backup_of(store, 7 * DAY)
        assert days[-1].exists()


async def test_what_only_looks_like_a_backup_is_left_alone(store):
    made = backup_of(store, 0)
    odd = ("pointeuse-mine.db", "pointeuse-19700101T000000Z.db.bak", "pointeuse-20269999T999999Z.db")
    for name in odd:
        (store.backup_folder / name).write_text("a note")
    assert [row.name for row in await store.backups()] == [made.name]


async def test_more_backups_than_are_kept_are_no_obstacle(store):
    """A kill between making one and removing the eighth leaves more; so does whoever copies them back."""
    await store.ingest(client(), batch(act(1), act(2)))
    made = backup_of(store, 0)
    for day in range(1, 15):
        copy = made.with_name(f"pointeuse-197002{day:02}T000000Z.db")
        copy.write_bytes(made.read_bytes())
    assert await store.erase(Chosen(EVERYTHING, NOW)) == 2
    assert [row.acts for row in await store.backups()] == [0] * 7
    gone = backups.list_backups(store.backup_folder)[3]
    gone.unlink()
    await store.ingest(client(), batch(act(3)))
    assert await store.erase(Chosen(EVERYTHING, NOW)) == 0, "what was erased stays so"


async def test_damaged_copy_is_not_installed(store, tmp_path):
    part = tmp_path / "copy.db.part"
    part.write_bytes(b"SQLite format 3\0" + bytes(5000))
    with pytest.raises(backups.sqlite3.DatabaseError):
        backups.install(part, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def wait_for_a_backup(folder: Path) -> None:
    end = time.monotonic() + 10
    while not backups.list_backups(folder) and time.monotonic() < end:
        time.sleep(0.01)


async def test_keeper_makes_the_first_backup_by_itself(store, monkeypatch, tmp_path):
    monkeypatch.setattr(keeper, "FIRST_S", 0)  # in life a minute, to leave the start alone
    working = Keeper(store.path, tmp_path / "copies")
    working.start()
    await asyncio.to_thread(wait_for_a_backup, tmp_path / "copies")
    working.stop()
    assert len(backups.list_backups(tmp_path / "copies")) == 1


async def test_keeper_outlives_a_failure(store, monkeypatch, tmp_path, caplog):
    blocked = tmp_path / "copies"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setattr(keeper, "FIRST_S", 0)  # as above
    monkeypatch.setattr(keeper, "AGAIN_S", 0)
    working = Keeper(store.path, blocked)
    working.start()
    end = time.monotonic() + 10
    while not caplog.records and time.monotonic() < end:
        made = threading.Event()
        made.wait(0.01)
    assert working.is_alive()
    working.stop()
    assert "No backup could be made" in caplog.text
