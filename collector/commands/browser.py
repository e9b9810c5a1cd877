"""Opening a page of ours in the person's browser, without its ticket showing in the process list."""

import os
import sys
import threading
import webbrowser
from collections.abc import Mapping

from pointeuse.collector.commands.call import call
from pointeuse.collector.folder import REDIRECT, read_running, write_private
from pointeuse.collector.settings import Settings
from pointeuse.collector.wording import say

PAGE = """<!doctype html><meta charset="utf-8"><title>Pointeuse</title>
<p><a href="{link}">Pointeuse</a></p><script>location.replace("{link}")</script>
"""
SECONDS = 120
FOREGROUND_SECONDS = 5


def show(
    settings: Settings, port: int, page: str, ticket: str, code: str | None = None
) -> threading.Thread | None:
    """Open `/pair` or `/open` with its ticket, or print the link where no browser can be opened.

    The browser is given a file that only this user may read: an address would be readable by everybody.
    Returns the thread that starts it; a browser that starts in the foreground keeps it until it is closed.
    """
    link = f"http://127.0.0.1:{port}/{page}#t={ticket}"

    def print_link() -> None:
        say(f"{page}-link", link=link, seconds=SECONDS)
        if code:
            say("pair-code", port=port, code=f"{code[:4]} {code[4:]}")

    if not settings.open_browser or not has_screen():
        print_link()
        return None
    path = settings.data / REDIRECT
    write_private(path, PAGE.format(link=link).encode())
    say("pairing" if page == "pair" else "opened")
    opening = threading.Thread(target=lambda: webbrowser.open(path.as_uri()) or print_link(), daemon=True)
    opening.start()
    return opening


def has_screen(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Say whether a browser with windows can be opened; without a screen a text browser would take over."""
    if platform in ("win32", "darwin"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def open_page(settings: Settings, page: str) -> None:
    """Open the dashboard (`open`) or the connecting page (`pair`) of the running collector.

    Raises NotRunning, with how to start it.
    """
    answer = call(settings.data, f"{page}-ticket")
    port = read_running(settings.data).port
    opening = show(settings, port, page, answer["ticket"], answer.get("code"))
    if opening is not None:
        opening.join(FOREGROUND_SECONDS)
