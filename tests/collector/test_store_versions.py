"""Databases that earlier versions of the program wrote: each opens, and each keeps its acts."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.files.migrations import MIGRATIONS, migrate
from pointeuse.collector.store.kept.clients import find_client
from pointeuse.collector.store.kept.preferences import preferences
from pointeuse.collector.store.sums import rollups
from tests.collector.batches import AT, CATALOGUE, DEVICE, act, batch, captcha, client

WRITTEN = sorted(Path(__file__).parents[1].glob("vectors/schema/*.sql"), key=lambda path: int(path.stem))


def made_from(script: Path, settings: Settings) -> Path:
    path = settings.data / "pointeuse.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(script.read_text("utf-8"))
    return path


def shape_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as conn:
        rows = conn.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return [re.sub(r"\s+", " ", sql) for (sql,) in rows]


def test_every_version_left_an_example():
    assert [int(path.stem) for path in WRITTEN] == list(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("script", WRITTEN, ids=lambda path: path.stem)
async def test_database_of_an_earlier_version_opens_with_all_its_acts(script, settings):
    made_from(script, settings)
    store = Store.open(settings, CATALOGUE)
    assert store.notice is None
    assert store.instance_id == "instance-of-schema-one"
    assert await store.read(rollups.check) == []
    assert (await store.ingest(client(), batch(act(1), captcha(2)))).duplicate == [(1, 2)]
    assert (await store.read(preferences)).currency == "USD"
    assert (await store.read(lambda conn: find_client(conn, "C" * 22))).device == DEVICE
    await store.close()


async def test_steps_lead_to_the_shape_of_the_last_example(settings, tmp_path):
    """A step that has landed is never edited: it would not reach those who took it."""
    store = Store.open(settings, CATALOGUE)
    await store.close()
    written = made_from(WRITTEN[-1], Settings(tmp_path / "written").ready())
    assert shape_of(store.path) == shape_of(written)


@pytest.mark.parametrize("script", WRITTEN, ids=lambda path: path.stem)
async def test_what_was_forgotten_then_is_forgotten_still(script, settings):
    made_from(script, settings)
    store = Store.open(settings, CATALOGUE)
    late = batch(act(9, kind="hologram", platform="later", at=AT + 80_000))
    assert (await store.ingest(client(), late)).duplicate == [(9, 9)]
    if int(script.stem) >= 4:
        assert (await store.ingest(client(), batch(act(5), act(6)))).stored == [(6, 6)]
    await store.close()


UNASKED_DAY = 20_000
OLD_UNASKED = f"""
INSERT INTO kind VALUES(900,'captcha.invisible',1),(901,'captcha.checkbox',1);
INSERT INTO platform VALUES(900,'turnstile',1);
INSERT INTO rule(id, platform, kind, name, last_at, acts)
  VALUES(900,900,900,'turnstile',1,3),(901,900,901,'turnstile',1,1);
INSERT INTO act VALUES(900,1,900,900,{UNASKED_DAY * 86_400_000 + 1},0,0,2),
  (901,1,901,900,{UNASKED_DAY * 86_400_000 + 3_600_001},0,0,1),
  (902,1,902,901,{UNASKED_DAY * 86_400_000 + 3_600_002},0,0,1);
INSERT INTO hour_rollup VALUES({UNASKED_DAY},0,900,2,0),({UNASKED_DAY},1,900,2,0);
INSERT INTO meta VALUES('horizon','10000');
INSERT INTO day_rollup VALUES(9000,900,900,6,0,6),(9000,900,901,3,0,3);
INSERT INTO hour_rollup VALUES(9000,3,900,6,0),(9000,9,900,2,0),(9000,10,900,1,0);
INSERT INTO day_rollup VALUES(9001,900,900,2,0,2),(9001,900,901,-2,0,2);
INSERT INTO hour_rollup VALUES(9001,3,900,2,0),(9001,9,900,-2,0)
"""


async def test_what_passed_unasked_leaves_the_sums_by_hour(settings):
    path = made_from(next(one for one in WRITTEN if one.stem == "5"), settings)
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(OLD_UNASKED)
        migrate(conn, path, settings.data / "backups")
        kept = conn.execute("SELECT day, sum(n) FROM hour_rollup WHERE platform = 900 GROUP BY 1 ORDER BY 1")
        assert kept.fetchall() == [(9000, 3), (9001, -2), (UNASKED_DAY, 1)]
        at = "SELECT hour, n FROM hour_rollup WHERE platform = 900 AND day = ?"
        assert conn.execute(at, (UNASKED_DAY,)).fetchall() == [(1, 1)]
