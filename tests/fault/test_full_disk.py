"""A disk without room: no answer 200 without storage, reading goes on, and all is well once there is room."""

import asyncio
import json
import resource
import shutil
import sqlite3
import subprocess

import pytest

from pointeuse.collector.acts import decode
from pointeuse.collector.catalogue import load
from pointeuse.collector.errors import StorageFull
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.kept.clients import Client
from pointeuse.collector.store.sums import rollups
from tests.fault.running import Browser, act, covers, wait_until
from tests.fault.verifying import check_stored, check_whole

MB = 1 << 20
MOUNT = ("mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs")


def can_mount() -> bool:
    """Say whether we may mount: tried in a namespace of its own, where it is seen by nobody."""
    tried = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return bool(shutil.which("unshare")) and subprocess.run(tried, capture_output=True).returncode == 0


def fill(browser: Browser) -> tuple[set[int], int]:
    """Send thousands of acts until one batch is refused; return what was stored and the next seq."""
    acknowledged, first = set(), 1
    while True:
        answer = browser.send([act(seq) for seq in range(first, first + 1000)])
        if answer.status != 200:
            return acknowledged, first
        acknowledged |= covers(answer.body["stored"])
        first += 1000
        assert first < 200_000, "the disk was never full"


def check_refused(browser: Browser, first: int, status: int, code: str) -> None:
    for _ in range(3):
        answer = browser.send([act(seq) for seq in range(first, first + 1000)])
        assert (answer.status, answer.body["error"]["code"]) == (status, code)
    assert browser.post("/v1/hello", {"device": browser.device}).status == 200, "reading goes on"


def check_recovered(browser: Browser, first: int, acknowledged: set[int]) -> None:
    sent = range(first, first + 1000)
    wait_until(lambda: browser.send([act(seq) for seq in sent]).status == 200, seconds=30)
    acknowledged |= set(sent)


async def test_full_database_is_507_and_loses_nothing(tmp_path):
    catalogue, device = load(), "A" * 22
    store = Store.open(Settings(tmp_path / "data").ready(), catalogue)
    client = Client("C" * 22, bytes(32), device, "x", "x", "x", 0)

    def batch(first):
        acts = [act(seq) for seq in range(first, first + 500)]
        head = {"schema": 1, "device": device, "extension": "1", "catalogue": "1"}
        return decode(json.dumps({**head, "acts": acts}).encode(), 2_000_000_000_000, catalogue)

    await store.ingest(client, batch(1))
    pages = await store.write(lambda conn: conn.execute("PRAGMA page_count").fetchone()[0])
    await store.write(lambda conn: conn.execute(f"PRAGMA max_page_count={pages + 2}"))
    refused = await asyncio.gather(
        *[store.ingest(client, batch(b)) for b in (501, 1001)], return_exceptions=True
    )
    assert [type(error) for error in refused] == [StorageFull, StorageFull]
    assert await store.read(lambda conn: conn.execute("SELECT max(seq) FROM act").fetchone()) == (500,)
    await store.write(lambda conn: conn.execute("PRAGMA max_page_count=100000"))
    verdicts = await asyncio.gather(*[store.ingest(client, batch(b)) for b in (1, 501, 1001)])
    assert [v.duplicate for v in verdicts] == [[(1, 500)], [], []]
    assert [v.stored for v in verdicts] == [[], [(501, 1000)], [(1001, 1500)]]
    assert await store.read(rollups.check) == []
    await store.close()


def test_write_that_fails_is_503_and_loses_nothing(start, data):
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    collector = start(prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (MB, hard)))
    browser = Browser(data)
    acknowledged, first = fill(browser)
    check_refused(browser, first, 503, "io")
    resource.prlimit(collector.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    check_recovered(browser, first, acknowledged)
    collector.stop()
    check_whole(data)
    check_stored(data, browser.device, acknowledged, acknowledged)


@pytest.fixture
def small_disk(data):
    """Put the data folder on a disk of 3 MB."""
    data.mkdir()
    subprocess.run([*MOUNT, data], check=True)
    yield data
    subprocess.run(["umount", data], check=True)


def test_full_disk_is_507_and_storing_goes_on_by_itself(small_disk, start):
    collector = start()
    browser = Browser(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(MB))
    acknowledged, first = fill(browser)
    check_refused(browser, first, 507, "full")
    with pytest.raises((OSError, sqlite3.Error)):
        backups.make_backup(small_disk / "pointeuse.db", small_disk / "backups")
    assert list(small_disk.glob("backups/*")) == [], "half a backup would fill the disk for good"
    ballast.unlink()
    check_recovered(browser, first, acknowledged)
    collector.stop()
    check_whole(small_disk)
    check_stored(small_disk, browser.device, acknowledged, acknowledged)


if not can_mount():  # only root can make a small disk; the two tests before need no rights
    del test_full_disk_is_507_and_storing_goes_on_by_itself
