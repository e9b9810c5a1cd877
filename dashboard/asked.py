"""What a view was asked: which days, under which set of assumptions, and the tag that names the answer."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date

from aiohttp import web

from collector.app_keys import STORE

from .period import read_until

# Another run may count the same versions for other contents.
RUN = web.AppKey("dashboard-run", str)


@dataclass(frozen=True)
class Asked:
    """`version` names a set of assumptions, None the one in use; `known` is the tag that the asker holds."""

    period: str
    until: date
    version: str | None
    tag: str
    known: str | None

    @classmethod
    def of(cls, request: web.Request, name: str) -> "Asked":
        """Read what is asked of the view called `name`. Raises Malformed for a day that is none."""
        period = request.query.get("period", "week")
        until = read_until(request.query.get("until"), date.today())
        version = request.query.get("set")
        tag = _tag(request, name, period, until.isoformat(), "in use" if version is None else version)
        return cls(period, until, version, tag, request.headers.get("If-None-Match"))

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


def add_run(app: web.Application) -> None:
    """Give this run a name of its own."""
    app[RUN] = secrets.token_hex(4)


def _tag(request: web.Request, *asked: str) -> str:
    """Return the ETag: all that the answer depends on. Taken before reading, so it is never too new.

    The version of the store covers the preferences and the set of assumptions in use.
    """
    from collector.valuation import load_parameters

    parts = (request.app[RUN], str(request.app[STORE].version), load_parameters().version, *asked)
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
