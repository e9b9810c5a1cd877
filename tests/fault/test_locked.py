"""Other programs that hold the file: a lock is a 503 in time, and after a long reader the log shrinks."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from pointeuse.collector.store.engine.connection import WAL_LIMIT
from tests.fault.running import Browser, act
from tests.fault.verifying import check_stored, check_whole


@pytest.mark.slow
def test_locked_file_is_503_within_six_seconds_for_everybody(start, data):
    collector = start()
    browser = Browser(data)
    assert browser.send([act(1)]).status == 200

    def timed(seq):
        began = time.monotonic()
        answer = browser.send([act(seq)])
        return answer.status, answer.body["error"]["code"], time.monotonic() - began

    with closing(sqlite3.connect(data / "pointeuse.db", isolation_level=None)) as stranger:
        stranger.execute("BEGIN EXCLUSIVE")
        with ThreadPoolExecutor(8) as senders:
            answers = list(senders.map(timed, range(2, 10)))
        assert browser.post("/v1/hello", {"device": browser.device}).status == 200, "reading goes on"
        stranger.execute("ROLLBACK")
    assert {answer[:2] for answer in answers} == {(503, "busy")}
    assert max(seconds for *_, seconds in answers) < 6
    assert browser.send([act(seq) for seq in range(1, 10)]).status == 200
    collector.stop()
    check_whole(data)
    check_stored(data, browser.device, set(range(1, 10)), set(range(1, 10)))


def test_log_shrinks_after_a_long_reader(start, data):
    collector = start()
    browser = Browser(data)
    log = data / "pointeuse.db-wal"
    with closing(sqlite3.connect(data / "pointeuse.db", isolation_level=None)) as stranger:
        stranger.execute("BEGIN")
        stranger.execute("SELECT count(*) FROM act").fetchone()
        for first in range(1, 150_000, 1000):
            assert browser.send([act(seq) for seq in range(first, first + 1000)]).status == 200
        held = log.stat().st_size
    assert browser.send([act(200_001)]).status == 200
    assert browser.send([act(200_002)]).status == 200
    assert log.stat().st_size <= WAL_LIMIT < held < 64 * 1024 * 1024
    collector.stop()
    check_whole(data)
