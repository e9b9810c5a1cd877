"""The route of what was counted twice: it may have to look at every act of a period, so it comes alone."""

import asyncio
import time

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.errors import Busy
from pointeuse.collector.gate import policy
from pointeuse.collector.store import Store
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import Period
from pointeuse.collector.sums.twice import Remembered, Twice, twice
from pointeuse.dashboard.numbers.snapshot import period_asked
from pointeuse.dashboard.web.asked import Asked

SCHEMA = 1
SECONDS = 0.5  # in one go: a reader is for everybody
PATIENCE_S = 300.0  # so that nothing goes on for ever


class Memory:
    """What was worked out in this run, and whose turn it is to go on: who comes meanwhile finds it done."""

    def __init__(self) -> None:
        self.remembered: Remembered = {}
        self.turn = asyncio.Lock()


MEMORY = web.AppKey("twice-memory", Memory)


def add_routes(app: web.Application) -> None:
    """Register the view."""
    app[MEMORY] = Memory()
    app.router.add_get("/v1/view/twice", view)


@policy("dashboard")
async def view(request: web.Request) -> web.Response:
    """Answer how much of the attention shown was counted twice, or 304. Raises Malformed or Busy.

    `ms` are of the attention that the other views give for the same days and filters; `since` is the first
    day that could be looked at, null for the whole period.
    """
    asked, store = Asked.of(request, "twice"), request.app[STORE]
    if asked.is_known:
        return asked.unchanged()
    period = await store.read(lambda conn: period_asked(conn, asked.period, asked.until, asked.since))
    found = await work_out(store, period, request.app[MEMORY], asked.filter)
    days = {"first": period.first, "last": period.last}
    return asked.answer(
        msgspec.json.encode({"schema": SCHEMA, "period": days, "ms": found.ms, "since": found.since})
    )


async def work_out(
    store: Store,
    period: Period,
    memory: Memory,
    taken: Filter = EVERYTHING,
    patience: float = PATIENCE_S,
) -> Twice:
    """Return what was counted twice in a period, in reads that are short, each in its turn.

    Raises Busy after `patience` seconds, or when the log cannot be read; the next call goes on from there.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        async with memory.turn:
            found = await store.read(lambda conn: twice(conn, period, taken, memory.remembered, SECONDS))
        if found is not None:
            return found
    raise Busy("What two devices counted at once is still being worked out. Ask again in a minute.")


async def in_time(store: Store, period: Period, memory: Memory, patience: float) -> Twice | None:
    """Return what was counted twice in a period, None where that cannot be said by then."""
    try:
        return await work_out(store, period, memory, EVERYTHING, patience)
    except Busy:
        return None
