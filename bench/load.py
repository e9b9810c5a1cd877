"""The client, in a process of its own: keeps connections open, one request at a time on each, checks proofs.

Everything is made and signed before the clock starts, and the answers are checked after it has stopped.
Reads one JSON object from standard input and prints one.
"""

import asyncio
import json
import sys
import time
from base64 import b64decode
from statistics import quantiles

from pointeuse.collector.signing import address, authorization, is_proven, new_nonce

from .making import bodies

PATH = "/v1/ingest"


class Connection(asyncio.Protocol):
    """Sends a request and gives back the whole answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        if not self.answer.done():
            self.answer.set_exception(ConnectionError("the server closed the connection"))

    def ask(self, request: bytes) -> asyncio.Future:
        self.received, self.wanted = bytearray(), 0
        self.answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.answer

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not self.wanted:
            head = self.received.find(b"\r\n\r\n")
            if head < 0:
                return
            start = self.received.lower().find(b"content-length:", 0, head) + len(b"content-length:")
            self.wanted = head + 4 + int(self.received[start : self.received.find(b"\r", start)])
        if len(self.received) >= self.wanted:
            self.answer.set_result(bytes(self.received))


def request(given: dict, body: bytes) -> tuple[bytes, str]:
    """Return a signed request and its nonce; the path "/" stands for the server that checks nothing."""
    nonce, path = new_nonce(), PATH if given.get("key") else "/"
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{given['port']}", "Content-Type: application/json"]
    lines += [f"Content-Length: {len(body)}"]
    if given.get("key"):
        key, where = b64decode(given["key"]), address(given["port"], path)
        lines += [f"Origin: {given['origin']}"]
        lines += [f"Authorization: {authorization(key, given['cid'], 'POST', where, body, nonce)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body, nonce


async def send(
    given: dict, requests: list[tuple[bytes, str]]
) -> tuple[float, list[float], list[tuple[str, bytes]]]:
    """Return the seconds that all took, those of each, and the answers with their nonces."""
    loop = asyncio.get_running_loop()
    made = [
        (await loop.create_connection(Connection, "127.0.0.1", given["port"]))[1]
        for _ in range(given["connections"])
    ]
    waiting, taken, answers = iter(requests), [], []

    async def work(connection: Connection) -> None:
        for content, nonce in waiting:
            began = time.perf_counter()
            answer = await connection.ask(content)
            taken.append(time.perf_counter() - began)
            answers.append((nonce, answer))

    began = time.perf_counter()
    await asyncio.gather(*map(work, made))
    seconds = time.perf_counter() - began
    for connection in made:
        connection.transport.close()
    return seconds, taken, answers


def count(given: dict, answers: list[tuple[str, bytes]]) -> dict[str, int]:
    """Check each answer's proof and add up its verdicts."""
    told = {"stored": 0, "duplicate": 0, "wrong": 0}
    if not given.get("key"):
        return told
    for nonce, answer in answers:
        head, _, body = answer.partition(b"\r\n\r\n")
        proof = next((line[-43:] for line in head.split(b"\r\n") if line.startswith(b"X-DL-Proof: ")), b"")
        if not is_proven(b64decode(given["key"]), nonce, 200, body, proof.decode()):
            told["wrong"] += 1
            continue
        verdicts = json.loads(body)
        told["wrong"] += len(verdicts["rejected"]) + len(verdicts["conflict"])
        for name in ("stored", "duplicate"):
            told[name] += sum(last - first + 1 for first, last in verdicts[name])
    return told


def run(given: dict) -> dict:
    """Send as `given` says: port, connections, batches, size, first; cid, key, device, origin to sign."""
    made = bodies(given.get("device", ""), given["first"], given["size"], given["batches"])
    if not given.get("key"):
        made = (b"" for _ in range(given["batches"]))
    requests = [request(given, body) for body in made]
    seconds, taken, answers = asyncio.run(send(given, requests))
    p50 = quantiles(taken, n=100)[49] if len(taken) > 1 else taken[0]
    return {"seconds": seconds, "p50": p50, "requests": len(taken), **count(given, answers)}


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
