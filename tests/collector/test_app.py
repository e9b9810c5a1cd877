"""The application as a whole: light to start, and closed in order whatever happens."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pointeuse.collector import app as application
from pointeuse.collector.app import create_app, serving
from pointeuse.collector.app_keys import STORE
from pointeuse.collector.errors import StartupError
from pointeuse.collector.gate.listener import Runner
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.files.opening import LARGE

ROOT = Path(__file__).resolve().parents[2]
HEAVY = [
    "pandas",
    "numpy",
    "altair",
    "pyarrow",
    "vl_convert",
    "sqlite_utils",
    "sqlalchemy",
    "jsonschema",
    "jinja2",
]
MADE = """
import sys
from pathlib import Path
from pointeuse.collector.settings import Settings
from pointeuse.collector.store.files.opening import open_database

folder = Settings(Path(sys.argv[1])).ready().data
open_database(folder / "pointeuse.db", folder / "backups", lambda _: None)[0].close()
"""
LIGHT = f"""
import asyncio, json, sys
sys.path[:0] = ["tests/gate"]
from world import World
from pointeuse.collector.app import serving
from pointeuse.collector.settings import Settings

async def work():
    async with serving(Settings(__import__("pathlib").Path(sys.argv[1]), port=0)) as app:
        started = [name for name in {HEAVY} if name in sys.modules]
        world = World(app, [])
        client, page = await world.pair(), world.session()
        assert (await world.ask(client, "/v1/ingest", world.batch(client))).status == 200
        answer = await world.send("GET", "/v1/view/overview?period=day", world.by_page(page, None))
        assert answer.status == 200, answer
        await world.ask(client, "/v1/counters", {{}})
        return started, [name for name in {HEAVY[:-1]} if name in sys.modules]

print(json.dumps(asyncio.run(work())))
"""


def test_the_serving_process_loads_nothing_heavy(tmp_path):
    subprocess.run([sys.executable, "-c", MADE, tmp_path], cwd=ROOT, check=True)
    ran = subprocess.run([sys.executable, "-c", LIGHT, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == [[], []]


def of_an_earlier_version(folder: Path) -> Settings:
    written = ROOT / "tests" / "vectors" / "schema" / "2.sql"
    settings = Settings(folder, port=0).ready()
    with closing(sqlite3.connect(folder / "pointeuse.db")) as conn:
        conn.executescript(written.read_text("utf-8"))
    return settings


async def test_a_large_log_of_an_earlier_version_is_announced_once(tmp_path):
    settings = of_an_earlier_version(tmp_path)
    os.truncate(tmp_path / "pointeuse.db", LARGE)  # what lies behind its last page is not the database's
    said = []
    for _ in range(2):
        async with serving(settings, lambda name, **words: said.append(name)):
            os.truncate(tmp_path / "pointeuse.db", LARGE)
    assert said == ["renewing"]


async def test_a_small_log_is_brought_up_without_a_word(tmp_path):
    settings = of_an_earlier_version(tmp_path)
    said = []
    async with serving(settings, lambda name, **words: said.append(name)):
        assert said == []


async def test_the_store_is_open_while_it_runs_and_free_afterwards(tmp_path):
    settings = Settings(tmp_path, port=0)
    for _ in range(2):
        async with serving(settings) as app:
            assert isinstance(app[STORE], Store)


async def test_a_start_that_fails_gives_everything_back(tmp_path, monkeypatch):
    settings = Settings(tmp_path, port=0)

    async def broken(*_):
        raise StartupError("This cannot be; do something.")

    monkeypatch.setattr(application.Clients, "load", broken)  # no folder makes this step fail alone
    with pytest.raises(StartupError):
        async with serving(settings):
            pass
    monkeypatch.undo()
    async with serving(settings) as app:
        assert app[STORE]


async def test_two_applications_do_not_share_a_folder(tmp_path):
    async with serving(Settings(tmp_path, port=0)):
        second = Runner(create_app(Settings(tmp_path, port=1)))
        with pytest.raises(StartupError, match="already runs"):
            await second.setup()
        await second.cleanup()
