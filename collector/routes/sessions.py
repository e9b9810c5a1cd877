"""Dashboard sessions: a ticket from the extension or the command line becomes a cookie and a page key."""

from aiohttp import web

from pointeuse.collector.app_keys import PORT, SESSIONS, TICKETS
from pointeuse.collector.gate import policy
from pointeuse.collector.pairing import TicketUsedTwice
from pointeuse.collector.routes.bodies import Empty, Ticket, read_body


@policy("extension")
async def session_ticket(request: web.Request) -> web.Response:
    """Give the extension a ticket for a tab that it is about to open."""
    await read_body(request, Empty)
    return web.json_response({"ticket": request.app[TICKETS].issue("open")})


@policy("ticket")
async def open_session(request: web.Request) -> web.Response:
    """Give the tab that brings a fresh ticket its cookie and its page key."""
    body = await read_body(request, Ticket)
    try:
        redemption = request.app[TICKETS].redeem("open", body.ticket)
    except TicketUsedTwice as error:
        request.app[SESSIONS].end(error.first.gained or "")
        raise
    redemption.gained, cookie, page_key = request.app[SESSIONS].open()
    answer = web.json_response({"page_key": page_key})
    answer.set_cookie(f"dl_{request.app[PORT]}", cookie, path="/", httponly=True, samesite="Strict")
    return answer
