"""The sockets, and what one connection may cost: loopback only, 10 s and 16 KiB for a head."""

import errno
import os
import socket
from collections.abc import Callable

from aiohttp import web

from pointeuse.collector.errors import PortTaken
from pointeuse.collector.gate.answers import HEADERS, Refused, error_answer
from pointeuse.collector.gate.checks import HEAD_LIMIT
from pointeuse.collector.gate.places import Place, Server

HEAD_SECONDS = 10.0
IDLE_SECONDS = 75.0
FULL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\nConnection: close\r\n"
FULL += "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items()).encode() + b"\r\n"


def bind(port: int, shared: Callable[[int], None] = lambda port: None) -> list[socket.socket]:
    """Bind 127.0.0.1 and, where it is free, [::1] on the same port, so that nobody else is `localhost`.

    Port 0 takes a free one. `shared(port)` is called where another program has [::1]. Raises PortTaken when
    127.0.0.1 is not to be had.
    """
    first = _socket(socket.AF_INET)
    try:
        first.bind(("127.0.0.1", port))
    except OSError as error:
        first.close()
        raise PortTaken(
            f"Port {port} on 127.0.0.1 cannot be used ({os.strerror(error.errno)}); "
            f"close the program that holds it, or choose another port with --port."
        ) from error
    try:
        return [first, _localhost(first.getsockname()[1])]
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            shared(first.getsockname()[1])
        return [first]  # many computers have no [::1]


def _localhost(port: int) -> socket.socket:
    second = _socket(socket.AF_INET6)
    try:
        second.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        second.bind(("::1", port))
    except BaseException:
        second.close()
        raise
    return second


def _socket(family: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setblocking(False)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return made


class Connection(Place):
    """One connection, with the limits that aiohttp leaves open and its errors in our shape."""

    __slots__ = ("_late", "_head", "_body")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._late = None
        self._head = 0
        self._body = None

    def connection_made(self, transport) -> None:
        super().connection_made(transport)
        if not self._manager.has_room_for(self):
            transport.write(FULL)
            self.force_close()
        else:
            self._late = self._loop.call_later(HEAD_SECONDS, self._too_late)

    def connection_lost(self, exc) -> None:
        self._stop_clock()
        super().connection_lost(exc)

    def is_whole(self) -> bool:
        """Say whether the body of the request that came last is here."""
        return self._body is None or self._body.is_eof()

    def data_received(self, data: bytes) -> None:
        """Count what comes. aiohttp also calls this with nothing, to go on with what it holds back."""
        before = self._request_count
        if not data or not self.is_whole():
            super().data_received(data)
        else:
            self._head += len(data)
            if self._late is None:
                self._late = self._loop.call_later(HEAD_SECONDS, self._too_late)
            super().data_received(data)
        if self._request_count > before:
            self._stop_clock()
            self._head = 0
            self._body = self._messages[-1][1]
        elif self._head > HEAD_LIMIT:
            self._refuse_head()

    def _too_late(self) -> None:
        """End a connection whose head does not come; an answer under way may take as long as it needs."""
        if self._current_request is not None:
            self._late = self._loop.call_later(HEAD_SECONDS, self._too_late)
        else:
            self.force_close()

    def _stop_clock(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _refuse_head(self) -> None:
        if self.transport is not None:
            self.transport.write(FULL.replace(b"503 Service Unavailable", b"431 Head Too Large"))
        self._stop_clock()
        self.force_close()

    def handle_error(self, request, status=500, exc=None, message=None) -> web.StreamResponse:
        """Answer what is not HTTP. The library's own message would repeat what was sent."""
        if request.writer.output_size > 0:
            raise ConnectionError("an answer has begun")
        if "TooLong" in type(exc).__name__:
            error = Refused(431, "head", "The headers are larger than 16 KiB; send smaller ones.")
        else:
            error = Refused(status, "http", "This is not a request that can be read; use another client.")
        answer = error_answer(error)
        answer.force_close()
        return answer


class Runner(web.AppRunner):
    """Runs the application behind `Connection`, with no access log and bodies left as they were sent."""

    def __init__(self, app: web.Application):
        super().__init__(
            app,
            access_log=None,
            auto_decompress=False,
            keepalive_timeout=IDLE_SECONDS,
            shutdown_timeout=5.0,
            lingering_time=2.0,
        )

    async def _make_server(self) -> web.Server:
        server = await super()._make_server()
        server.request_handler = _without_expectation(server.request_handler)
        server.__class__ = _Server
        return server


class _Server(Server):
    kind = Connection


def _without_expectation(handle):
    """Refuse `Expect` before the router sees it: aiohttp would answer it ahead of every middleware."""

    async def checked(request: web.BaseRequest) -> web.StreamResponse:
        if request.headers.getall("Expect", None):
            return error_answer(Refused(417, "expect", "Send the body at once, without an Expect header."))
        return await handle(request)

    return checked
