"""Acts come in: read the batch, store it, answer with one verdict for each act."""

import time

import msgspec
from aiohttp import web

from pointeuse.collector.acts import decode
from pointeuse.collector.app_keys import CATALOGUE, CLIENT, CLIENTS, STORE
from pointeuse.collector.errors import Busy
from pointeuse.collector.gate import policy


@policy("extension", may_repeat=True)
async def ingest(request: web.Request) -> web.Response:
    """Answer 200 once the acts are on the disk; every error of the store means that none of them is."""
    if request.app[CLIENTS].must_greet(request[CLIENT].id):
        # An extension that is told to wait says hello first; it learns then what this log lacks.
        raise Busy("This browser has yet to say hello to this log and nothing was stored.", "hello")
    batch = decode(await request.read(), time.time_ns() // 1_000_000, request.app[CATALOGUE])
    verdicts = await request.app[STORE].ingest(request[CLIENT], batch)
    return web.Response(body=msgspec.json.encode(verdicts), content_type="application/json")
