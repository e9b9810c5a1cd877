"""One log has one writer, and lies where it can be locked."""

import asyncio
import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pointeuse.collector.errors import AlreadyRunning, StartupError
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.selection import EVERYTHING
from pointeuse.collector.store.engine.lock import Lock, _file_system
from tests.collector.batches import CATALOGUE, act, batch, client
from tests.collector.test_store_opening import ROOT, contents


async def test_second_collector_ends_within_two_seconds(settings):
    store = Store.open(settings, CATALOGUE)
    await store.ingest(client(), batch(act(1)))
    before = contents(settings.data)
    code = (
        "import sys; from pathlib import Path; from pointeuse.collector.catalogue import load;"
        "from pointeuse.collector.settings import Settings; from pointeuse.collector.store import Store;"
        "Store.open(Settings(Path(sys.argv[1])), load())"
    )
    began = time.monotonic()
    command = [sys.executable, "-c", code, str(settings.data)]
    ended = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=subprocess.PIPE)
    _, said = await ended.communicate()
    assert time.monotonic() - began < 2
    assert ended.returncode != 0 and b"AlreadyRunning" in said
    assert contents(settings.data) == before
    await store.close()


async def test_one_log_has_one_writer_however_its_folder_is_reached(settings, tmp_path):
    store = Store.open(settings, CATALOGUE)
    linked, beside = tmp_path / "linked", Settings(tmp_path / "beside").ready()
    linked.symlink_to(settings.data)
    (beside.data / "pointeuse.db").symlink_to(store.path)
    (settings.data / "lock").unlink()
    for folder in (settings.data, linked, beside.data):
        with pytest.raises(AlreadyRunning):
            Store.open(Settings(folder), CATALOGUE)
    assert (await store.ingest(client(), batch(act(1)))).stored == [(1, 1)]
    await store.close()
    for folder in (beside.data, settings.data):
        again = Store.open(Settings(folder), CATALOGUE)
        await again.close()


KILLED = """
import asyncio, os, sys
from pathlib import Path
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from tests.collector.batches import CATALOGUE, act, batch, client

async def work():
    store = Store.open(Settings(Path(sys.argv[1])), CATALOGUE)
    await store.ingest(client(), batch(act(1)))
    await store.make_backup()
    await store.ingest(client(), batch(*[act(seq) for seq in range(2, 100)]))
    os._exit(9)

asyncio.run(work())
"""


async def test_a_linked_log_that_was_killed_keeps_what_its_write_ahead_log_holds(settings, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    (settings.data / "pointeuse.db").symlink_to(disk / "log.db")
    (disk / "log.db").touch(mode=0o600)
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, settings.data, cwd=ROOT)
    assert await killed.wait() == 9
    store = Store.open(settings, CATALOGUE)
    assert store.notice is None and await store.read(EVERYTHING.count) == 99
    await store.close()


async def test_a_link_to_a_disk_that_is_not_there_is_left_as_it_is(settings, tmp_path):
    link = settings.data / "pointeuse.db"
    link.symlink_to(tmp_path / "disk" / "log.db")
    with pytest.raises(StartupError, match="is not there"):
        Store.open(settings, CATALOGUE)
    assert link.is_symlink() and not (tmp_path / "disk").exists()


async def test_a_lock_that_may_not_be_opened_is_not_said_to_be_in_use(settings, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("pointeuse.collector.store.engine.lock.os.open", refuse)  # root may open anything
    with pytest.raises(StartupError, match="cannot be locked") as refused:
        Store.open(settings, CATALOGUE)
    assert not isinstance(refused.value, AlreadyRunning)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EINVAL, errno.EPERM])
async def test_a_folder_that_cannot_be_locked_is_not_said_to_be_in_use(settings, monkeypatch, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(
        "pointeuse.collector.store.engine.lock.fcntl.flock", refuse
    )  # a file system that knows no locks
    with pytest.raises(StartupError, match="cannot be locked") as refused:
        Store.open(settings, CATALOGUE)
    assert not isinstance(refused.value, AlreadyRunning)


async def test_a_folder_in_the_place_of_the_log_is_called_one(settings):
    (settings.data / "pointeuse.db").mkdir()
    with pytest.raises(StartupError, match="is a folder"):
        Store.open(settings, CATALOGUE)


async def test_lock_ends_with_the_store(settings):
    store = Store.open(settings, CATALOGUE)
    with pytest.raises(AlreadyRunning):
        Lock(settings.data)
    await store.close()
    Lock(settings.data).release()


async def test_refusal_gives_the_lock_back(settings):
    (settings.data / "pointeuse.db").write_bytes(b"")
    (settings.data / "second").hardlink_to(settings.data / "pointeuse.db")
    with pytest.raises(StartupError, match="second name"):
        Store.open(settings, CATALOGUE)
    Lock(settings.data).release()


def test_network_folder_is_told_by_its_mount():
    mounts = (
        "22 1 254:0 / / rw - ext4 /dev/root rw\n"
        "40 22 0:50 / /home rw shared:1 - nfs4 server:/home rw\n"
        "41 40 0:51 / /home/me/a\\040b rw - tmpfs none rw\n"
    )
    assert _file_system(Path("/home/me"), mounts) == "nfs4"
    assert _file_system(Path("/home/me/a b/c"), mounts) == "tmpfs"
    assert _file_system(Path("/homestead"), mounts) == "ext4"
