"""The last minutes, forgotten on request of the browser that recorded them."""

import time

from aiohttp import web

from ..app_keys import CHALLENGES, CLIENT, STORE
from ..gate import policy
from .bodies import Forget, read_body


@policy("extension")
async def forget(request: web.Request) -> web.Response:
    """Erase what this device recorded in the last minutes, from every file; other devices are not touched."""
    body, client = await read_body(request, Forget), request[CLIENT]
    request.app[CHALLENGES].redeem(client.id, body.challenge)
    since = time.time_ns() // 1_000_000 - body.minutes * 60_000
    erased = await request.app[STORE].forget(client.device, since, body.through_seq)
    return web.json_response({"forgotten": erased})
