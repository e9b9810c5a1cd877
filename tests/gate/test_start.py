"""What is checked before anything is answered, and where the collector listens."""

import socket

import psutil
import pytest
from aiohttp import web
from raw_http import request, send

from pointeuse.collector.app import create_app, serving
from pointeuse.collector.app_keys import PORT
from pointeuse.collector.errors import PortTaken, StartupError
from pointeuse.collector.gate import policy
from pointeuse.collector.gate.listener import Runner
from pointeuse.collector.settings import Settings


async def bare(request: web.Request) -> web.Response:
    return web.Response(text="open to everybody")


@pytest.mark.parametrize("add", ["route", "folder", "inner"])
async def test_a_route_without_a_policy_keeps_the_collector_from_starting(tmp_path, add):
    app = create_app(Settings(tmp_path, port=1))
    if add == "route":
        app.router.add_get("/bare", bare)
    elif add == "folder":
        app.router.add_static("/bare", tmp_path)
    else:
        inner = web.Application()
        inner.router.add_get("/bare", bare)
        app.add_subapp("/inner", inner)
    runner = Runner(app)
    with pytest.raises(StartupError, match="bare.* has no policy"):
        await runner.setup()
    await runner.cleanup()
    assert not (tmp_path / "pointeuse.db").exists()


def test_a_policy_for_nobody_is_refused():
    with pytest.raises(ValueError, match="choose one of public-static"):
        policy("everybody")


async def test_every_route_has_a_policy(world):
    routes = list(world.app.router.routes())
    assert len(routes) > 20
    assert all(route.handler.policy for route in routes)


async def test_only_loopback_listens_and_nobody_else_can_be_localhost(world):
    mine = [c.laddr for c in psutil.Process().net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    assert {address.ip for address in mine if address.port == world.port} <= {"127.0.0.1", "::1"}
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        if family == socket.AF_INET6 and not any(a.ip == "::1" for a in mine):
            continue
        with socket.socket(family) as other, pytest.raises(OSError):
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind((address, world.port))
            other.listen()


async def test_the_other_loopback_address_answers_by_the_same_rule(world):
    for name, status in (("[::1]", 421), ("127.0.0.1", 200)):
        sent = request("GET", "/pair", [("Host", f"{name}:{world.port}")])
        assert (await send(world.port, sent, host="::1")).status == status


async def test_a_taken_port_is_said_before_anything_is_made(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} .*--port"):
            async with serving(Settings(tmp_path, port=port)):
                pass
    assert list(tmp_path.iterdir()) == []


async def test_the_port_is_chosen_once_and_kept(tmp_path):
    async with serving(Settings(tmp_path)) as app:
        first = app[PORT]
    assert 20_000 <= first <= 60_000
    async with serving(Settings(tmp_path)) as app:
        assert app[PORT] == first


async def test_port_0_is_not_kept(tmp_path):
    async with serving(Settings(tmp_path, port=0)):
        pass
    assert not (tmp_path / "port").exists()
