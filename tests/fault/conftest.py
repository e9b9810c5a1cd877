"""A collector process on a folder of its own, ended with the test whatever happens."""

import pytest

from tests.fault.running import Collector


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def start(data):
    """Return a function that starts a collector; its keywords are those of `Collector`."""
    started = []

    def begin(**how):
        data.mkdir(mode=0o700, exist_ok=True)
        started.append(Collector(data, **how))
        return started[-1]

    yield begin
    for collector in started:
        collector.kill()
