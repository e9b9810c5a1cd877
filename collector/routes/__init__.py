"""The addresses under /v1 that are not the dashboard's: thin handlers that read, call and answer."""

from aiohttp import web

from . import clients, commands, counters, forget, ingest, pairing, pause, sessions


def add_routes(app: web.Application) -> None:
    """Register every handler of this package."""
    app.router.add_post("/v1/pair", pairing.pair)
    app.router.add_post("/v1/hello", pairing.hello)
    app.router.add_post("/v1/ingest", ingest.ingest)
    app.router.add_post("/v1/counters", counters.counters)
    app.router.add_post("/v1/forget", forget.forget)
    app.router.add_post("/v1/session-ticket", sessions.session_ticket)
    app.router.add_post("/v1/session", sessions.open_session)
    app.router.add_get("/v1/clients", clients.list_clients)
    app.router.add_post("/v1/clients/pair", clients.pair_another)
    app.router.add_post("/v1/clients/unpair", clients.unpair)
    app.router.add_get("/v1/pause", pause.get_pause)
    app.router.add_post("/v1/pause", pause.pause)
    app.router.add_post("/v1/resume", pause.resume)
    app.router.add_post("/v1/commands/{name}", commands.run)
