"""The band of each method over a period, from a worker process: ten thousand draws are not for the server."""

import asyncio
import json
from collections import OrderedDict

from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.gate import policy
from pointeuse.collector.worker import run
from pointeuse.collector.worth.estimate import counts_of
from pointeuse.dashboard.numbers.snapshot import Snapshot
from pointeuse.dashboard.web.asked import Asked

SECONDS = 30
KEPT = 16
NOT_MADE = "The bands could not be drawn; the ranges stay as they are. Try again in a minute."


class Bands:
    """The newest KEPT answers by tag. One worker runs at a time: who asks meanwhile waits for it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = asyncio.Lock()

    async def of(self, tag: str, job: bytes) -> bytes:
        """Return the answer to `job`. Raises Busy when the worker fails; nothing is kept then."""
        async with self._lock:
            if tag not in self._kept:
                self._kept[tag] = await run(
                    "pointeuse.dashboard.numbers.band_worker", given=job, seconds=SECONDS, otherwise=NOT_MADE
                )
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return self._kept[tag]


BANDS = web.AppKey("dashboard-bands", Bands)


def add_routes(app: web.Application) -> None:
    """Register the view."""
    app[BANDS] = Bands()
    app.router.add_get("/v1/view/bands", bands)


@policy("dashboard")
async def bands(request: web.Request) -> web.Response:
    """Answer the bands as columns, or 304 to whoever has them. Raises NotFound, Malformed or Busy."""
    asked = Asked.of(request, "bands")
    if asked.is_known:
        return asked.unchanged()
    job = await request.app[STORE].read(lambda conn: job_of(asked.read(conn)))
    found = json.loads(await request.app[BANDS].of(asked.tag, job))
    return asked.answer(json.dumps(columns(found)).encode())


def job_of(snapshot: Snapshot) -> bytes:
    """Return what the worker is asked for one period under one set."""
    from pointeuse.dashboard.numbers.band_worker import job

    assumptions = snapshot.kept.assumptions
    days = snapshot.observed
    return job(counts_of(snapshot.totals, snapshot.preferences, assumptions, days), assumptions)


def columns(found: dict[str, list[float] | None]) -> dict[str, list]:
    """Return the three quantiles of each method as columns."""
    bands = found.values()
    return {
        "method": list(found),
        **{name: [band and band[at] for band in bands] for at, name in enumerate(("p5", "p50", "p95"))},
    }
