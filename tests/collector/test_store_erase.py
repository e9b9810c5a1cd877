"""Erased acts are gone from every file, their sums with them, and do not come back; the others stay."""

import sqlite3
import struct
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.browse import names_in_log
from pointeuse.collector.store.acts.coverage import coverage, refusals
from pointeuse.collector.store.acts.selection import EVERYTHING, Selection
from pointeuse.collector.store.erasing import erase
from pointeuse.collector.store.erasing.forget import Stretch
from pointeuse.collector.store.erasing.selected import Chosen
from pointeuse.collector.store.files import backups
from pointeuse.collector.store.sums import rollups
from tests.collector.batches import (
    AT,
    CATALOGUE,
    DEVICE,
    NOW,
    OTHER_DEVICE,
    act,
    attention,
    batch,
    captcha,
    client,
)
from tests.suite.long_run import draws

TODAY = (AT + 60 * 60_000) // DAY_MS
CANARY = "canary-platform"


async def send(store, *acts, device=DEVICE):
    return await store.ingest(client(device), batch(*acts, device=device))


async def seqs(store, device=DEVICE):
    query = "SELECT seq FROM act JOIN device d ON d.id = device WHERE d.name = ? ORDER BY seq"
    return [seq for (seq,) in await store.read(lambda conn: conn.execute(query, (device,)).fetchall())]


def day_before(seq: int, days: int, **fields) -> dict:
    return act(seq, **{"at": AT - days * DAY_MS + seq, **fields})


def chosen(at: int = NOW, **fields) -> Chosen:
    return Chosen(Selection(**fields), at)


def traces(folder, sent) -> list[str]:
    """Name each file that still holds the time of one of the acts as SQLite writes it, or the canary."""
    marks = [struct.pack(">q", fields["at"])[2:] for fields in sent] + [CANARY.encode()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if any(mark in path.read_bytes() for mark in marks))


CHOICES = {
    "days": Selection(first_day=TODAY - 3, last_day=TODAY - 2),
    "platform": Selection(platforms=(CANARY,)),
    "kind": Selection(kinds=("canary-kind",)),
    "all three": Selection(TODAY - 3, TODAY - 2, (CANARY,), ("canary-kind", "like")),
}


@pytest.mark.parametrize("name", CHOICES)
async def test_erased_acts_leave_no_byte_in_any_file(settings, name):
    """The backups of before, the write-ahead log and a damaged copy are searched too."""
    store = Store.open(settings, CATALOGUE)
    kept = [day_before(seq, 1, kind="share") for seq in range(1, 400)]
    gone = [day_before(seq, 2 + seq % 2, platform=CANARY, kind="canary-kind") for seq in range(400, 800)]
    await send(store, *kept, *gone)
    copy = backups.make_backup(store.path, store.backup_folder)
    (settings.data / "damaged-20261122T000000Z.db").write_bytes(copy.read_bytes())
    await send(store, *[captcha(seq) for seq in range(900, 950)], device=OTHER_DEVICE)
    assert len(traces(settings.data, gone)) >= 3, "the search must find them while they are there"

    assert await store.erase(Chosen(CHOICES[name], NOW)) == 400
    assert traces(settings.data, gone) == []
    assert await seqs(store) == list(range(1, 400))
    assert await store.read(rollups.check) == []
    assert {row.platform for row in await store.read(coverage)} == {"youtube", "recaptcha-v2"}
    assert backups.is_sound(copy)
    with closing(sqlite3.connect(copy)) as conn:
        assert rollups.check(conn) == []
        assert conn.execute("SELECT count(*) FROM act").fetchone() == (399,)
    await store.close()
    assert traces(settings.data, gone) == []


async def test_everything_leaves_nothing_that_tells_of_it(store):
    await send(store, captcha(1), attention(2), act(3, kind="canary-kind", platform=CANARY), act(4, n=0))
    assert await store.erase(Chosen(EVERYTHING, NOW)) == 3
    assert await seqs(store) == []
    for table in (
        "rule",
        "platform",
        "kind",
        "field",
        "act_detail",
        "day_rollup",
        "month_rollup",
        "day_span",
    ):
        query = f"SELECT count(*) FROM {table}"
        assert await store.read(lambda conn, q=query: conn.execute(q).fetchone()) == (0,), table
    assert await store.read(refusals) == {}


@pytest.mark.parametrize("name", CHOICES)
async def test_erased_acts_that_are_sent_again_are_duplicates(store, name):
    gone = [day_before(seq, 2 + seq % 2, platform=CANARY, kind="canary-kind") for seq in range(1, 20)]
    await send(store, *gone)
    await store.erase(Chosen(CHOICES[name], NOW))
    assert (await send(store, *gone)).duplicate == [(1, 19)]
    assert await seqs(store) == []
    assert CANARY not in await store.read(lambda conn: names_in_log(conn, "platform"))


async def test_what_a_browser_holds_of_erased_days_is_dropped_when_it_comes(store):
    await send(store, day_before(1, 2))
    await store.erase(chosen(first_day=TODAY - 2, last_day=TODAY - 2))
    assert (await send(store, day_before(2, 2), day_before(3, 1))).stored == [(3, 3)]
    assert (await send(store, day_before(1, 2), device=OTHER_DEVICE)).duplicate == [(1, 1)]


async def test_what_is_recorded_after_the_erasing_of_today_counts(store):
    await send(store, act(1))
    await store.erase(chosen(at=AT + 5_000, first_day=TODAY, last_day=TODAY))
    assert (await send(store, act(4), act(6))).stored == [(6, 6)]


async def test_what_a_browser_holds_of_an_erased_platform_still_comes(store):
    """To know it we would have to write down which platform was erased."""
    await send(store, act(1))
    await store.erase(chosen(platforms=("youtube",)))
    assert (await send(store, act(1), act(2))).stored == [(2, 2)]


async def test_act_of_a_wrong_clock_does_not_widen_what_is_dropped(store):
    """It lies ahead of the erasing, and goes; what is recorded up to its time is kept."""
    await send(store, act(1, at=NOW + DAY_MS // 2))
    await store.erase(chosen(at=NOW))
    again = await send(store, act(1, at=NOW + DAY_MS // 2), act(2, at=NOW + DAY_MS // 4))
    assert (again.duplicate, again.stored) == ([(1, 1)], [(2, 2)])


async def test_a_backup_from_before_the_acts_remembers_them_as_well(settings):
    """It takes the place of a damaged log, and the browsers send again what it lacks."""
    store = Store.open(settings, CATALOGUE)
    await send(store, act(1))
    backups.make_backup(store.path, store.backup_folder)
    await send(store, act(2, kind="share"))
    await store.erase(chosen(kinds=("share",)))
    await store.close()
    store.path.write_bytes(b"damaged")
    store = Store.open(settings, CATALOGUE)
    assert (await send(store, act(2, kind="share"))).duplicate == [(2, 2)]
    await store.close()


async def test_a_long_erasing_goes_part_by_part(store, monkeypatch):
    monkeypatch.setattr(erase, "MOST", 7)  # in life 20,000, which would make this test slow
    await send(
        store, *[day_before(seq, seq % 5, kind="like" if seq % 3 else "share") for seq in range(1, 200)]
    )
    assert await store.erase(chosen(kinds=("share",))) == 66
    assert await seqs(store) == [seq for seq in range(1, 200) if seq % 3]
    assert await store.read(rollups.check) == []


async def test_the_last_minutes_of_every_browser(store):
    await send(store, act(1), act(100), attention(101))
    await send(store, act(90), device=OTHER_DEVICE)
    stretch = Stretch(AT + 95_000, AT + 200_000)
    assert await store.count(stretch) == 2
    assert await store.erase(stretch) == 2
    assert (await seqs(store), await seqs(store, OTHER_DEVICE)) == ([1], [90])
    late = await send(store, act(150), act(250), device=OTHER_DEVICE)
    assert (late.duplicate, late.stored) == ([(150, 150)], [(250, 250)])
    assert await store.read(rollups.check) == []


async def test_the_date_of_a_rule_goes_back_to_the_act_before(store):
    await send(store, day_before(1, 9), day_before(2, 5), act(3, kind="share"))
    await store.erase(chosen(first_day=TODAY - 6, last_day=TODAY - 4))
    rules = {row.kind: row.last_at for row in await store.read(coverage)}
    assert rules == {"like": AT - 9 * DAY_MS + 1, "share": AT + 3000}


KINDS, PLATFORMS = ("like", "share", "comment"), ("youtube", "reddit", CANARY)
ONE_ACT = st.builds(
    lambda days, kind, platform, n, offset: {
        "at": AT - days * DAY_MS,
        "kind": kind,
        "platform": platform,
        "n": n,
        "offset_min": offset,
    },
    st.integers(0, 40),
    st.sampled_from(KINDS),
    st.sampled_from(PLATFORMS),
    st.sampled_from([1, 2, -1]),
    st.sampled_from([-840, 0, 60, 840]),
)
SOME = st.none() | st.sets(st.sampled_from(PLATFORMS), min_size=1).map(lambda names: tuple(sorted(names)))
ONE_CHOICE = st.builds(
    lambda back, length, platforms, kind: Selection(
        TODAY - back, TODAY - back + length, platforms, None if kind is None else (kind,)
    ),
    st.integers(0, 45),
    st.integers(0, 45),
    SOME,
    st.none() | st.sampled_from(KINDS),
)


def takes(selection: Selection, fields: dict) -> bool:
    day = (fields["at"] + fields["offset_min"] * 60_000) // DAY_MS
    return (
        selection.first_day <= day <= selection.last_day
        and (selection.platforms is None or fields["platform"] in selection.platforms)
        and (selection.kinds is None or fields["kind"] in selection.kinds)
    )


# The store of one test serves all examples: each begins by erasing everything, and numbers go on.
@pytest.mark.drawn
@settings(max_examples=draws(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ONE_ACT, min_size=1, max_size=30), st.lists(ONE_CHOICE, min_size=1, max_size=3))
async def test_whatever_is_erased_the_rest_and_its_sums_are_right(store, made, choices):
    await store.erase(Chosen(EVERYTHING, 0))
    first = 1 + await store.read(
        lambda c: c.execute("SELECT coalesce(max(high_seq), 0) FROM device").fetchone()[0]
    )
    left = {seq: act(seq, **fields) for seq, fields in enumerate(made, first)}
    await send(store, *left.values())
    for selection in choices:
        count = sum(takes(selection, fields) for fields in left.values())
        assert await store.read(selection.count) == count
        assert await store.erase(Chosen(selection, 0)) == count
        left = {seq: fields for seq, fields in left.items() if not takes(selection, fields)}
    assert await seqs(store) == list(left)
    assert await store.read(rollups.check) == []
