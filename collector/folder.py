"""The small files of the data folder: the port, the command line's key, and who is running.

All are owner-only. A file that holds a secret is made with its mode, never changed to it afterwards.
"""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

KEY_BYTES = 32
REDIRECT = "open.html"


class Running(Struct, frozen=True):
    """A collector that said it was running; it may have been killed since."""

    port: int
    pid: int


def write_private(path: Path, content: bytes) -> None:
    """Replace the file by a new one that only its owner may open. Raises OSError."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def read_cli_key(data: Path) -> bytes | None:
    """Return the key of the command line, or None when no collector has used the folder yet."""
    try:
        key = (data / "cli.key").read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_BYTES else None


def ensure_cli_key(data: Path) -> bytes:
    """Return the key of the command line, made now if the folder has none."""
    key = read_cli_key(data)
    if key is None:
        key = secrets.token_bytes(KEY_BYTES)
        write_private(data / "cli.key", key)
    return key


def remembered_port(data: Path) -> int | None:
    """Return the port that this folder's collector has used before."""
    try:
        port = int((data / "port").read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return None
    return port if 0 < port < 65536 else None


def remember_port(data: Path, port: int) -> None:
    """Keep the port: extensions look for the collector where they were paired."""
    write_private(data / "port", f"{port}\n".encode())


def read_running(data: Path) -> Running | None:
    """Return what `running.json` says."""
    try:
        return Running(**json.loads((data / "running.json").read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def is_alive(pid: int) -> bool:
    """Say whether a process has this number, as far as it can be told."""
    if os.name == "nt":
        return True  # there a signal of 0 would end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # another user's
    return True


def write_running(data: Path, port: int) -> None:
    """Say that this process serves the folder at `port`."""
    write_private(data / "running.json", json.dumps({"port": port, "pid": os.getpid()}).encode())


def clear_redirect(data: Path, ticket: str) -> None:
    """Remove the page that led a browser here with this ticket, which was used or is too old."""
    page = data / REDIRECT
    with suppress(OSError):  # it is a page of ours, and no ticket is lost by what becomes of it
        if ticket in page.read_text("utf-8"):
            page.unlink()


def clear_running(data: Path) -> None:
    """Take that back."""
    (data / "running.json").unlink(missing_ok=True)
