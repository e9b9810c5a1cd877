"""A collector in miniature that checks every signature and can be told to fail in every way that matters."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from pointeuse.collector import signing

KEY = bytes(range(32))


@dataclass
class Ledger:
    """What was received. `script` holds, for the next requests, what to do in place of the right thing."""

    port: int = 0
    client: str = "AAECAwQFBgcICQoLDA0ODw"
    acts: dict[int, dict] = field(default_factory=dict)
    arrivals: list[tuple[str, dict]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    script: list[Callable | int | str] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)
    rejected: dict[int, str] = field(default_factory=dict)
    high_water: int | None = None
    instance: str = "first"
    proves: bool = True
    most: int = 1000
    today: dict = field(default_factory=dict)
    pause: dict | None = None
    challenges: set[str] = field(default_factory=set)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def key_text(self) -> str:
        return signing.encode(KEY)

    def paths(self) -> list[str]:
        return [path for path, _ in self.arrivals]

    def batches(self) -> list[list[int]]:
        return [[act["seq"] for act in body["acts"]] for path, body in self.arrivals if path == "/v1/ingest"]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        if request.path == "/v1/pair":
            return self.pair(json.loads(raw))
        given = signing.parse_authorization(request.headers.get("Authorization", ""))
        where = signing.address(self.port, request.path)
        if not given or not signing.is_signed(KEY, given, "POST", where, raw):
            return web.json_response({"error": {"code": "unauthorised"}}, status=401)
        body = json.loads(raw)
        if request.path == "/v1/challenge":
            return self.challenge(given.nonce)
        assert request.path == "/v1/ingest" or given.nonce in self.challenges
        self.arrivals.append((request.path, body))
        self.sizes.append(len(raw))
        self.changed.set()
        status, content = self._decide(request, body)
        data = json.dumps(content).encode()
        proof = signing.proof(KEY, given.nonce, status, data) if self.proves else "A" * 43
        if status == 0:
            request.transport.close()
            return web.Response()
        headers = {"X-DL-Proof": proof} if status != 401 else {}
        return web.Response(status=status, body=data, content_type="application/json", headers=headers)

    def challenge(self, nonce: str) -> web.Response:
        """Give one out, whatever the script says: that is about what is asked with it."""
        self.challenges.add(fresh := signing.new_nonce())
        data = json.dumps({"challenge": fresh}).encode()
        proof = signing.proof(KEY, nonce, 200, data) if self.proves else "A" * 43
        return web.Response(body=data, content_type="application/json", headers={"X-DL-Proof": proof})

    def _decide(self, request: web.Request, body: dict) -> tuple[int, dict]:
        step = self.script.pop(0) if self.script else None
        if isinstance(step, int):
            return step, {"error": {"code": f"told-{step}"}}
        status, content = getattr(self, request.path.removeprefix("/v1/").replace("-", "_"))(body)
        return (0, {}) if step == "lose the answer" else (status, content)

    def hello(self, body: dict) -> tuple[int, dict]:
        mark = max(self.acts, default=0) if self.high_water is None else self.high_water
        answer = {"instance_id": self.instance, "high_water": mark}
        if self.pause is None:  # a collector of before there was anything to say
            assert "pause" not in body
            return 200, answer
        self.pause["known"] = body.get("pause", self.pause.get("known", {"until": 0, "at": 0}))
        return 200, answer | {"pause": self.pause}

    def ingest(self, body: dict) -> tuple[int, dict]:
        if len(body["acts"]) > self.most:
            return 413, {"error": {"code": "too-large"}}
        if any(act["seq"] in self.bad for act in body["acts"]):
            return 400, {"error": {"code": "malformed"}}
        verdicts = {"schema": 1, "stored": [], "duplicate": [], "conflict": [], "rejected": []}
        for index, act in enumerate(body["acts"]):
            self._judge(act, index, verdicts)
        return 200, verdicts

    def _judge(self, act: dict, index: int, verdicts: dict) -> None:
        seq = act["seq"]
        if seq in self.rejected:
            verdicts["rejected"].append({"seq": seq, "index": index, "code": self.rejected[seq]})
        elif seq not in self.acts:
            self.acts[seq] = act
            verdicts["stored"].append([seq, seq])
        else:
            verdicts["duplicate" if self.acts[seq] == act else "conflict"].append([seq, seq])

    def pair(self, body: dict) -> web.Response:
        """Redeem whatever is brought, unless the script says otherwise."""
        self.arrivals.append(("/v1/pair", body))
        step = self.script.pop(0) if self.script else None
        if isinstance(step, int):
            return web.json_response({"error": {"code": f"told-{step}"}}, status=step)
        key = {"client_id": self.client, "key": self.key_text, "instance_id": self.instance}
        return web.json_response(key)

    def counters(self, body: dict) -> tuple[int, dict]:
        return 200, self.today

    def session_ticket(self, body: dict) -> tuple[int, dict]:
        return 200, {"ticket": "t" * 22}

    def forget(self, body: dict) -> tuple[int, dict]:
        return 200, {"forgotten": 0}


async def page(request: web.Request) -> web.Response:
    return web.Response(text="<!doctype html><title>collector</title>", content_type="text/html")


@asynccontextmanager
async def serving(ledger: Ledger) -> AsyncIterator[Ledger]:
    """Serve on a free port of 127.0.0.1 for as long as the block runs."""
    app = web.Application(client_max_size=2**21)
    app.router.add_post("/{path:.*}", ledger.answer)
    app.router.add_get("/{path:pair|open}", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", ledger.port)
    await site.start()
    ledger.port = runner.addresses[0][1]
    try:
        yield ledger
    finally:
        await runner.cleanup()
