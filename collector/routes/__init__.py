"""The addresses under /v1 that are not the dashboard's: thin handlers that read, call and answer."""

from aiohttp import web

from pointeuse.collector.routes import (
    acts,
    backups,
    clients,
    commands,
    counters,
    erase,
    export,
    forget,
    ingest,
    pairing,
    pause,
    restore,
    retention,
    sessions,
)


def add_routes(app: web.Application) -> None:
    """Register every handler of this package."""
    app.router.add_post("/v1/pair", pairing.pair)
    app.router.add_post("/v1/challenge", pairing.challenge)
    app.router.add_post("/v1/hello", pairing.hello)
    app.router.add_post("/v1/ingest", ingest.ingest)
    app.router.add_post("/v1/counters", counters.counters)
    app.router.add_post("/v1/forget", forget.forget)
    app.router.add_post("/v1/forget-platforms", forget.forget_platforms)
    app.router.add_post("/v1/session-ticket", sessions.session_ticket)
    app.router.add_post("/v1/session", sessions.open_session)
    app.router.add_get("/v1/clients", clients.list_clients)
    app.router.add_post("/v1/clients/pair", clients.pair_another)
    app.router.add_post("/v1/clients/unpair", clients.unpair)
    app.router.add_post("/v1/clients/label", clients.label)
    app.router.add_get("/v1/pause", pause.get_pause)
    app.router.add_post("/v1/pause", pause.pause)
    app.router.add_post("/v1/resume", pause.resume)
    app.router.add_post("/v1/commands/challenge", commands.challenge)
    app.router.add_post("/v1/commands/{name}", commands.run)
    _add_log_routes(app)


def _add_log_routes(app: web.Application) -> None:
    """Register what the dashboard does with the acts of the log."""
    app.router.add_post("/v1/acts", acts.list_acts)
    app.router.add_get("/v1/acts/choices", acts.choices)
    app.router.add_post("/v1/acts/strike", acts.strike)
    app.router.add_post("/v1/acts/undo", acts.undo)
    app.router.add_post("/v1/acts/add", acts.add)
    app.router.add_post("/v1/acts/forget", acts.forget)
    app.router.add_post("/v1/erase", erase.erase)
    app.router.add_get("/v1/progress", erase.progress)
    app.router.add_post("/v1/export", export.ask)
    app.router.add_get("/v1/export", export.download)
    app.router.add_post("/v1/restore", restore.restore_lines)
    app.router.add_get("/v1/retention", retention.get_retention)
    app.router.add_post("/v1/retention", retention.choose_retention)
    app.router.add_get("/v1/backups", backups.list_backups)
    app.router.add_post("/v1/backups", backups.make_backup)
    app.router.add_post("/v1/backups/restore", backups.restore_backup)
