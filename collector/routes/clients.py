"""The list of paired browsers, and taking one off it."""

from aiohttp import web

from pointeuse.collector.app_keys import CLIENTS, SESSION, SESSIONS, STORE, TICKETS
from pointeuse.collector.errors import NotFound
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import Empty, Unpair, read_body
from pointeuse.collector.routes.log_bodies import Label
from pointeuse.collector.store.kept.clients import Client, newest_acts


@policy("dashboard")
async def list_clients(request: web.Request) -> web.Response:
    """List the browsers that are or were paired, the newest first; their keys stay here."""
    everyone = request.app[CLIENTS].everyone()
    last_at = await request.app[STORE].read(lambda conn: newest_acts(conn, {c.device for c in everyone}))
    return web.json_response({"clients": [_shown(c, last_at.get(c.device)) for c in everyone]})


@policy("dashboard")
async def label(request: web.Request) -> web.Response:
    """Call a browser what the person calls it; an empty label gives it its own name back."""
    body = await read_body(request, Label)
    if not await request.app[CLIENTS].label(body.client_id, body.label.strip()):
        raise NotFound("No paired browser has this id; look at the list again.")
    return web.json_response({"label": body.label.strip()})


@policy("dashboard")
async def pair_another(request: web.Request) -> web.Response:
    """Give the dashboard a code to type into the popup of a browser that cannot follow the link."""
    request.app[STORE].refuse_if_invented()
    await read_body(request, Empty)
    ticket, code = request.app[TICKETS].issue_with_code("pair")
    return web.json_response({"ticket": ticket, "code": code, "seconds": 120})


@policy("dashboard")
async def unpair(request: web.Request) -> web.Response:
    """Revoke a browser. The first call gives an `action_token`; the second, with it, does it."""
    body, session = await read_body(request, Unpair), request[SESSION]
    if request.app[CLIENTS].find(body.client_id) is None:
        raise NotFound("No paired browser has this id; look at the list again.")
    purpose = f"unpair {body.client_id}"
    if body.action_token is None:
        return web.json_response({"action_token": request.app[SESSIONS].ask(session, purpose), "seconds": 60})
    request.app[SESSIONS].confirm(session, purpose, body.action_token)
    await request.app[CLIENTS].revoke(body.client_id)
    return web.json_response({"unpaired": True})


def _shown(client: Client, last_at: int | None) -> dict:
    return {
        "id": client.id,
        "browser": client.browser,
        "label": client.label,
        "origin": client.origin,
        "paired_at": client.paired_at,
        "revoked_at": client.revoked_at,
        "last_at": last_at,
    }
