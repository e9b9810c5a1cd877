"""The route of what was counted twice: it may have to look at every act of a period, so it comes alone."""

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
KNOWN = web.AppKey("twice-known", dict)
"""What was worked out in this run."""
SECONDS = 0.5  # in one go: a reader is for everybody


def add_routes(app: web.Application) -> None:
    """Register the view."""
    app[KNOWN] = {}
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
    found = await looked_through(store, period, request.app[KNOWN], asked.filter)
    days = {"first": period.first, "last": period.last}
    return asked.answer(
        msgspec.json.encode({"schema": SCHEMA, "period": days, "ms": found.ms, "since": found.since})
    )


async def looked_through(store: Store, period: Period, known: Known, taken: Filter = EVERYTHING) -> Twice:
    """Return what was counted twice in a period, however long it takes, in reads that are short."""
    while True:
        found = await store.read(lambda conn: twice(conn, period, taken, known, SECONDS))
        if found is not None:
            return found
