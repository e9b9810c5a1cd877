"""A real collector in a process of its own, and browsers that pair with it and send it signed batches."""

import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.commands.call import call
from pointeuse.collector.signing import PROOF_HEADER, address, authorization, decode, is_proven, new_nonce

ROOT = Path(__file__).resolve().parents[2]
IDENTITY = json.loads((EXTENSION / "contract" / "identity.json").read_text("utf-8"))
ORIGIN = f"chrome-extension://{IDENTITY['chromium'][0]}"
AT = 1_000_000_000_000  # in 2001, so that years of acts lie before today
MOST_HOURS = 200_000  # and all of them do, however many are sent


def wait_until(is_done: Callable[[], object], seconds: float = 20.0) -> None:
    """Look again and again until it is so. Raises AssertionError when it is not in time."""
    end = time.monotonic() + seconds
    while not is_done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


@dataclass
class Collector:
    """The process that serves `data`; `before` are words to put before its command, such as a tracer's."""

    data: Path
    before: tuple[str, ...] = ()
    prepare: Callable[[], None] | None = None
    process: subprocess.Popen = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        command = [
            *self.before,
            sys.executable,
            "-m",
            "pointeuse.collector",
            "serve",
            "--data",
            str(self.data),
        ]
        environment = {**os.environ, "POINTEUSE_BROWSER": "no"}
        with self.data.with_suffix(".log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, preexec_fn=self.prepare
            )
        wait_until(self._is_running)

    def _is_running(self) -> bool:
        assert self.process.poll() is None, self.data.with_suffix(".log").read_text("utf-8")
        try:
            told = json.loads((self.data / "running.json").read_bytes())
        except (FileNotFoundError, ValueError):
            return False
        return self.before != () or told["pid"] == self.process.pid

    @property
    def pid(self) -> int:
        return json.loads((self.data / "running.json").read_bytes())["pid"]

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end, as a person does, and see it end well."""
        os.kill(self.pid, signal.SIGTERM)
        assert self.process.wait(20) == 0


@dataclass
class Answer:
    status: int
    body: dict


class Browser:
    """A paired extension without a browser around it: it signs, and believes nothing that is not proven."""

    def __init__(self, data: Path):
        self.data, self.device = data, secrets.token_urlsafe(16)
        body = {"ticket": call(data, "pair-ticket")["ticket"], "device": self.device}
        answer = self.request("/v1/pair", {**body, "browser": "Chromium", "extension": "0.1.0"}, {})
        assert answer[0] == 200, answer
        paired = json.loads(answer[2])
        self.cid, self.key = paired["client_id"], decode(paired["key"])

    @property
    def port(self) -> int:
        return json.loads((self.data / "running.json").read_bytes())["port"]

    def send(self, acts: list[dict]) -> Answer:
        """Post a batch. Raises OSError or HTTPException when no proven answer comes."""
        head = {"schema": 1, "device": self.device, "extension": "0.1.0", "catalogue": "2026.11.1"}
        answer = self.post("/v1/ingest", {**head, "acts": acts})
        if answer.status == 503 and answer.body["error"]["code"] == "hello":  # a new run of the collector
            self.post("/v1/hello", {"device": self.device})
            return self.post("/v1/ingest", {**head, "acts": acts})
        return answer

    def post(self, path: str, body: dict) -> Answer:
        repeats = path in ("/v1/ingest", "/v1/challenge")
        nonce = new_nonce() if repeats else self.post("/v1/challenge", {}).body["challenge"]
        content, where = json.dumps(body).encode(), address(self.port, path)
        signed = {"Authorization": authorization(self.key, self.cid, "POST", where, content, nonce)}
        status, proof, answer = self.request(path, body, signed)
        if not is_proven(self.key, nonce, status, answer, proof):
            raise ConnectionError("the answer carries no proof")
        return Answer(status, json.loads(answer))

    def request(self, path: str, body: dict, headers: dict) -> tuple[int, str, bytes]:
        """Return the status, the proof and the body of the answer to a request as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        plain = {"Content-Type": "application/json", "Origin": ORIGIN}
        try:
            connection.request("POST", path, json.dumps(body).encode(), plain | headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader(PROOF_HEADER, ""), answer.read()
        finally:
            connection.close()


def act(seq: int) -> dict:
    """Return an act whose content follows from its seq, of many kinds and days."""
    kind, platform = (("like", "youtube"), ("comment", "reddit"), ("attention", "youtube"))[seq % 3]
    place = {"kind": kind, "platform": platform, "rule": f"{platform}.{kind}"}
    at = AT + seq % MOST_HOURS * 3_600_007
    time_ = {"at": at, "offset_min": (seq % 7) * 60 - 180, "ms": seq % 60_000 + 1}
    made = {"seq": seq, **place, **time_, "n": 1}
    if seq % 10 == 0:
        made |= {"kind": "captcha.image", "platform": "recaptcha-v2", "rule": "recaptcha-v2"}
        made["detail"] = {"outcome": ("solved", "failed")[seq % 4 // 2], "labels": seq % 100}
    return made


def covers(ranges: list[list[int]]) -> set[int]:
    return {seq for first, last in ranges for seq in range(first, last + 1)}
