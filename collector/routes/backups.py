"""Backups: which there are, one more, and one in the place of the log."""

from aiohttp import web
from msgspec.structs import asdict

from pointeuse.collector.app_keys import STORE, STRIKES
from pointeuse.collector.errors import NotFound
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import Empty, read_body
from pointeuse.collector.routes.log_bodies import RestoreBackup
from pointeuse.collector.routes.steps import ask_back
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.selection import EVERYTHING
from pointeuse.collector.store.files.backups import Backup


@policy("dashboard")
async def list_backups(request: web.Request) -> web.Response:
    """List the backups, the newest first, with what is in them."""
    return web.json_response(await listed(request.app[STORE]))


@policy("dashboard")
async def make_backup(request: web.Request) -> web.Response:
    """Make a backup now."""
    await read_body(request, Empty)
    return web.json_response(await made(request.app[STORE]))


@policy("dashboard")
async def restore_backup(request: web.Request) -> web.Response:
    """Put a backup in the place of the log, in two steps; the log is kept as a backup first."""
    body, store = await read_body(request, RestoreBackup), request.app[STORE]
    backup = await find(store, body.name)
    asked = ask_back(request, f"restore {body.name}", body.action_token)
    if asked:
        acts = await store.read(EVERYTHING.count)
        return web.json_response(asked | {"acts": acts, "backup": asdict(backup)})
    answer = await put_back(store, body.name)
    request.app[STRIKES].clear()
    return web.json_response(answer)


async def listed(store: Store) -> dict:
    """Return the list of the backups."""
    return {"backups": [asdict(backup) for backup in await store.backups()]}


async def made(store: Store) -> dict:
    """Make a backup and return it."""
    return {"backup": asdict(await store.make_backup())}


async def put_back(store: Store, name: str) -> dict:
    """Put a backup in the place of the log, and return the name of the backup made of that."""
    return {"restored": True, "kept": await store.restore_backup(name)}


async def find(store: Store, name: str) -> Backup:
    """Return the backup of this name. Raises NotFound."""
    found = next((backup for backup in await store.backups() if backup.name == name), None)
    if found is None:
        raise NotFound("There is no backup of this name; look at the list again.", "backup")
    return found
