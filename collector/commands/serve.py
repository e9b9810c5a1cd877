"""`pointeuse serve`: run the collector until it is told to stop."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable

from aiohttp import web

from pointeuse.collector.app import serving
from pointeuse.collector.app_keys import CLIENTS, PORT, STORE, TICKETS
from pointeuse.collector.commands.browser import show
from pointeuse.collector.commands.call import address_of_running
from pointeuse.collector.errors import AlreadyRunning, PortTaken
from pointeuse.collector.folder import REDIRECT, clear_redirect, clear_running, write_running
from pointeuse.collector.pairing.tickets import TICKET_SECONDS
from pointeuse.collector.settings import Settings
from pointeuse.collector.wording import language, say


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM. Raises StartupError when it cannot start."""
    try:
        asyncio.run(_serve(settings))
    except (AlreadyRunning, PortTaken) as error:
        link = address_of_running(settings.data)
        if link is None:
            raise
        raise AlreadyRunning(
            f"Pointeuse is already running at {link}; open it with `pointeuse open`."
        ) from error


async def _serve(settings: Settings) -> None:
    stop = _stop_signals()
    async with serving(settings, say) as app:
        write_running(settings.data, app[PORT])
        try:
            say("listening", link=f"http://127.0.0.1:{app[PORT]}/", data=settings.data)
            if app[STORE].invented:
                from pointeuse.collector.teach.personas import name_of  # only a demo has one

                say("invented", who=getattr(name_of(app[STORE].invented), language()))
            _show_page(settings, app)
            say("stop" if _again_on_enter(lambda: _show_page(settings, app)) else "stop-only")
            gc.freeze()
            gc.enable()
            await stop.wait()
        finally:
            clear_running(settings.data)
            (settings.data / REDIRECT).unlink(missing_ok=True)
    say("stopped")


def _again_on_enter(show_page: Callable[[], None]) -> bool:
    """Call `show_page` whenever the person presses Enter: a link grows old while the extension is loaded."""
    if sys.platform == "win32" or sys.stdin is None or not sys.stdin.isatty():
        return False
    loop, keys = asyncio.get_running_loop(), sys.stdin.fileno()

    def pressed() -> None:
        if os.read(keys, 4096):
            show_page()
        else:
            loop.remove_reader(keys)

    loop.add_reader(keys, pressed)
    return True


def _show_page(settings: Settings, app: web.Application) -> None:
    """Open the page that pairs a browser while none is paired, then the dashboard.

    An invented person has no browser to pair.
    """
    paired = any(client.revoked_at is None for client in app[CLIENTS].everyone())
    if paired or app[STORE].invented:
        ticket = app[TICKETS].issue("open")
        show(settings, app[PORT], "open", ticket)
    else:
        ticket, code = app[TICKETS].issue_with_code("pair")
        show(settings, app[PORT], "pair", ticket, code)
    asyncio.get_running_loop().call_later(TICKET_SECONDS, clear_redirect, settings.data, ticket)


def _stop_signals() -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        if sys.platform == "win32":
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
        else:
            loop.add_signal_handler(number, stop.set)
    return stop
