"""The route of what was counted twice: it may have to look at every act of a period, so it comes alone."""

import asyncio

import msgspec
from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.gate import policy
from pointeuse.collector.store import Store
from pointeuse.collector.sums.filters import EVERYTHING, Filter
from pointeuse.collector.sums.period import Period
from pointeuse.collector.sums.twice import Known, Twice, twice
from pointeuse.dashboard.numbers.snapshot import period_asked
from pointeuse.dashboard.web.asked import Asked

SCHEMA = 1
SECONDS = 0.5  # in one go: a reader is for everybody


class Looking:
    """What was worked out in this run, and whose turn it is: who comes meanwhile finds it done."""

    def __init__(self) -> None:
        self.known: Known = {}
        self.turn = asyncio.Lock()


LOOKING = web.AppKey("twice-looking", Looking)


def add_routes(app: web.Application) -> None:
    """Register the view."""
    app[LOOKING] = Looking()
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
    found = await looked_through(store, period, request.app[LOOKING], asked.filter)
    days = {"first": period.first, "last": period.last}
    return asked.answer(
        msgspec.json.encode({"schema": SCHEMA, "period": days, "ms": found.ms, "since": found.since})
    )


async def looked_through(store: Store, period: Period, looking: Looking, taken: Filter = EVERYTHING) -> Twice:
    """Return what was counted twice in a period, however long it takes, in reads that are short."""
    async with looking.turn:
        while True:
            found = await store.read(lambda conn: twice(conn, period, taken, looking.known, SECONDS))
            if found is not None:
                return found
