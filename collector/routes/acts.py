"""Single acts on the dashboard: looked through, struck, put back, added by hand, forgotten."""

import time

import msgspec
from aiohttp import web

from pointeuse.collector.acts import Act
from pointeuse.collector.app_keys import CATALOGUE, CLIENTS, STORE, STRIKES
from pointeuse.collector.catalogue import TIME_KINDS, Catalogue
from pointeuse.collector.errors import Malformed
from pointeuse.collector.gate import policy
from pointeuse.collector.routes.bodies import read_body
from pointeuse.collector.routes.log_bodies import Add, Browse, ForgetAll, Strike, Undo
from pointeuse.collector.routes.steps import ask_back
from pointeuse.collector.store.acts import by_hand
from pointeuse.collector.store.acts.browse import Row, names_in_log, newest, one
from pointeuse.collector.store.erasing.forget import Stretch
from pointeuse.collector.store.strike import UNDO_SECONDS, find
from pointeuse.collector.store.sums.horizon import horizon_of

MINUTE_MS = 60_000


@policy("dashboard")
async def list_acts(request: web.Request) -> web.Response:
    """Answer one page of the acts that are chosen, the newest arrivals first."""
    body, kinds = await read_body(request, Browse), request.app[CATALOGUE].kinds
    selection = body.selection()

    def read(conn) -> tuple:
        rows = newest(conn, selection, kinds, body.before, body.limit)
        return rows, selection.count(conn), horizon_of(conn) or None

    rows, whole, horizon = await request.app[STORE].read(read)
    names = _names(request)
    return web.json_response(
        {
            "acts": [_shown(row, names) for row in rows],
            "next": rows[-1].id if len(rows) == body.limit else None,
            "whole": whole,
            "horizon": horizon,
        }
    )


@policy("dashboard")
async def choices(request: web.Request) -> web.Response:
    """Answer the platforms and kinds that acts can be chosen by, and which of them the log has met."""
    catalogue = request.app[CATALOGUE]
    platforms, kinds = await request.app[STORE].read(
        lambda conn: (names_in_log(conn, "platform"), names_in_log(conn, "kind"))
    )
    return web.json_response(
        {"platforms": _platforms(catalogue, platforms), "kinds": _kinds(catalogue, kinds)}
    )


@policy("dashboard")
async def strike(request: web.Request) -> web.Response:
    """Erase single acts, in two steps; for ten minutes the answer's token takes it back."""
    body = await read_body(request, Strike)
    acts = [(act.device, act.seq) for act in body.acts]
    asked = ask_back(request, f"strike {sorted(acts)}", body.action_token)
    if asked:
        found = await request.app[STORE].read(lambda conn: find(conn, acts))
        return web.json_response(asked | {"acts": len(found)})
    count, token = await request.app[STRIKES].strike(acts)
    return web.json_response({"struck": count, "undo_token": token, "seconds": UNDO_SECONDS})


@policy("dashboard")
async def undo(request: web.Request) -> web.Response:
    """Put back what was struck. Raises NotFound when it is too late."""
    body = await read_body(request, Undo)
    return web.json_response({"restored": await request.app[STRIKES].undo(body.undo_token)})


@policy("dashboard")
async def add(request: web.Request) -> web.Response:
    """Store an act that no rule has seen."""
    body, catalogue, store = await read_body(request, Add), request.app[CATALOGUE], request.app[STORE]
    store.refuse_if_invented()
    if body.at > _now():
        raise Malformed("That has not happened yet; choose a time that has passed.", "future")
    figures = (body.at, body.offset_min, body.minutes * MINUTE_MS, body.n)
    act = Act(1, body.kind, body.platform, by_hand.RULE, *figures)
    id_ = await store.write(lambda conn: by_hand.add(conn, catalogue, act))
    row = await store.read(lambda conn: one(conn, id_, catalogue.kinds))
    return web.json_response({"act": _shown(row, _names(request))})


@policy("dashboard")
async def forget(request: web.Request) -> web.Response:
    """Erase the last minutes of every browser, in two steps, with what they have not sent of them yet."""
    body, now, store = await read_body(request, ForgetAll), _now(), request.app[STORE]
    since = now - body.minutes * MINUTE_MS if body.since is None else body.since
    asked = ask_back(request, f"forget {body.minutes} since {since}", body.action_token)
    if asked:
        acts = await store.count(Stretch(since, now))
        return web.json_response(asked | {"acts": acts, "since": since})
    return web.json_response({"forgotten": await store.erase(Stretch(since, now)), "unsent": "dropped"})


def _shown(row: Row, names: dict[str, str]) -> dict:
    device = row.act["device"]
    return {
        "id": row.id,
        "browser": names.get(device),
        "by_hand": by_hand.is_by_hand(device),
        **row.act,
    }


def _names(request: web.Request) -> dict[str, str]:
    """Return what each device is called; one that was paired again by its newest pairing."""
    clients = reversed(request.app[CLIENTS].everyone())
    return {client.device: client.label or client.browser for client in clients}


def _platforms(catalogue: Catalogue, held: set[str]) -> list[dict]:
    places = {**catalogue.platforms, **catalogue.captchas}
    names = {id_: place.name for id_, place in places.items()} | {
        id_: id_ for id_ in sorted(held - places.keys())
    }
    return [
        {
            "id": id_,
            "name": name,
            "captcha": id_ in catalogue.captchas,
            "known": id_ in places,
            "met": id_ in held,
        }
        for id_, name in names.items()
    ]


def _kinds(catalogue: Catalogue, held: set[str]) -> list[dict]:
    labels = {id_: msgspec.to_builtins(kind.label) for id_, kind in catalogue.kinds.items()}
    labels |= {id_: {"en": id_, "fr": id_} for id_ in sorted(held - labels.keys())}
    return [
        {
            "id": id_,
            "label": label,
            "captcha": by_hand.is_captcha(id_),
            "time": id_ in TIME_KINDS,
            "known": id_ in catalogue.kinds,
            "met": id_ in held,
        }
        for id_, label in labels.items()
    ]


def _now() -> int:
    return time.time_ns() // 1_000_000
