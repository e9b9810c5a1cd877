"""Kept sets of assumptions: none is lost, any can be gone back to, an older one never breaks a view."""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pointeuse.collector.errors import NotFound, StorageFull
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.engine.connection import open_writer
from pointeuse.collector.store.files import backups, migrations
from pointeuse.collector.store.kept.preferences import Preferences, preferences, set_preference
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, Change
from pointeuse.collector.valuation.parameters.editions import FIRST
from pointeuse.collector.valuation.parameters.loading import load_parameters
from pointeuse.collector.valuation.parameters.money import Rate
from pointeuse.collector.worth.estimate import estimate_of, usable
from pointeuse.collector.worth.sets import (
    carry,
    current,
    described,
    every,
    find_set,
    keep,
    named,
    shipped_version,
    use,
)
from tests.collector.batches import AT, CATALOGUE, act, attention, batch, captcha, client
from tests.collector.test_store_versions import WRITTEN, made_from

DEAR = Assumptions({"P_LIKE": Change(2.0, 1.0, 3.0)})
MOROCCAN = Assumptions({}, {"MAD": Rate("MAD", 10.7, "2026-11-20", "")}, (), "US")
OLDER = {
    "admitted": ["RECALLED", "HEARSAY"],
    "changes": {"GONE": [1, 2, 3], "P_LIKE": [1.0, 2.0, 3.0], "ALPHA_DATA": [0.5, 1.5, 2.0]},
    "rates": {"MAD": [10.7, "2026-11-20"], "EUR": [2, ""]},
    "region": "ATLANTIS",
}
LIKES = [Total("facebook", "like", 10, 0, 10)]


def keep_as(conn, version: str, content: object) -> None:
    """Keep a set as an earlier version of the program wrote it."""
    conn.execute(
        "INSERT INTO assumption(at, version, content) VALUES (5,?,?)", (version, json.dumps(content))
    )


async def test_what_ships_is_in_use_until_a_set_is_kept(store):
    found = await store.read(find_set)
    assert (found.version, found.at, found.assumptions) == (shipped_version(), 0, Assumptions())
    assert await store.read(every) == []


async def test_kept_set_is_in_use_at_once_and_comes_back_as_it_was(store):
    version = await store.write(lambda conn: keep(conn, MOROCCAN, 7))
    assert await store.read(current) == MOROCCAN
    assert await store.read(lambda conn: named(conn, version)) == MOROCCAN
    assert [(one.version, one.at) for one in await store.read(every)] == [(version, 7)]


async def test_two_who_set_at_once_are_both_kept_and_the_last_wins(store):
    first, second = await asyncio.gather(
        store.write(lambda conn: keep(conn, DEAR, 1)), store.write(lambda conn: keep(conn, MOROCCAN, 2))
    )
    assert [one.version for one in await store.read(every)] == [second, first]
    assert await store.read(current) == MOROCCAN


async def test_same_set_twice_is_kept_once(store):
    for at in (1, 2):
        await store.write(lambda conn, at=at: keep(conn, DEAR, at))
    assert [one.at for one in await store.read(every)] == [1]


async def test_reset_of_all_and_the_way_back(store):
    version = await store.write(lambda conn: keep(conn, DEAR, 1))
    await store.write(lambda conn: use(conn, shipped_version()))
    assert await store.read(current) == Assumptions()
    await store.write(lambda conn: use(conn, version))
    assert await store.read(current) == DEAR


async def test_set_that_changes_nothing_is_what_ships(store):
    await store.write(lambda conn: keep(conn, DEAR, 1))
    assert await store.write(lambda conn: keep(conn, Assumptions(), 2)) == shipped_version()
    assert await store.read(current) == Assumptions()
    assert len(await store.read(every)) == 1


@pytest.mark.parametrize("version", ["", "0" * 12, "GONE", "'; DROP TABLE assumption; --"])
async def test_unknown_version_is_refused_and_changes_nothing(store, version):
    await store.write(lambda conn: keep(conn, DEAR, 1))
    with pytest.raises(NotFound, match=r"^There is no such set .*\.$"):
        await store.write(lambda conn: use(conn, version))
    assert await store.read(current) == DEAR


async def test_sets_and_preferences_do_not_disturb_each_other(store):
    await store.write(lambda conn: set_preference(conn, "country", "BE"))
    await store.write(lambda conn: keep(conn, DEAR, 1))
    assert (await store.read(preferences)).country == "BE"


async def test_older_set_keeps_what_still_fits_and_names_the_rest(store):
    def use_it(conn):
        keep_as(conn, "abcdef012345", OLDER)
        use(conn, "abcdef012345")

    await store.write(use_it)
    found = await store.read(find_set)
    assert found.ignored == ("GONE", "ALPHA_DATA", "EUR", "admitted", "region")
    assert found.assumptions == replace(DEAR, rates=MOROCCAN.rates, edition=FIRST)
    worth = estimate_of(LIKES, Preferences("FR"), found.assumptions, 1)
    assert worth.piece_price == 10.0
    kept = "SELECT content FROM assumption"
    assert json.loads((await store.read(lambda conn: conn.execute(kept).fetchone()))[0]) == OLDER


@pytest.mark.parametrize("content", [{}, {"changes": {}, "rates": {}}])
async def test_set_that_lacks_parts_takes_what_shipped_first(store, content):
    """Sets have named their edition since there was a second one."""
    await store.write(lambda conn: keep_as(conn, "abcdef012345", content))
    assert await store.read(lambda conn: named(conn, "abcdef012345")) == Assumptions(edition=FIRST)


async def test_an_edition_is_a_set_to_go_back_to(store):
    await store.write(lambda conn: use(conn, load_parameters(FIRST).version))
    found = await store.read(find_set)
    assert found.assumptions == Assumptions(edition=FIRST)
    told = described(found)
    assert (told["edition"], told["date"], told["until"]) == (FIRST, "2026-11-26", "2026-11-30")
    assert estimate_of(LIKES, Preferences("FR"), found.assumptions, 1).version == found.version
    assert await store.read(every) == []


async def test_changes_are_carried_over_to_the_figures_that_ship(store):
    """What has no place among them is named; the old set stays, under its version and to go back to."""

    def carry_it(conn):
        keep_as(conn, "abcdef012345", OLDER | {"changes": {**OLDER["changes"], "LECHO_10": [5, 6, 7]}})
        use(conn, "abcdef012345")
        return carry(conn, "abcdef012345", 9)

    left_out = await store.write(carry_it)
    assert set(left_out) == {"GONE", "ALPHA_DATA", "EUR", "admitted", "region", "LECHO_10"}
    found = await store.read(find_set)
    assert found.assumptions == replace(DEAR, rates=MOROCCAN.rates)
    assert (found.at, found.ignored, described(found)["until"]) == (9, (), None)
    assert [one.version for one in await store.read(every)] == [found.version, "abcdef012345"]
    old = await store.write(lambda conn: use(conn, "abcdef012345"))
    assert (await store.read(find_set)).assumptions.edition == FIRST and old == "abcdef012345"


async def test_an_edition_without_changes_is_carried_over_to_what_ships(store):
    first = load_parameters(FIRST).version
    assert await store.write(lambda conn: carry(conn, first, 9)) == ()
    assert (await store.read(find_set)).version == shipped_version()


async def test_set_is_also_found_by_the_version_of_its_estimates(store):
    """With newer figures the estimate under an old set has another version than the set was kept under."""
    await store.write(lambda conn: keep_as(conn, "abcdef012345", DEAR.as_json()))
    version = estimate_of(LIKES, Preferences("FR"), DEAR, 1).version
    assert version not in ("abcdef012345", shipped_version())
    assert (await store.read(lambda conn: find_set(conn, version))).version == "abcdef012345"


async def test_preference_for_a_set_that_is_not_there_falls_back_to_what_ships(store):
    await store.write(lambda conn: conn.execute("INSERT INTO preference VALUES ('assumptions', '\"x\"')"))
    assert await store.read(current) == Assumptions()


def test_set_without_a_rate_for_the_chosen_currency_answers_in_euros():
    rabat = Preferences("MA", "MAD", 30.0)
    assert usable(rabat, MOROCCAN) == rabat
    assert usable(rabat, Assumptions()) == Preferences("MA", "EUR", None)
    assert estimate_of(LIKES, rabat, Assumptions(), 1).currency == "EUR"
    assert estimate_of(LIKES, rabat, MOROCCAN, 1).wage == 30.0


def test_estimate_follows_the_set_and_names_it():
    plain, dear = (estimate_of(LIKES, Preferences("FR"), one, 1) for one in (Assumptions(), DEAR))
    assert (plain.version, dear.piece_price) == (shipped_version(), 10.0)
    assert plain.piece_price < 0.1 and dear.version != plain.version


def test_hours_are_priced_in_the_region_of_the_set():
    hour = [Total("facebook", "attention", 60, 3_600_000, 60)]
    own, other = (estimate_of(hour, Preferences("FR"), one, 1) for one in (Assumptions(), MOROCCAN))
    assert "RHO_META_EUROPE" in own.parameters and "RHO_META_US_CA" in other.parameters


async def test_first_form_is_brought_up_with_everything_kept(settings):
    path = made_from(WRITTEN[0], settings)
    tables = ("act", "act_detail", "client", "day_rollup", "device", "forgotten", "month_rollup", "rule")

    def rows(conn):
        return {name: conn.execute(f"SELECT * FROM {name}").fetchall() for name in tables}

    with closing(sqlite3.connect(path)) as conn:
        before = rows(conn)
    store = Store.open(settings, CATALOGUE)
    await store.write(lambda conn: keep(conn, DEAR, 1))
    assert await store.read(rows) == before
    assert await store.read(rollups.check) == []
    await store.close()
    [copy] = backups.list_backups(settings.data / "backups")
    assert backups.is_sound(copy)
    with closing(sqlite3.connect(copy)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] == 1
        assert rows(conn) == before


async def test_first_form_without_room_stays_what_it_was(settings, monkeypatch):
    path = made_from(WRITTEN[0], settings)
    before = path.read_bytes()
    # The disk that is full must still hold the test's own folder: only the answer about its room is changed.
    monkeypatch.setattr(
        migrations.shutil, "disk_usage", lambda _: migrations.shutil._ntuple_diskusage(9, 8, 1)
    )
    with closing(open_writer(path)) as conn, pytest.raises(StorageFull):
        migrations.migrate(conn, path, settings.data / "backups")
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] == 1
    assert len(before) == path.stat().st_size


async def test_backup_of_the_first_form_takes_the_place_of_a_damaged_log(settings):
    first = made_from(WRITTEN[0], settings)
    backups.make_backup(first, settings.data / "backups", now=AT / 1000)
    first.write_bytes(b"not a database")
    store = Store.open(settings, CATALOGUE)
    assert "damaged" in store.notice
    assert await store.write(lambda conn: keep(conn, DEAR, 1))
    await store.close()


async def test_second_form_keeps_its_set(settings):
    made_from(WRITTEN[1], settings)
    store = Store.open(settings, CATALOGUE)
    [kept] = await store.read(every)
    assert (kept.at, kept.assumptions.region, kept.ignored) == (1795339500000, "US", ())
    assert await store.read(current) == kept.assumptions
    await store.close()


async def test_forgetting_leaves_the_sets_and_a_backup_holds_them(settings):
    store = Store.open(settings, CATALOGUE)
    version = await store.write(lambda conn: keep(conn, DEAR, 1))
    await store.ingest(client(), batch(act(1), captcha(2), attention(3)))
    await store.forget(client().device, 0, 3)
    assert await store.read(current) == DEAR
    await store.close()
    copy = backups.make_backup(store.path, store.backup_folder)
    other = Settings(Path(settings.data.parent) / "other").ready()
    (other.data / "pointeuse.db").write_bytes(copy.read_bytes())
    restored = Store.open(other, CATALOGUE)
    assert (await restored.read(find_set)).version == version
    await restored.close()
