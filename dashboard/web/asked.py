"""What a view was asked: days, platforms and kinds, under which set, and the tag that names the answer."""

import hashlib
import secrets
import sqlite3
from datetime import date

from aiohttp import web
from msgspec import Struct

from pointeuse.collector.app_keys import CATALOGUE, STORE
from pointeuse.collector.sums.filters import Filter, read_filter
from pointeuse.collector.sums.period import CUSTOM, read_since, read_until
from pointeuse.dashboard.numbers.snapshot import Snapshot, read

# Another run may count the same versions for other contents.
RUN = web.AppKey("dashboard-run", str)


# Everything in a query that an answer depends on, beside the view itself.
PARTS = ("period", "from", "until", "platforms", "operators", "kinds", "set")


class Asked(Struct, frozen=True):
    """`since` is the first day of a custom period; `version` names a set of assumptions, None the one in use.

    `known` is the tag that the asker holds.
    """

    period: str
    since: date | None
    until: date
    filter: Filter
    version: str | None
    tag: str
    known: str | None

    @classmethod
    def of(cls, request: web.Request, name: str) -> "Asked":
        """Read what is asked of the view called `name`. Raises Malformed for what cannot be read."""
        query = request.query
        until = read_until(query.get("until"), date.today())
        since = read_since(query.get("from"), until)
        return cls(
            period=CUSTOM if since else query.get("period", "week"),
            since=since,
            until=until,
            filter=read_filter(query, request.app[CATALOGUE]),
            version=query.get("set"),
            tag=_tag(request, name, until.isoformat(), *(query.get(part, "-") for part in PARTS)),
            known=request.headers.get("If-None-Match"),
        )

    def read(self, conn: sqlite3.Connection) -> Snapshot:
        """Return the figures asked for. Raises Malformed for an unknown period, NotFound for a set."""
        return read(conn, self.period, self.until, self.version, self.since, self.filter)

    @property
    def is_known(self) -> bool:
        """Whether the asker has the answer already."""
        return self.known == self.tag

    def unchanged(self) -> web.Response:
        """Return a 304."""
        return web.Response(status=304, headers={"ETag": self.tag})

    def answer(self, body: bytes) -> web.Response:
        """Return JSON under the tag."""
        return web.Response(body=body, content_type="application/json", headers={"ETag": self.tag})

    def unfinished(self, body: bytes) -> web.Response:
        """Return JSON without a tag: the next answer says more."""
        return web.Response(body=body, content_type="application/json")


def add_run(app: web.Application) -> None:
    """Give this run a name of its own."""
    app[RUN] = secrets.token_hex(4)


def _tag(request: web.Request, *asked: str) -> str:
    """Return the ETag: all that the answer depends on. Taken before reading, so it is never too new.

    The version of the store covers the preferences and the set of assumptions in use.
    """
    from pointeuse.collector.valuation import load_parameters

    parts = (request.app[RUN], str(request.app[STORE].version), load_parameters().version, *asked)
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
