"""Browsers, a store and all that can happen between them, in any order: the sums equal the model's."""

import asyncio
import random
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.names import high_water
from pointeuse.collector.store.acts.selection import Selection
from pointeuse.collector.store.erasing.selected import Chosen
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.strike import Strikes
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.hours import hours
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
from tests.suite.long_run import draws

DEVICES = st.sampled_from([DEVICE, OTHER_DEVICE])
MAKERS = st.sampled_from([act, attention, captcha])
SOME = st.integers(1, 6)
AGO = st.sampled_from([0, 1, 2, 3, 26, 49])
LATELY = st.one_of(st.integers(61, 300), st.integers(300, 3000))


class Profile:
    """What one browser holds: acts that wait, acts that were acknowledged, and what should be stored."""

    def __init__(self) -> None:
        self.next = 1
        self.waiting: dict[int, dict] = {}
        self.sent: dict[int, dict] = {}
        self.stored: dict[int, dict] = {}
        self.forgotten: set[int] = set()
        self.answered: set[int] = set()

    def arrived(self, acts: list[dict]) -> None:
        self.answered |= {made["seq"] for made in acts}
        self.stored |= {made["seq"]: made for made in acts if made["seq"] not in self.forgotten}


class Delivery(RuleBasedStateMachine):
    """`stored` of each profile is the model; whatever is acknowledged must be in it and in the store."""

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.life = 0
        self.profiles = {DEVICE: Profile(), OTHER_DEVICE: Profile()}
        self.open()
        for device in self.profiles:
            self.record(device, act, 6, 0)
            self.send_the_oldest(device, 3)

    def open(self) -> None:
        self.store = Store.open(Settings(self.folder / str(self.life)).ready(), CATALOGUE)

    def run(self, call):
        return self.loop.run_until_complete(call)

    @rule(device=DEVICES, make=MAKERS, count=SOME, hours=AGO)
    def record_acts(self, device, make, count, hours):
        self.record(device, make, count, hours)

    def record(self, device, make, count, hours):
        profile = self.profiles[device]
        for _ in range(count):
            at = AT - hours * 3_600_000 + profile.next
            profile.waiting[profile.next] = make(profile.next, at=at)
            profile.next += 1

    def deliver(self, device, acts, is_answered=True):
        """Post a batch; without an answer the browser goes on believing that its acts wait."""
        if not acts:
            return
        profile = self.profiles[device]
        verdicts = self.run(self.store.ingest(client(device), batch(*acts, device=device)))
        assert (verdicts.conflict, verdicts.rejected) == ([], [])
        profile.arrived(acts)
        if is_answered:
            for first, last in verdicts.stored + verdicts.duplicate:
                for seq in range(first, last + 1):
                    if seq in profile.waiting:
                        profile.sent[seq] = profile.waiting.pop(seq)

    def send_the_oldest(self, device, count, is_answered=True):
        self.deliver(device, list(self.profiles[device].waiting.values())[:count], is_answered)

    @rule(device=DEVICES, make=MAKERS, count=SOME, is_answered=st.booleans())
    def record_and_send(self, device, make, count, is_answered):
        self.record(device, make, 2, 0)
        self.send_the_oldest(device, count, is_answered)

    @rule(device=DEVICES, count=SOME, seed=st.integers(0, 99))
    def send_out_of_order(self, device, count, seed):
        profile = self.profiles[device]
        everything = [*profile.waiting.values(), *profile.sent.values()]
        self.deliver(device, random.Random(seed).sample(everything, min(count, len(everything))))

    @rule(device=DEVICES)
    def send_two_batches_at_once(self, device):
        acts = list(self.profiles[device].waiting.values())[:4]
        if acts:
            twice = [batch(*acts, device=device), batch(*acts[1:] or acts, device=device)]
            sending = [self.store.ingest(client(device), one) for one in twice]
            self.run(asyncio.wait([self.loop.create_task(one) for one in sending]))
            self.profiles[device].arrived(acts)

    @rule(device=DEVICES, minutes=LATELY)
    def forget(self, device, minutes):
        profile, since = self.profiles[device], AT + 3_600_000 - minutes * 60_000
        self.run(self.store.forget(device, since, profile.next - 1))
        for held in (profile.waiting, profile.stored):
            for seq in [seq for seq, made in held.items() if made["at"] + made["ms"] >= since]:
                del held[seq]
                profile.forgotten.add(seq)

    @rule(kind=st.sampled_from(["like", "attention", "captcha.image"]))
    def erase_a_kind(self, kind):
        """What was stored of it goes; what waits in a browser still comes."""
        self.run(self.store.erase(Chosen(Selection(kinds=(kind,)), AT)))
        for profile in self.profiles.values():
            gone = [seq for seq, made in profile.stored.items() if made["kind"] == kind]
            self.forgot(profile, gone)

    @rule(device=DEVICES, count=SOME, seed=st.integers(0, 99), is_undone=st.booleans())
    def strike(self, device, count, seed, is_undone):
        profile, strikes = self.profiles[device], Strikes(self.store, CATALOGUE)
        some = random.Random(seed).sample(sorted(profile.stored), min(count, len(profile.stored)))
        found, token = self.run(strikes.strike([(device, seq) for seq in some]))
        assert found == len(some)
        if is_undone:
            assert self.run(strikes.undo(token)) == len(some)
        else:
            self.forgot(profile, some)

    def forgot(self, profile, seqs):
        for seq in seqs:
            del profile.stored[seq]
        profile.forgotten |= set(seqs)

    @rule(device=DEVICES)
    def resend_everything(self, device):
        """Also what was forgotten: it must stay forgotten."""
        self.deliver(device, list(self.profiles[device].sent.values()))

    @rule()
    def crash(self):
        """What a power cut leaves: the file and its log, as they are, without the shared memory."""
        before, self.life = self.folder / str(self.life), self.life + 1
        after = self.folder / str(self.life)
        after.mkdir(mode=0o700)
        for path in [*before.glob("pointeuse.db"), *before.glob("pointeuse.db-wal")]:
            shutil.copy(path, after)
        old = self.store
        self.open()
        self.run(old.close())

    @rule()
    def restart(self):
        self.run(self.store.close())
        self.open()

    @rule()
    def back_up(self):
        backups.make_backup(self.store.path, self.store.backup_folder)

    @invariant()
    def nothing_is_lost_and_nothing_counted_twice(self):
        rows = self.run(self.store.read(lambda conn: conn.execute(ROWS).fetchall()))
        model = [
            (device, made["seq"], made["kind"], made["at"], made["ms"])
            for device, profile in self.profiles.items()
            for made in profile.stored.values()
        ]
        assert rows == sorted(model)
        assert self.run(self.store.read(rollups.check)) == []

    @invariant()
    def hours_of_the_week_are_those_of_the_model(self):
        expected: dict[tuple[int, int], list[int]] = {}
        for made in (made for profile in self.profiles.values() for made in profile.stored.values()):
            began = datetime.fromtimestamp(made["at"] / 1000 + made["offset_min"] * 60, UTC)
            is_time = made["kind"] == "attention"
            sums = expected.setdefault((began.weekday(), began.hour), [0, 0])
            sums[is_time] += made["ms"] if is_time else made["n"]
        found = self.run(self.store.read(lambda conn: hours(conn, 0, 99_999)))
        assert {(weekday, hour): sums for weekday, hour, *sums in found} == expected

    @invariant()
    def high_water_is_where_the_first_gap_begins(self):
        for device, profile in self.profiles.items():
            expected = min(profile.answered, default=0)
            while expected + 1 in profile.answered:
                expected += 1
            assert self.run(self.store.read(lambda conn, name=device: high_water(conn, name))) == expected

    def teardown(self):
        if hasattr(self, "store"):
            self.run(self.store.close())
            self.loop.close()
            shutil.rmtree(self.folder)


ROWS = """SELECT d.name, seq, k.name, at, ms FROM act JOIN device d ON d.id = device
JOIN rule r ON r.id = rule JOIN kind k ON k.id = r.kind ORDER BY 1, 2"""

TestDelivery = pytest.mark.drawn(Delivery.TestCase)
TestDelivery.settings = settings(max_examples=draws(30), stateful_step_count=30, deadline=None)
