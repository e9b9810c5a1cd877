"""Databases that earlier versions of the program wrote: each opens, and each keeps its acts."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.files.migrations import MIGRATIONS
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
