"""Backups: whole, owner-only, seven of them, and made without waiting for anybody."""

import asyncio
import threading
import time
from pathlib import Path

import pytest

from collector.store import backups, keeper
from collector.store.keeper import Keeper
from tests.collector.batches import act, batch, client

DAY = 86_400


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
