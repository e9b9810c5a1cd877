"""Paid microwork: time in tasks stays apart from the attention that is valued, and from the acts."""

import re
from pathlib import Path

import pytest

from pointeuse.collector.catalogue import TIME_KINDS
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.sums.period import date_of
from pointeuse.dashboard.numbers.snapshot import read
from pointeuse.dashboard.views.overview import overview
from tests.dashboard.seeded import DAY_MS, act, fill
from tests.dashboard.small import small

ROOT = Path(__file__).resolve().parents[2]
LAST = 20_779  # 2026-11-22
AT = LAST * DAY_MS + DAY_MS // 2
COLUMNS = ("tasks", "task_ms", "between_ms", "apart")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return small(tmp_path_factory.mktemp("small") / "catalogue")


@pytest.fixture
async def store(tmp_path, catalogue):
    store = Store.open(Settings(tmp_path / "data").ready(), catalogue)
    yield store
    await store.close()


def chunks(first, platform, kind, count):
    rule = f"{platform}.{kind}"
    return [act(first + n, AT + n, kind, platform, rule, ms=60_000) for n in range(count)]


def handed_in(first, platform, count):
    rule = f"{platform}.submit"
    return [act(first + n, AT + n, "task-submit", platform, rule) for n in range(count)]


async def shown(store, catalogue, name="week"):
    return await store.read(lambda conn: overview(read(conn, name, date_of(LAST)), catalogue))


def lines(view):
    """Return what is said of each platform."""
    table = view["microwork"]
    rows = zip(table["platform"], *(table[column] for column in COLUMNS), strict=True)
    return {view["names"]["platforms"][code]: row for code, *row in rows}


async def test_time_in_tasks_and_between_them_are_apart(store, catalogue):
    crowd = [*chunks(1, "crowd", "task-time", 30), *chunks(31, "crowd", "attention", 12)]
    await fill(store, [*crowd, *handed_in(43, "crowd", 4)])
    assert lines(await shown(store, catalogue)) == {"crowd": [4, 30 * 60_000, 12 * 60_000, 1]}


async def test_where_every_page_may_be_a_task_nothing_is_claimed(store, catalogue):
    await fill(store, [*chunks(1, "mixed", "task-time", 5), *handed_in(6, "mixed", 2)])
    assert lines(await shown(store, catalogue)) == {"mixed": [2, 5 * 60_000, 0, 0]}


async def test_tasks_that_no_rule_has_ever_seen_are_not_none(store, catalogue):
    await fill(store, chunks(1, "crowd", "task-time", 2))
    assert lines(await shown(store, catalogue))["crowd"][0] is None
    await fill(store, [act(3, AT - 9 * DAY_MS, "task-submit", "crowd", "crowd.submit")])
    assert lines(await shown(store, catalogue))["crowd"][0] == 0


async def test_only_paid_platforms_with_something_in_the_period_are_named(store, catalogue):
    old = act(1, AT - 9 * DAY_MS, "task-submit", "crowd", "crowd.submit")
    await fill(store, [old, act(2, AT, "like", "x", "x.like"), *chunks(3, "x", "attention", 3)])
    assert lines(await shown(store, catalogue)) == {}
    assert lines(await shown(store, catalogue, "month")) == {"crowd": [1, 0, 0, 1]}


async def test_paid_time_is_no_act_no_attention_and_has_no_value(store, catalogue):
    await fill(store, [*chunks(1, "crowd", "attention", 3), *handed_in(4, "crowd", 2)])
    before = await shown(store, catalogue)
    await fill(store, chunks(6, "crowd", "task-time", 40))
    after = await shown(store, catalogue)
    for part in ("today", "total"):
        assert after[part] == before[part] | {"task_ms": 40 * 60_000}
    for part in ("pieces", "attention"):
        assert after[part] == before[part]
    assert (after["total"]["acts"], after["total"]["ms"]) == (2, 3 * 60_000)
    assert after["total"]["methods"]["amount"][2] > 0


def test_the_kinds_that_are_time_are_named_in_one_place(catalogue):
    assert set(catalogue.kinds) >= TIME_KINDS
    sources = [path for top in ("collector", "dashboard") for path in sorted((ROOT / top).rglob("*.py"))]
    compared = re.compile(r"""(?:[=!]=|\bin \(?)\s*["'](?:attention|task-time)["']""")
    assert [path.name for path in sources if compared.search(path.read_text("utf-8"))] == []
