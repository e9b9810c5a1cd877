"""A real collector on a real port, with everything that a test may hold: keys, cookies, tickets."""

import json
import secrets
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256

import raw_http
from aiohttp import web
from raw_http import Answer, Headers

from pointeuse.collector.app_keys import CHALLENGES, PORT, SESSIONS, SETTINGS, TICKETS
from pointeuse.collector.folder import read_cli_key
from pointeuse.collector.signing import COMMAND_LINE, address, authorization, decode, is_proven, new_nonce
from pointeuse.collector.store.kept.clients import Client

OURS = "chrome-extension://aijobbeegnamhbjjkacfkmiafglmmhin"
OTHER = "chrome-extension://" + "p" * 32
FIREFOX = "moz-extension://0a1b2c3d-4e5f-4a6b-8c7d-0123456789ab"


@dataclass(frozen=True)
class Session:
    """Both halves of a dashboard session."""

    cookie: str
    page_key: str


@dataclass
class World:
    """The collector under test. Requests are valid unless a test says otherwise."""

    app: web.Application
    said: list[tuple[str, dict]]

    @property
    def port(self) -> int:
        return self.app[PORT]

    @property
    def own(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def headers(self, body: bytes | None, *more: tuple[str, str]) -> Headers:
        sized = (
            [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
            if body is not None
            else []
        )
        return [("Host", f"127.0.0.1:{self.port}"), *sized, *more]

    def signed(self, client: Client, method: str, path: str, body: bytes) -> Headers:
        """Return the headers of a request of a paired browser."""
        where = address(self.port, path)
        signature = authorization(client.key, client.id, method, where, body, self.challenge(client.id))
        return self.headers(body, ("Origin", client.origin), ("Authorization", signature))

    def by_command_line(self, path: str, body: bytes) -> Headers:
        key = read_cli_key(self.app[SETTINGS].data)
        where, challenge = address(self.port, path), self.challenge(COMMAND_LINE)
        signature = authorization(key, COMMAND_LINE, "POST", where, body, challenge)
        return self.headers(body, ("Authorization", signature))

    def by_page(self, session: Session, body: bytes | None) -> Headers:
        """Return the headers of a request of the dashboard, as Chromium sends them."""
        cookie = ("Cookie", f"dl_{self.port}={session.cookie}")
        site = ("Sec-Fetch-Site", "same-origin")
        origin = [("Origin", self.own)] if body is not None else []
        return self.headers(body, *origin, cookie, ("X-Page-Key", session.page_key), site)

    async def send(self, method: str, path: str, headers: Headers, body: bytes | None = None) -> Answer:
        return await raw_http.send(self.port, raw_http.request(method, path, headers, body or b""))

    async def ask(self, client: Client, path: str, content: dict) -> Answer:
        """Post as a paired browser, and require that the answer is proven."""
        body = json.dumps(content).encode()
        headers = self.signed(client, "POST", path, body)
        answer = await self.send("POST", path, headers, body)
        nonce = dict(headers)["Authorization"].split("n=")[1].split(",")[0]
        proof = answer.one("X-DL-Proof")
        assert proof and is_proven(client.key, nonce, answer.status, answer.body, proof)
        return answer

    def challenge(self, cid: str) -> str:
        """Return what the collector would give to whoever signs as `cid`."""
        return self.app[CHALLENGES].issue(cid)

    async def redeem(self, ticket: str, origin: str = OURS, device: str | None = None, **more) -> Answer:
        """Post a ticket, as the extension does."""
        content = {
            "ticket": ticket,
            "device": device or new_nonce(),
            "browser": "Chromium 156",
            "extension": "0.1.0",
        }
        body = json.dumps(content | more).encode()
        return await self.send("POST", "/v1/pair", self.headers(body, ("Origin", origin)), body)

    async def pair(self, origin: str = OURS, device: str | None = None) -> Client:
        """Pair a browser and return what it knows of itself."""
        device = device or new_nonce()
        answer = await self.redeem(self.ticket("pair"), origin, device)
        assert answer.status == 200, answer.body
        told = answer.json
        paired = Client(told["client_id"], decode(told["key"]), device, origin, "Chromium 156", "", 0)
        assert (await self.ask(paired, "/v1/hello", {"device": device})).status == 200
        return paired

    def ticket(self, purpose: str) -> str:
        return self.app[TICKETS].issue(purpose)

    def session(self) -> Session:
        return Session(*self.app[SESSIONS].open()[1:])

    def batch(self, client: Client, seq: int = 1) -> dict:
        """Return a batch of one act that would be stored."""
        act = {"seq": seq, "kind": "like", "platform": "youtube", "rule": "youtube.like"}
        act |= {"at": time.time_ns() // 1_000_000, "offset_min": 60, "ms": 0, "n": 1}
        return {
            **{"schema": 1, "device": client.device, "extension": "0.1.0", "catalogue": "2026.11.1"},
            "acts": [act],
        }

    def fingerprint(self) -> str:
        """Return a hash of everything in the database."""
        path = self.app[SETTINGS].data / "pointeuse.db"
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
            return sha256("\n".join(conn.iterdump()).encode()).hexdigest()


def canary() -> str:
    return f"canary-{secrets.token_hex(8)}"
