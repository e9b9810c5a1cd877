"""Erasing by days, platforms and kinds, in two steps."""

import sqlite3
import time

import msgspec
from aiohttp import web
from msgspec.structs import asdict

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import read_body
from pointeuse.collector.routes.log_bodies import Erase, EraseAtOnce
from pointeuse.collector.routes.steps import ask_back
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.selection import Selection
from pointeuse.collector.store.erasing.selected import Chosen


@policy("dashboard")
async def erase(request: web.Request) -> web.Response:
    """Erase what is chosen from every file. The first step says how much that is."""
    body = await read_body(request, Erase)
    selection, store = body.selection(), request.app[STORE]
    asked = ask_back(request, f"erase {msgspec.json.encode(selection).decode()}", body.action_token)
    if asked:
        return web.json_response(asked | await store.read(lambda conn: counted(conn, selection)))
    return web.json_response(await erase_chosen(store, selection))


@policy("dashboard")
async def progress(request: web.Request) -> web.Response:
    """Answer how far the erasing is that is under way: for a page that waits for it."""
    return web.json_response(asdict(request.app[STORE].progress))


async def erase_chosen(store: Store, selection: Selection) -> dict:
    """Erase what is chosen and return how much it was."""
    found = await store.read(lambda conn: counted(conn, selection))
    erased = await store.erase(Chosen(selection, time.time_ns() // 1_000_000))
    return {"erased": erased, "summed": found["summed"], "unsent": found["unsent"]}


async def erased(store: Store, body: EraseAtOnce) -> dict:
    """Do what the terminal asks."""
    selection = body.selection()
    if body.sure:
        return await erase_chosen(store, selection)
    return await store.read(lambda conn: counted(conn, selection))


def counted(conn: sqlite3.Connection, selection: Selection) -> dict:
    """Return how many single acts are chosen, how many as sums only, and what becomes of unsent ones."""
    return {
        "acts": selection.count(conn),
        "summed": selection.count_summed(conn),
        "unsent": "dropped" if selection.names_nothing else "kept",
    }
