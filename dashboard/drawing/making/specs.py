"""Chart specs and the Vega bundle, out of a cache that a worker process fills on demand.

The serving process reads files only; it never imports Altair, pandas or vl-convert.
"""

import asyncio
import hashlib
import shutil
from functools import cached_property
from pathlib import Path

from pointeuse.collector.errors import NotFound
from pointeuse.collector.worker import run
from pointeuse.dashboard.drawing.making.charts import DASHBOARD, NAMES, PLACES
from pointeuse.dashboard.wording import LANGUAGES

SECONDS = 120
NOT_MADE = "The charts could not be made; the tables hold the same figures. Try again in a minute."
MADE_FROM = (*PLACES, "wording/*.json", "drawing/making/*.py")


def fingerprint() -> str:
    """Return a name for everything a spec depends on: our own sources and the two packages' versions."""
    from importlib.metadata import version  # a start need not wait for what the first chart needs

    digest = hashlib.sha256(f"altair {version('altair')} vl-convert {version('vl-convert-python')}".encode())
    for path in sorted(path for pattern in MADE_FROM for path in DASHBOARD.glob(pattern)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:24]


class Specs:
    """The cache in `data/cache`. One worker runs at a time, for SECONDS at most."""

    def __init__(self, data: Path):
        self._cache = data / "cache"
        self._lock = asyncio.Lock()

    @cached_property
    def tag(self) -> str:
        """The version of every file in the cache; also its folder's name."""
        return fingerprint()

    @property
    def folder(self) -> Path:
        """Where the present version's files are."""
        return self._cache / self.tag

    async def spec(self, name: str, language: str) -> bytes:
        """Return one chart as JSON. Raises NotFound for a name we do not have, Busy when it is not made."""
        if name not in NAMES or language not in LANGUAGES:
            raise NotFound("There is no such chart. Reload the page.")
        return await self._file(f"{name}.{language}.json", language)

    async def bundle(self) -> bytes:
        """Return the JavaScript module that draws the charts. Raises Busy when it cannot be made."""
        return await self._file("bundle.js", "bundle")

    async def _file(self, name: str, job: str) -> bytes:
        path = self.folder / name
        if not await asyncio.to_thread(path.exists):
            async with self._lock:
                if not await asyncio.to_thread(path.exists):
                    await asyncio.to_thread(self._forget_older)
                    await run_worker(str(self.folder), job)
        return await asyncio.to_thread(path.read_bytes)

    def _forget_older(self) -> None:
        for folder in self._cache.glob("*"):
            if folder.is_dir() and folder.name != self.tag:
                shutil.rmtree(folder, ignore_errors=True)


async def run_worker(*arguments: str, seconds: float = SECONDS) -> None:
    """Run the worker to its end. Raises Busy when it fails or takes longer than `seconds`."""
    await run(
        "pointeuse.dashboard.drawing.making.spec_worker", *arguments, seconds=seconds, otherwise=NOT_MADE
    )
