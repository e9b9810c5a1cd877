"""Pairing a browser, and the hello with which each of its sessions begins."""

import time

from aiohttp import web
from msgspec.structs import asdict

from pointeuse.collector import __version__
from pointeuse.collector.app_keys import CHALLENGES, CLIENT, CLIENTS, SAY, SETTINGS, STORE, TICKETS
from pointeuse.collector.errors import Forbidden, Malformed
from pointeuse.collector.gate import policy
from pointeuse.collector.pairing import Redemption, TicketUsedTwice, trusted_origin
from pointeuse.collector.routes.bodies import Empty, Hello, Pair, read_body
from pointeuse.collector.signing import encode
from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.acts.names import high_water
from pointeuse.collector.store.kept.pauses import Pauses, Wish, note_acknowledged, read_pauses


@policy("ticket", sender="extension")
async def pair(request: web.Request) -> web.Response:
    """Give the browser that brings a fresh ticket its key, this once."""
    request.app[STORE].refuse_if_invented()
    body, origin = await read_body(request, Pair), request.headers["Origin"]
    if not trusted_origin(origin, request.app[SETTINGS].allow_extension):
        raise Forbidden(
            "This is not the published extension; to allow it, start with --allow-extension and its id.",
            "extension",
        )
    redemption = await _redeem(request, body)
    client = await request.app[CLIENTS].pair(body.device, origin, body.browser)
    redemption.gained = client.id
    if redemption.spoiled:
        await _revoke(request, redemption)
        raise TicketUsedTwice(redemption)
    request.app[SAY]("paired", browser=client.browser, origin=client.origin)
    instance = request.app[STORE].instance_id
    return web.json_response({"client_id": client.id, "key": encode(client.key), "instance_id": instance})


@policy("extension", may_repeat=True)
async def challenge(request: web.Request) -> web.Response:
    """Give the browser a nonce that its next request may be signed over. Without the key it is of no use."""
    await read_body(request, Empty)
    return web.json_response({"challenge": request.app[CHALLENGES].issue(request[CLIENT].id)})


@policy("extension")
async def hello(request: web.Request) -> web.Response:
    """Prove to the browser who we are, say up to which act its log is whole, and agree on a pause."""
    body, client = await read_body(request, Hello), request[CLIENT]
    if body.device != client.device:
        raise Forbidden("This key was given to another device; pair this browser again.", "device")
    store, now = request.app[STORE], time.time_ns() // 1_000_000
    generation = store.generation
    if body.pause is not None:
        obeyed = Wish(body.pause.until, body.pause.at)
        await store.write(lambda conn: note_acknowledged(conn, client.id, obeyed, now))
    if await store.read(lambda conn: remembered.is_asked(conn, client.device)):
        await store.write(lambda conn: remembered.note_last_seq(conn, client.device, body.last_seq, now))
    request.app[CLIENTS].greet(client.id, generation)
    mark, pauses = await store.read(lambda conn: (high_water(conn, client.device), read_pauses(conn)))
    return web.json_response(
        {
            "instance_id": store.instance_id,
            "high_water": mark,
            "collector": __version__,
            "server_time": now,
            "pause": _pause(pauses, client.id),
        }
    )


def _pause(pauses: Pauses, client_id: str) -> dict:
    """Return the dashboard's wish, and what this browser was last known to obey."""
    return asdict(pauses.wish) | {"known": asdict(pauses.known(client_id))}


async def _redeem(request: web.Request, body: Pair) -> Redemption:
    if (body.ticket is None) == (body.code is None):
        raise Malformed("Send a ticket or a code, one of the two.")
    tickets = request.app[TICKETS]
    if body.code is not None:
        return tickets.redeem_code("pair", body.code)
    try:
        return tickets.redeem("pair", body.ticket)
    except TicketUsedTwice as error:
        await _revoke(request, error.first)
        raise


async def _revoke(request: web.Request, redemption: Redemption) -> None:
    if redemption.gained:
        await request.app[CLIENTS].revoke(redemption.gained)
    request.app[SAY]("ticket-used")
