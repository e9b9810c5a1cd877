"""`pointeuse doctor`: each thing that Pointeuse needs, with what to do about it."""

import os
import shutil
import sqlite3
import sys
import tempfile
import webbrowser
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from pointeuse.collector.commands.browser import has_screen
from pointeuse.collector.commands.call import Unresponsive, address_of_running
from pointeuse.collector.errors import PointeuseError
from pointeuse.collector.folder import remembered_port
from pointeuse.collector.gate.listener import bind
from pointeuse.collector.settings import OTHERS_WRITE, Settings
from pointeuse.collector.store.engine.lock import Lock
from pointeuse.collector.store.files.migrations import MIGRATIONS

OLDEST = (3, 11)
SPACE_MIB = 200
# From the first version that can lose commits when one connection moves the write-ahead log into the database
# while another writes, up to the one that is mended (sqlite.org/wal.html). We have one connection for both.
WAL_RESET = (((3, 7, 0), (3, 44, 6)), ((3, 45, 0), (3, 50, 7)), ((3, 51, 0), (3, 51, 3)))


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `advice` is what the person has to do, empty when it is well."""

    what: str
    advice: str = ""


def doctor(settings: Settings) -> int:
    """Print a line for each finding and return the exit status: 1 when something has to be done."""
    try:
        running, silent = address_of_running(settings.data), ""
    except Unresponsive as error:
        running, silent = None, error.message
    findings = [_python(), _sqlite(), _folder(settings.data), _space(settings.data)]
    findings += [
        _lock(settings.data, running, silent),
        _port(settings, running),
        _database(settings.data / "pointeuse.db"),
        _browser(),
    ]
    for found in findings:
        click.echo(f"do  {found.what}: {found.advice}" if found.advice else f"ok  {found.what}")
    return int(any(found.advice for found in findings))


def _python() -> Finding:
    advice = "" if sys.version_info >= OLDEST else "install Python 3.11 or newer"
    return Finding(f"Python {sys.version.split()[0]}", advice)


def _sqlite() -> Finding:
    """Name a defect that matters to us; whoever copies the log by hand may meet it, we do not."""
    version = sqlite3.sqlite_version_info
    has_defect = any(first <= version < fixed for first, fixed in WAL_RESET)
    more = " (has the WAL-reset defect: let no other program open the log)" if has_defect else ""
    return Finding(f"SQLite {sqlite3.sqlite_version}{more}")


def _folder(data: Path) -> Finding:
    what = f"Data folder {data}"
    try:
        with tempfile.TemporaryFile(dir=_existing(data)):
            return Finding(what, _shared(data))
    except OSError as error:
        return Finding(f"{what} ({error.strerror})", "make it writable, or choose another with --data")


def _shared(data: Path) -> str:
    """Return what to do where others may write there; whoever may only look sees names, and no content."""
    is_shared = os.name != "nt" and data.exists() and data.stat().st_mode & OTHERS_WRITE
    return f"other users may write to it: run `chmod go-w {data}`" if is_shared else ""


def _space(data: Path) -> Finding:
    free = shutil.disk_usage(_existing(data)).free >> 20
    return Finding(f"{free} MiB free", "" if free >= SPACE_MIB else f"free at least {SPACE_MIB} MiB")


def _lock(data: Path, running: str | None, silent: str) -> Finding:
    if silent:
        return Finding("Running, without an answer", silent)
    if running:
        return Finding(f"Running at {running}")
    if not (data / "lock").exists():
        return Finding("Not running")
    try:
        Lock(data).release()
    except (PointeuseError, OSError):
        return Finding("The data folder is locked", "stop the program that uses it, then look again")
    return Finding("Not running")


def _port(settings: Settings, running: str | None) -> Finding:
    port = settings.port if settings.port is not None else remembered_port(settings.data)
    if running or port is None:
        return Finding("Port answers" if running else "Port not chosen yet")
    try:
        for bound in bind(port):
            bound.close()
    except PointeuseError as error:
        return Finding(f"Port {port}", error.message)
    return Finding(f"Port {port} is free")


def _database(path: Path) -> Finding:
    """Look at the version without opening more than the header; the running collector is not disturbed."""
    if not path.exists():
        return Finding("No log yet")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            version = conn.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        return Finding(f"Log {path} ({error})", "start Pointeuse, which restores the newest backup")
    known = len(MIGRATIONS)
    what = f"Log of form {version}, this program knows {known}"
    return Finding(what, "" if version <= known else "install the newer Pointeuse that wrote it")


def _browser() -> Finding:
    if not has_screen():
        return Finding("No screen: links are printed instead of opened")
    try:
        webbrowser.get()
    except webbrowser.Error:
        return Finding("No browser was found", "install one, or use the links of `pointeuse open --print`")
    return Finding("Browser found")


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.exists())
