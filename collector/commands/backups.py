"""`pointeuse backups`: which there are, one more, and one in the place of the log."""

import datetime

import click

from pointeuse.collector.commands.log import figures, opened_store
from pointeuse.collector.errors import Malformed
from pointeuse.collector.routes.backups import listed, made, put_back
from pointeuse.collector.settings import Settings
from pointeuse.collector.wording import sentence

MIB = 1 << 20


def print_backups(settings: Settings) -> None:
    """Print a line for each backup, the newest first."""
    with opened_store(settings) as do:
        backups = do("backups", {}, lambda store, _: listed(store))["backups"]
    for backup in backups:
        click.echo(_line(backup))
    if not backups:
        click.echo(sentence("no-backups"), err=True)


def make(settings: Settings) -> None:
    """Make a backup now and print its line."""
    with opened_store(settings) as do:
        click.echo(_line(do("make-backup", {}, lambda store, _: made(store))["backup"]))


def restore(settings: Settings, name: str, is_sure: bool) -> None:
    """Put the backup in the place of the log, after a question. Raises Malformed, NotFound or click.Abort."""
    with opened_store(settings) as do:
        known = [row["name"] for row in do("backups", {}, lambda store, _: listed(store))["backups"]]
        if name not in known:
            raise Malformed("There is no backup of this name; `pointeuse backups` lists them.")
        if not is_sure:
            click.confirm(sentence("backup-question", backup=name), abort=True, err=True)
        answer = do("restore-backup", {"name": name}, lambda store, _: put_back(store, name))
    click.echo(sentence("backup-restored", backup=name, kept=answer["kept"]), err=True)


def _line(backup: dict) -> str:
    """Return such as pointeuse-20261126T030000Z.db  2026-11-26 04:00  1.2 MiB  812 acts, November 2026"""
    when = datetime.datetime.fromtimestamp(backup["at"] / 1000).strftime("%Y-%m-%d %H:%M")
    head = f"{backup['name']}  {when}  {backup['bytes'] / MIB:7.1f} MiB"
    if backup["first_day"] is None:
        return f"{head}  {sentence('backup-unread' if backup['acts'] is None else 'backup-empty')}"
    days = figures().period(backup["first_day"], backup["last_day"])
    return f"{head}  {sentence('backup-acts', acts=figures().number(backup['acts']), days=days)}"
