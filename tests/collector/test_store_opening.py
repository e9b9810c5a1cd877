"""Which databases are opened, refused or replaced: the original bytes always stay on the disk."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pointeuse.collector.errors import DatabaseTooNew, StartupError, StorageFailed, StorageFull
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.selection import EVERYTHING, Selection
from pointeuse.collector.store.engine.connection import APPLICATION_ID, open_writer, suspicion
from pointeuse.collector.store.erasing.selected import Chosen
from pointeuse.collector.store.files import backups, migrations
from pointeuse.collector.store.sums import rollups
from tests.collector.batches import CATALOGUE, NOW, act, batch, captcha, client

ROOT = Path(__file__).resolve().parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("pointeuse.db*")}


async def filled(settings: Settings, count: int = 300) -> Path:
    """Return the path of a closed database with acts in it, and a backup beside it."""
    store = Store.open(settings, CATALOGUE)
    await store.ingest(client(), batch(*[act(i + 1, ms=i) for i in range(count)], captcha(count + 1)))
    await store.close()
    backups.make_backup(store.path, store.backup_folder)
    return store.path


async def count_of(store: Store) -> int:
    return (await store.read(lambda conn: conn.execute("SELECT count(*) FROM act").fetchone()))[0]


async def test_first_start_makes_an_owner_only_database(settings):
    old = os.umask(0)
    try:
        store = Store.open(settings, CATALOGUE)
    finally:
        os.umask(old)
    await store.ingest(client(), batch(act(1)))
    modes = {path.name: path.stat().st_mode & 0o777 for path in settings.data.iterdir()}
    await store.close()
    assert modes == dict.fromkeys(["lock", "pointeuse.db", "pointeuse.db-shm", "pointeuse.db-wal"], 0o600)
    assert settings.data.stat().st_mode & 0o777 == 0o700


async def test_pragmas_are_those_we_rely_on(store):
    def read(conn):
        return {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}

    expected = {
        **{"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0},
        **{"cell_size_check": 1, "secure_delete": 1, "journal_size_limit": 16 * 2**20, "busy_timeout": 5000},
        **{"application_id": APPLICATION_ID, "user_version": len(migrations.MIGRATIONS)},
    }
    assert await store.write(read) == expected


async def test_every_table_is_strict(store):
    loose = "SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' AND NOT strict"
    found = {name for (name,) in await store.read(lambda conn: conn.execute(loose).fetchall())}
    assert found == {"sqlite_schema", "_sqlite_migrations"}


async def test_no_column_of_an_act_could_hold_a_text(store):
    def types(conn):
        tables = ("act", "act_detail", "day_rollup", "month_rollup", "hour_rollup", "day_span")
        return {row[2] for table in tables for row in conn.execute(f"PRAGMA table_info({table})")}

    assert await store.read(types) == {"INTEGER"}


async def test_clean_close_leaves_one_file(settings):
    path = await filled(settings)
    assert list(contents(settings.data)) == [path.name]


async def test_what_was_stored_is_there_after_a_restart(settings):
    await filled(settings)
    store = Store.open(settings, CATALOGUE)
    assert (await count_of(store), store.notice) == (301, None)
    assert await store.read(rollups.check) == []
    await store.close()


async def test_instance_stays_the_same_over_restarts(settings):
    first = Store.open(settings, CATALOGUE)
    await first.close()
    second = Store.open(settings, CATALOGUE)
    await second.close()
    assert first.instance_id == second.instance_id


async def test_newer_database_is_refused_untouched(settings):
    path = await filled(settings)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version={len(migrations.MIGRATIONS) + 1}")
    before = contents(settings.data)
    with pytest.raises(DatabaseTooNew, match="newer"):
        Store.open(settings, CATALOGUE)
    assert contents(settings.data) == before


@pytest.mark.parametrize("script", ["CREATE TABLE notes (text)", "PRAGMA application_id=7"])
async def test_database_of_another_program_is_refused_untouched(settings, script):
    with closing(sqlite3.connect(settings.data / "pointeuse.db")) as conn:
        conn.execute(script)
    before = contents(settings.data)
    with pytest.raises(StartupError, match="not a log of Pointeuse"):
        Store.open(settings, CATALOGUE)
    assert contents(settings.data) == before


async def test_step_that_fails_changes_nothing_and_leaves_a_backup(settings):
    path = await filled(settings)
    shutil.rmtree(settings.data / "backups")

    def broken(conn):
        conn.execute("CREATE TABLE half (done INTEGER) STRICT")
        raise sqlite3.OperationalError("no")

    with closing(open_writer(path)) as conn:
        with pytest.raises(sqlite3.OperationalError):
            steps = (*migrations.MIGRATIONS, broken)
            migrations.migrate(conn, path, settings.data / "backups", steps)
        assert conn.execute("PRAGMA user_version").fetchone()[0] == len(migrations.MIGRATIONS)
        assert conn.execute("SELECT * FROM sqlite_master WHERE name='half'").fetchall() == []
    assert [backups.is_sound(copy) for copy in backups.list_backups(settings.data / "backups")] == [True]


async def test_step_is_taken_once(settings):
    path = await filled(settings)
    steps = (*migrations.MIGRATIONS, lambda conn: conn.execute("CREATE TABLE later (x INTEGER) STRICT"))
    with closing(open_writer(path)) as conn:
        for _ in range(2):
            migrations.migrate(conn, path, settings.data / "backups", steps)
        assert conn.execute("PRAGMA user_version").fetchone()[0] == len(steps)
    with pytest.raises(DatabaseTooNew):
        Store.open(settings, CATALOGUE)


async def test_step_waits_for_room(settings, monkeypatch):
    path = await filled(settings)
    # The disk that is full must still hold the test's own folder: only the answer about its room is changed.
    monkeypatch.setattr(migrations.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 8, 1))
    with closing(open_writer(path)) as conn, pytest.raises(StorageFull, match="free"):
        migrations.migrate(conn, path, settings.data / "backups", (*migrations.MIGRATIONS, lambda _: None))


def damage_end(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damage_head(path: Path) -> None:
    path.write_bytes(b"not a database" + path.read_bytes()[14:])


def damage_middle(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 9] = random.Random(5).randbytes(4096 * 6)
    path.write_bytes(raw)


def damage_all(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [damage_end, damage_head, damage_middle, damage_all])
async def test_damaged_log_is_kept_aside_and_the_backup_takes_its_place(settings, damage):
    path = await filled(settings)
    store = Store.open(settings, CATALOGUE)
    instance = store.instance_id
    await store.close()
    damage(path)
    suspicion(path).touch()
    damaged = path.read_bytes()
    store = Store.open(settings, CATALOGUE)
    assert await count_of(store) == 301
    assert "damaged" in store.notice and "backup pointeuse-" in store.notice
    assert store.instance_id != instance, "the browsers must compare what it holds"
    await store.close()
    assert [p.read_bytes() for p in settings.data.glob("damaged-*.db")] == [damaged]
    assert not suspicion(path).exists()


def lose_the_file(path: Path) -> None:
    path.unlink()


def lose_the_wal(path: Path) -> None:
    """What is left when somebody copies the database and forgets the write-ahead log beside it."""
    path.write_bytes(Path(f"{path}.young").read_bytes())


def empty_the_wal(path: Path) -> None:
    lose_the_wal(path)
    Path(f"{path}-wal").write_bytes(b"")


def keep_a_byte(path: Path) -> None:
    path.write_bytes(b"S")


def keep_less_than_a_head(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:99])


LOSSES = [lose_the_file, lose_the_wal, empty_the_wal, keep_a_byte, keep_less_than_a_head]


@pytest.mark.parametrize("lose", LOSSES, ids=lambda each: each.__name__)
async def test_a_log_that_lost_what_it_held_gets_it_back_from_the_backup_and_says_so(settings, lose):
    path = settings.data / "pointeuse.db"
    store = Store.open(settings, CATALOGUE)
    shutil.copy(path, f"{path}.young")
    await store.ingest(client(), batch(*[act(seq) for seq in range(1, 51)]))
    backup = await store.make_backup()
    await store.close()
    lose(path)
    store = Store.open(settings, CATALOGUE)
    assert store.notice and backup.name in store.notice and await count_of(store) == 50
    await store.close()
    store = Store.open(settings, CATALOGUE)
    assert store.notice is None and await count_of(store) == 50
    await store.close()


async def test_a_byte_without_a_backup_is_said_too(settings):
    (settings.data / "pointeuse.db").write_bytes(b"S")
    store = Store.open(settings, CATALOGUE)
    assert "a new log was begun" in store.notice
    await store.close()
    assert [path.read_bytes() for path in settings.data.glob("damaged-*.db")] == [b"S"]


async def test_files_that_were_copied_here_are_made_their_owners_only(settings):
    path = await filled(settings)
    for file in [path, *path.parent.glob("pointeuse.db-*")]:
        file.chmod(0o644)
    store = Store.open(settings, CATALOGUE)
    await store.ingest(client(), batch(act(1)))
    assert {file.stat().st_mode & 0o077 for file in path.parent.glob("pointeuse.db*")} == {0}
    await store.close()


@pytest.mark.parametrize("emptied", ["erased", "erased by name", "an empty backup put back", "new"])
async def test_a_log_that_the_person_emptied_stays_empty(settings, emptied):
    store = Store.open(settings, CATALOGUE)
    empty = await store.make_backup()
    await store.ingest(client(), batch(act(1), act(2)))
    await store.make_backup()
    if emptied == "an empty backup put back":
        without_number(empty.name, store.backup_folder)
        await store.restore_backup(empty.name)
    elif emptied.startswith("erased"):
        only = Selection(platforms=("youtube",)) if emptied.endswith("name") else EVERYTHING
        await store.erase(Chosen(only, NOW))
    await store.close()
    if emptied == "new":
        shutil.rmtree(settings.data / "backups")
        (settings.data / "pointeuse.db").unlink()
    store = Store.open(settings, CATALOGUE)
    assert store.notice is None and await count_of(store) == 0
    await store.close()


def without_number(name: str, folder: Path) -> None:
    """Make it one of the version before."""
    with closing(sqlite3.connect(folder / name)) as conn:
        conn.execute("DELETE FROM meta WHERE name='backup_number'")
        conn.commit()


async def test_damaged_log_without_backup_begins_anew(settings):
    path = await filled(settings)
    shutil.rmtree(settings.data / "backups")
    damage_head(path)
    store = Store.open(settings, CATALOGUE)
    assert (await count_of(store), "no backup" in store.notice) == (0, True)
    await store.close()


async def test_damaged_backup_is_passed_over(settings):
    path = await filled(settings)
    bad = settings.data / "backups" / "pointeuse-29991231T000000Z.db"
    shutil.copy(path, bad)
    damage_middle(bad)
    damage_head(path)
    store = Store.open(settings, CATALOGUE)
    assert await count_of(store) == 301
    await store.close()


def damage_from(path: Path, first_page: int) -> None:
    raw = bytearray(path.read_bytes())
    for page in range(first_page, len(raw) // 4096):
        raw[page * 4096 : page * 4096 + 100] = bytes(100)
    path.write_bytes(raw)


async def test_damage_met_while_opening_is_looked_at_at_once(settings):
    damage_from(await filled(settings, 990), 2)
    store = Store.open(settings, CATALOGUE)
    assert "damaged" in store.notice
    assert await count_of(store) == 991
    await store.close()


def pages_of_the_schema(path: Path) -> int:
    """Return how many pages a database has before anything is stored in it."""
    empty = path.parent.parent / "empty.db"
    with closing(open_writer(empty)) as conn:
        migrations.migrate(conn, empty, path.parent)
        return conn.execute("PRAGMA page_count").fetchone()[0]


def damage_pages(path: Path, is_wanted) -> None:
    """Wipe the head of every page but the first that `is_wanted(number, schema)` names."""
    schema = pages_of_the_schema(path)
    raw = bytearray(path.read_bytes())
    for number in range(2, len(raw) // 4096 + 1):
        if is_wanted(number, schema):
            raw[(number - 1) * 4096 : (number - 1) * 4096 + 100] = bytes(100)
    path.write_bytes(raw)


async def test_damage_met_while_running_is_looked_at_on_the_next_start(settings):
    path = await filled(settings, 990)
    damage_pages(path, lambda number, schema: number > schema)
    store = Store.open(settings, CATALOGUE)
    with pytest.raises(StorageFailed):
        await store.ingest(client(), batch(*[act(i) for i in range(1, 900)]))
    await store.close()
    store = Store.open(settings, CATALOGUE)
    assert "damaged" in store.notice
    assert await count_of(store) == 991
    await store.close()


async def test_damage_met_while_starting_is_repaired_at_once(settings):
    path = await filled(settings)
    damage_pages(path, lambda number, schema: number <= schema)
    store = Store.open(settings, CATALOGUE)
    assert "damaged" in store.notice
    assert await count_of(store) == 301
    await store.close()


@pytest.mark.parametrize("page", range(20))
async def test_flipped_page_ends_in_one_of_three_ways(settings, page):
    path = await filled(settings, 900)
    raw = bytearray(path.read_bytes())
    place = random.Random(page)
    start = (page * len(raw) // 20) // 4096 * 4096
    for _ in range(8):
        raw[start + place.randrange(4096)] ^= 0xFF
    path.write_bytes(raw)
    suspicion(path).touch()
    before = bytes(raw)
    try:
        store = Store.open(settings, CATALOGUE)
    except StartupError:
        assert path.read_bytes() == before
        return
    if store.notice:
        assert await count_of(store) == 901
        assert [p.read_bytes() for p in settings.data.glob("damaged-*.db")] == [before]
    await store.close()
