"""kill -9 at any moment: nothing that was acknowledged is lost, and nothing is counted twice."""

import http.client
import random
import threading
import time
from pathlib import Path

import pytest

import pointeuse
from pointeuse.collector.errors import Busy, NotFound
from tests.fault.running import Browser, act, covers
from tests.fault.verifying import check_stored, check_whole
from tests.suite.long_run import SEED


class Sender(threading.Thread):
    """Sends batches of 1 to 50 acts, and each again until a proven answer has come."""

    def __init__(self, browser: Browser, seed: int):
        super().__init__(daemon=True)
        self.browser, self.random = browser, random.Random(seed)
        self.acknowledged: set[int] = set()
        self.sent: set[int] = set()
        self.wrong: list[object] = []
        self.ended = threading.Event()

    def run(self) -> None:
        first = 1
        while not self.ended.is_set():
            last = first + self.random.randrange(50)
            self._deliver(list(range(first, last + 1)))
            first = last + 1

    def _deliver(self, seqs: list[int]) -> None:
        self.sent.update(seqs)
        while not self.ended.is_set():
            try:
                answer = self.browser.send([act(seq) for seq in seqs])
            except (OSError, http.client.HTTPException):
                self.ended.wait(0.02)
                continue
            told = covers(answer.body.get("stored", [])) | covers(answer.body.get("duplicate", []))
            if told != set(seqs):
                self.wrong.append(answer)
            self.acknowledged |= told
            return


class Looker(threading.Thread):
    """Somebody with the log in a notebook, who looks again and again while the collector is killed."""

    def __init__(self, data: Path):
        super().__init__(daemon=True)
        self.data, self.counts, self.ended = data, [0], threading.Event()
        self.wrong: list[BaseException] = []

    def run(self) -> None:
        while not self.ended.wait(0.05):
            try:
                self.counts.append(len(pointeuse.open_log(self.data).acts()))
            except (NotFound, Busy):
                continue  # not made yet, or being opened
            except BaseException as error:
                self.wrong.append(error)


def run_kills(start, data, kills: int) -> None:
    collector = start()
    senders = [Sender(Browser(data), seed) for seed in (1, 2)]
    chance = random.Random(SEED)
    looker = Looker(data)
    for thread in (*senders, looker):
        thread.start()
    for _ in range(kills):
        time.sleep(chance.uniform(0.02, 0.4))
        collector.kill()
        collector.start()
    time.sleep(0.3)
    for thread in (*senders, looker):
        thread.ended.set()
        thread.join()
    collector.stop()
    check_whole(data)
    assert looker.wrong == [] and looker.counts == sorted(looker.counts), "what was seen is never gone again"
    assert looker.counts[-1] > 0
    for sender in senders:
        assert sender.wrong == []
        assert len(sender.acknowledged) > 10 * kills, "the collector must have been under load"
        check_stored(data, sender.browser.device, sender.acknowledged, sender.sent)


def test_three_kills_lose_nothing(start, data):
    run_kills(start, data, 3)


@pytest.mark.slow
def test_twenty_five_kills_lose_nothing(start, data):
    run_kills(start, data, 25)


@pytest.mark.long
def test_two_hundred_kills_lose_nothing(start, data):
    run_kills(start, data, 200)
