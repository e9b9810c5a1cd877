"""Puts the parts together: one application, one clean-up, and the sockets that it answers on."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, closing
from dataclasses import replace

from aiohttp import web

from pointeuse.collector import app_keys, catalogue, routes
from pointeuse.collector.errors import PortTaken
from pointeuse.collector.exports.tickets import Downloads
from pointeuse.collector.folder import clear_redirect, ensure_cli_key, remember_port, remembered_port
from pointeuse.collector.gate import BODY_LIMIT, check_policies, gate, secure
from pointeuse.collector.gate.listener import Runner, bind
from pointeuse.collector.pairing import Challenges, Clients, Tickets
from pointeuse.collector.sessions import Sessions
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.files.opening import takes_long
from pointeuse.collector.store.strike import Strikes
from pointeuse.dashboard.drawing.making.specs import Specs
from pointeuse.dashboard.web import pages
from pointeuse.dashboard.web import routes as views

FIRST_PORT, LAST_PORT = 20_000, 60_000
TRIES = 20

Say = Callable[..., None]


def _silent(name: str, **words: object) -> None:
    """Say nothing: for tests and for programs without a terminal."""


def create_app(settings: Settings, say: Say = _silent) -> web.Application:
    """Return the application for `settings.port`, which its sockets must be bound to.

    `say(sentence, **words)` tells the person at the terminal what happens while it runs.
    """
    app = web.Application(middlewares=[gate], client_max_size=BODY_LIMIT)
    app[app_keys.SETTINGS], app[app_keys.PORT] = settings, settings.port
    app[app_keys.CLI_KEY] = ensure_cli_key(settings.data)
    app[app_keys.TICKETS] = Tickets(used=lambda ticket: clear_redirect(settings.data, ticket))
    app[app_keys.CHALLENGES] = Challenges()
    app[app_keys.DOWNLOADS], app[app_keys.FORGETTING] = Downloads(), {}
    app[app_keys.SESSIONS], app[app_keys.SPECS] = Sessions(settings.port), Specs(settings.data)
    app[app_keys.SAY] = say
    app.cleanup_ctx.append(opened_store)
    app.on_startup.insert(0, check_policies)
    app.on_response_prepare.append(secure)
    for part in (routes, pages, views):
        part.add_routes(app)
    return app


async def opened_store(app: web.Application) -> AsyncIterator[None]:
    """Open the store for as long as the application runs, and what is read from it once."""
    app[app_keys.CATALOGUE] = catalogue.load()
    if takes_long(app[app_keys.SETTINGS].data / "pointeuse.db"):
        app[app_keys.SAY]("renewing")
    store = await asyncio.to_thread(Store.open, app[app_keys.SETTINGS], app[app_keys.CATALOGUE])
    try:
        app[app_keys.STORE] = store
        app[app_keys.CLIENTS] = await Clients.load(store)
        app[app_keys.STRIKES] = Strikes(store, app[app_keys.CATALOGUE])
        if store.notice:
            app[app_keys.SAY]("notice", text=store.notice)
        yield
    finally:
        for forgetting in list(app[app_keys.FORGETTING]):
            forgetting.cancel()  # it is asked for again
        await store.close()


@asynccontextmanager
async def serving(settings: Settings, say: Say = _silent) -> AsyncIterator[web.Application]:
    """Serve the data folder; `app[PORT]` says where. Raises StartupError before anything is answered."""
    settings.ready()
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(bound)) for bound in bind_own_port(settings, say)]
        runner = Runner(create_app(replace(settings, port=sockets[0].getsockname()[1]), say))
        try:
            await runner.setup()
            if settings.port != 0:
                remember_port(settings.data, runner.app[app_keys.PORT])
            for bound in sockets:
                await web.SockSite(runner, bound).start()
            yield runner.app
        finally:
            await runner.cleanup()


def bind_own_port(settings: Settings, say: Say = _silent) -> list[socket.socket]:
    """Bind the port that was asked for, else the folder's own, else a random one. Raises PortTaken."""
    wanted = settings.port if settings.port is not None else remembered_port(settings.data)
    if wanted is None:
        return _bind_random()
    return bind(wanted, lambda port: say("other-localhost", port=port))


def _bind_random() -> list[socket.socket]:
    """Bind a port that is free both ways, as far as there are two."""
    chosen = random.SystemRandom()
    for _ in range(TRIES):
        others: list[int] = []
        try:
            bound = bind(chosen.randint(FIRST_PORT, LAST_PORT), others.append)
        except PortTaken:
            continue
        if not others:
            return bound
        for one in bound:
            one.close()
    raise PortTaken(f"No free port was found in {TRIES} tries; choose one with --port.")
