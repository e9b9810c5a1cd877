"""A real store in a folder of its own, with the catalogue of the repository."""

import pytest
from batches import CATALOGUE

from collector.settings import Settings
from collector.store import Store


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "data").ready()


@pytest.fixture
async def store(settings):
    opened = Store.open(settings, CATALOGUE)
    yield opened
    await opened.close()
