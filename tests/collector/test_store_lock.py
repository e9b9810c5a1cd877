"""One log has one writer, and lies where it can be locked."""

import asyncio
import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from collector.errors import AlreadyRunning, StartupError
from collector.settings import Settings
from collector.store import Store
from collector.store.lock import Lock, _file_system
from tests.collector.batches import CATALOGUE, act, batch, client
from tests.collector.test_store_opening import ROOT, contents


async def test_second_collector_ends_within_two_seconds(settings):
    store = Store.open(settings, CATALOGUE)
    await store.ingest(client(), batch(act(1)))
    before = contents(settings.data)
    code = (
        "import sys; from pathlib import Path; from collector.catalogue import load;"
        "from collector.settings import Settings; from collector.store import Store;"
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


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EINVAL, errno.EPERM])
async def test_a_folder_that_cannot_be_locked_is_not_said_to_be_in_use(settings, monkeypatch, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("collector.store.lock.fcntl.flock", refuse)  # a file system that knows no locks
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
