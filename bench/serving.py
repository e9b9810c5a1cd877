"""The processes that are measured, started and ended; every client of theirs is another process."""

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.commands.call import call
from pointeuse.collector.signing import address, authorization, decode, new_nonce

ROOT = Path(__file__).resolve().parent.parent
IDENTITY = json.loads((EXTENSION / "contract" / "identity.json").read_text("utf-8"))
ORIGIN = f"chrome-extension://{IDENTITY['chromium'][0]}"
MB = 1 << 20


@dataclass(frozen=True)
class Server:
    """A process that answers at `port`."""

    process: psutil.Process
    port: int
    data: Path | None = None

    def cpu(self) -> float:
        """Return the seconds of CPU that it has used, user and system."""
        times = self.process.cpu_times()
        return times.user + times.system

    def memory(self) -> float:
        """Return its resident memory in MB."""
        return self.process.memory_info().rss / MB


@contextmanager
def bare():
    """Run the server that does nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "bench.bare", str(port)], cwd=ROOT)
    try:
        _answered(port, process)
        yield Server(psutil.Process(process.pid), port)
    finally:
        process.kill()
        process.wait()


@contextmanager
def collector(data: Path):
    """Run the collector on a folder; it is stopped as a person stops it, so that the file is complete."""
    command = [sys.executable, "-m", "pointeuse.collector", "serve", "--data", str(data)]
    environment = {**os.environ, "POINTEUSE_BROWSER": "no"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        port = _told_port(data, process)
        _answered(port, process)
        yield Server(psutil.Process(process.pid), port, data)
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    finally:
        process.kill()
        process.wait()


def pair(server: Server) -> dict:
    """Return what `bench.load` needs to send in the name of a freshly paired browser."""
    body = {"ticket": call(server.data, "pair-ticket")["ticket"], "device": secrets.token_urlsafe(16)}
    content = json.dumps({**body, "browser": "bench", "extension": "0.1.0"})
    headers = {"Content-Type": "application/json", "Origin": ORIGIN}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("POST", "/v1/pair", content, headers)
    paired = json.loads(connection.getresponse().read())
    connection.close()
    key = decode(paired["key"])
    made = {
        "cid": paired["client_id"],
        "key": b64encode(key).decode(),
        "device": body["device"],
        "origin": ORIGIN,
        "port": server.port,
    }
    challenge = _signed(made, "/v1/challenge", {}, new_nonce())["challenge"]
    _signed(made, "/v1/hello", {"device": made["device"]}, challenge)  # which comes before the first batch
    return made


def _signed(made: dict, path: str, content: dict, nonce: str) -> dict:
    """Ask as the browser does, and return the answer."""
    body, where = json.dumps(content).encode(), address(made["port"], path)
    signature = authorization(b64decode(made["key"]), made["cid"], "POST", where, body, nonce)
    headers = {"Content-Type": "application/json", "Origin": ORIGIN, "Authorization": signature}
    connection = http.client.HTTPConnection("127.0.0.1", made["port"], timeout=20)
    connection.request("POST", path, body, headers)
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def load(given: dict, **more: object) -> dict:
    """Run the client process and return what it measured. Raises RuntimeError for a wrong answer."""
    spec = json.dumps({"first": 1, "size": 1, "connections": 1, **given, **more})
    command = [sys.executable, "-m", "bench.load"]
    ended = subprocess.run(command, cwd=ROOT, input=spec, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise RuntimeError(ended.stderr)
    found = json.loads(ended.stdout)
    if found["wrong"]:
        raise RuntimeError(f"{found['wrong']} answers were wrong, out of {found['requests']}")
    return found


def _told_port(data: Path, process: subprocess.Popen) -> int:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            return json.loads((data / "running.json").read_bytes())["port"]
        except (FileNotFoundError, ValueError):
            time.sleep(0.002)
    raise RuntimeError("the collector did not start")


def _answered(port: int, process: subprocess.Popen) -> None:
    """Wait for the first answer, whatever it says."""
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("POST", "/", b"")
            connection.getresponse().read()
            connection.close()
            return
        except ConnectionRefusedError:
            time.sleep(0.002)
    raise RuntimeError("the server did not answer")
