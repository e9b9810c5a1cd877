"""Stand-ins for the web: one TLS port that answers for every host name, and a log of what reached it."""

import base64
import hashlib
import ssl
import subprocess
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BLANK = "<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>{}</title>"


@dataclass(frozen=True)
class Certificate:
    """A self-signed pair of files, and the hash of its public key that Chromium's allow-list flag wants."""

    certificate: Path
    key: Path
    spki: str


def make_certificate(folder: Path) -> Certificate:
    """Write a fresh self-signed certificate into `folder`. Raises CalledProcessError when openssl fails."""
    crt, key = folder / "stand-in.crt", folder / "stand-in.key"
    request = f"req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=stand-in -keyout {key} -out {crt}"
    subprocess.run(["openssl", *request.split()], check=True, capture_output=True)
    show = ["openssl", "x509", "-in", str(crt), "-pubkey", "-noout"]
    pem = subprocess.run(show, check=True, capture_output=True, text=True).stdout
    der = base64.b64decode("".join(line for line in pem.splitlines() if "-----" not in line))
    return Certificate(crt, key, base64.b64encode(hashlib.sha256(der).digest()).decode())


@dataclass(frozen=True)
class Seen:
    """One request as it reached the stand-in; `headers` has lower-case names."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Sites:
    """The listening stand-in. `handlers` maps a host name to what answers for it; others get a blank page."""

    handlers: Mapping[str, Handler]
    certificate: Certificate
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    _answers: dict[str, Handler] = field(default_factory=dict)
    _programs: dict[str, Handler] = field(default_factory=dict)
    _everywhere: Handler | None = None
    _runner: web.AppRunner | None = None

    async def start(self) -> "Sites":
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(self.certificate.certificate, self.certificate.key)
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=tls).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        await self._runner.cleanup()

    @contextmanager
    def answering(self, path: str, answer: Handler) -> Iterator[None]:
        """Answer `path` (any host) with `answer` instead of the replica, as a site on a bad day does."""
        self._answers[path] = answer
        try:
            yield
        finally:
            del self._answers[path]

    @contextmanager
    def everywhere(self, answer: Handler) -> Iterator[None]:
        """Answer every host and path with `answer`, instead of all replicas."""
        self._everywhere = answer
        try:
            yield
        finally:
            self._everywhere = None

    @contextmanager
    def served(self, host: str, handler: Handler) -> Iterator[None]:
        """Let `handler` answer for `host`, whatever the path."""
        self._programs[host] = handler
        try:
            yield
        finally:
            del self._programs[host]

    def posts(self, host: str) -> list[str]:
        """The paths that were posted to `host`, oldest first."""
        return [s.path for s in self.seen if s.method == "POST" and s.host == host]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        host = request.host.split(":")[0]
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.seen.append(Seen(request.method, host, request.path, headers, await request.read()))
        hosts = self._programs.get(host) or self.handlers.get(host, blank)
        return await (self._everywhere or self._answers.get(request.path) or hosts)(request)


async def blank(request: web.Request) -> web.Response:
    """What a host that nobody stands in for answers."""
    if request.method == "POST":
        return web.json_response({})
    return web.Response(content_type="text/html", text=BLANK.format(request.host))


def status(code: int) -> Handler:
    """A handler that answers `code` and nothing else."""

    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({}, status=code)

    return answer


def redirect_once(code: int, to: str) -> Handler:
    """A handler that answers a request without a query with the redirect `code` to `to`, others with 200."""

    async def answer(request: web.Request) -> web.Response:
        if "again" in request.query:
            return web.json_response({})
        return web.Response(status=code, headers={"Location": to})

    return answer
