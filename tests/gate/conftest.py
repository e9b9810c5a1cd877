"""One collector for the tests of a file: each brings its own browsers and tickets."""

import pytest
from world import World

from pointeuse.collector.app import serving
from pointeuse.collector.settings import Settings


@pytest.fixture(scope="module")
async def world(tmp_path_factory):
    said = []
    settings = Settings(tmp_path_factory.mktemp("data"), port=0, open_browser=False)
    async with serving(settings, lambda name, **words: said.append((name, words))) as app:
        yield World(app, said)


@pytest.fixture(scope="module")
async def client(world):
    return await world.pair()


@pytest.fixture
def session(world):
    return world.session()
