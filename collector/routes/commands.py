"""What the command line asks of the running collector, which alone may open the database."""

import asyncio

from aiohttp import web
from msgspec.structs import asdict

from pointeuse.collector import __version__
from pointeuse.collector.app_keys import CATALOGUE, CHALLENGES, CLIENTS, SETTINGS, STORE, STRIKES, TICKETS
from pointeuse.collector.errors import NotFound
from pointeuse.collector.folder import clear_redirect
from pointeuse.collector.gate import policy
from pointeuse.collector.pairing.tickets import TICKET_SECONDS
from pointeuse.collector.routes.backups import listed, made, put_back
from pointeuse.collector.routes.bodies import Empty, Valued, read_body
from pointeuse.collector.routes.erase import erased
from pointeuse.collector.routes.export import page_of
from pointeuse.collector.routes.log_bodies import EraseAtOnce, Page, Restore, RestoreBackup
from pointeuse.collector.routes.restore import restored
from pointeuse.collector.signing import COMMAND_LINE
from pointeuse.collector.store.kept.invented import mark_of_answers
from pointeuse.collector.sums.extent import whole_log
from pointeuse.collector.worth.estimate import period_estimate
from pointeuse.collector.worth.sets import described, find_set


@policy("cli", may_repeat=True)
async def challenge(request: web.Request) -> web.Response:
    """Give the command line a nonce that its next request may be signed over."""
    await read_body(request, Empty)
    return web.json_response({"challenge": request.app[CHALLENGES].issue(COMMAND_LINE)})


@policy("cli")
async def run(request: web.Request) -> web.Response:
    """Run the command that the address names."""
    command = COMMANDS.get(request.match_info["name"])
    if command is None:
        raise NotFound("There is no such command; see `pointeuse --help`.")
    return web.json_response(await command(request))


async def open_ticket(request: web.Request) -> dict:
    await read_body(request, Empty)
    ticket = request.app[TICKETS].issue("open")
    _clear_in_time(request, ticket)
    return {"ticket": ticket}


async def pair_ticket(request: web.Request) -> dict:
    request.app[STORE].refuse_if_invented()
    await read_body(request, Empty)
    ticket, code = request.app[TICKETS].issue_with_code("pair")
    _clear_in_time(request, ticket)
    return {"ticket": ticket, "code": code}


def _clear_in_time(request: web.Request, ticket: str) -> None:
    """The page that the command line writes for the ticket goes when that is too old."""
    data = request.app[SETTINGS].data
    asyncio.get_running_loop().call_later(TICKET_SECONDS, clear_redirect, data, ticket)


async def status(request: web.Request) -> dict:
    await read_body(request, Empty)
    paired = sum(client.revoked_at is None for client in request.app[CLIENTS].everyone())
    return {"collector": __version__, "instance_id": request.app[STORE].instance_id, "paired": paired}


async def value(request: web.Request) -> dict:
    """Answer the estimate of a period, as the terminal shows it and as numbers."""
    period = await read_body(request, Valued)
    return await request.app[STORE].read(lambda conn: value_of(conn, period))


async def export(request: web.Request) -> dict:
    page = await read_body(request, Page)
    kinds = request.app[CATALOGUE].kinds
    return await request.app[STORE].read(lambda conn: page_of(conn, page, kinds))


async def erase(request: web.Request) -> dict:
    """Erase what is chosen, or say how much it is: the terminal asks the person in between."""
    body, store = await read_body(request, EraseAtOnce), request.app[STORE]
    return await erased(store, body)


async def progress(request: web.Request) -> dict:
    await read_body(request, Empty)
    return asdict(request.app[STORE].progress)


async def restore(request: web.Request) -> dict:
    return await restored(request.app[STORE], request.app[CATALOGUE], await read_body(request, Restore))


async def backups(request: web.Request) -> dict:
    await read_body(request, Empty)
    return await listed(request.app[STORE])


async def make_backup(request: web.Request) -> dict:
    await read_body(request, Empty)
    return await made(request.app[STORE])


async def restore_backup(request: web.Request) -> dict:
    body = await read_body(request, RestoreBackup)
    answer = await put_back(request.app[STORE], body.name)
    request.app[STRIKES].clear()
    return answer


def value_of(conn, period: Valued) -> dict:
    """Return the estimate of a period, its days, and its lines in each language. Raises NotFound."""
    from pointeuse.collector.valuation import as_json  # not needed to store acts
    from pointeuse.collector.worth.text import render

    first, last = whole_log(conn)
    first = first if period.first_day is None else period.first_day
    last = last if period.last_day is None else period.last_day
    worth, kept = period_estimate(conn, first, max(first, last), period.set), find_set(conn, period.set)
    of_set = described(kept)
    return {
        "first_day": first,
        "last_day": max(first, last),
        "currency": worth.currency,
        "wage_needed": worth.wage_needed,
        "version": worth.version,
        "edition": of_set["edition"],
        "edition_date": of_set["edition_date"],
        "until": of_set["until"],
        "ignored": kept.ignored,
        "estimate": as_json(worth),
        "text": {language: render(worth, language) for language in ("en", "fr")},
        **mark_of_answers(conn),
    }


COMMANDS = {
    "open-ticket": open_ticket,
    "pair-ticket": pair_ticket,
    "status": status,
    "value": value,
    "export": export,
    "erase": erase,
    "progress": progress,
    "restore": restore,
    "backups": backups,
    "make-backup": make_backup,
    "restore-backup": restore_backup,
}
