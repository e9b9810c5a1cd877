"""A real store in a folder of its own, with the catalogue of the repository."""

import pytest

from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from tests.collector.batches import CATALOGUE


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "data").ready()


@pytest.fixture
async def store(settings):
    opened = Store.open(settings, CATALOGUE)
    yield opened
    await opened.close()
