"""What the application and a request carry, each with its type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable

    from pointeuse.collector.catalogue import Catalogue
    from pointeuse.collector.exports.tickets import Downloads
    from pointeuse.collector.pairing import Challenges, Clients, Tickets
    from pointeuse.collector.sessions import Sessions
    from pointeuse.collector.settings import Settings
    from pointeuse.collector.store import Store
    from pointeuse.collector.store.kept.clients import Client
    from pointeuse.collector.store.strike import Strikes

SETTINGS: web.AppKey[Settings] = web.AppKey("settings", object)
CATALOGUE: web.AppKey[Catalogue] = web.AppKey("catalogue", object)
STORE: web.AppKey[Store] = web.AppKey("store", object)
CLIENTS: web.AppKey[Clients] = web.AppKey("clients", object)
TICKETS: web.AppKey[Tickets] = web.AppKey("tickets", object)
CHALLENGES: web.AppKey[Challenges] = web.AppKey("challenges", object)
STRIKES: web.AppKey[Strikes] = web.AppKey("strikes", object)
# Tasks that erase what browsers asked to forget, with what that is.
FORGETTING = web.AppKey("forgetting", dict)
DOWNLOADS: web.AppKey[Downloads] = web.AppKey("downloads", object)
SESSIONS: web.AppKey[Sessions] = web.AppKey("sessions", object)
# The dashboard's own: only collector.app knows what is behind it.
SPECS = web.AppKey("specs", object)
PORT: web.AppKey[int] = web.AppKey("port", int)
# Tells the person at the terminal: say("paired", browser="…", origin="…").
SAY: web.AppKey[Callable[..., None]] = web.AppKey("say", object)
CLI_KEY: web.AppKey[bytes] = web.AppKey("cli_key", bytes)

# Set by the gate on requests of an extension: the paired client, whose `device` its batches must name.
CLIENT: web.RequestKey[Client] = web.RequestKey("client", object)
# Set by the gate on requests of the dashboard: which of its sessions asks.
SESSION: web.RequestKey[str] = web.RequestKey("session", str)
