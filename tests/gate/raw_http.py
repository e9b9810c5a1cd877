"""HTTP by hand: every byte of a request is ours to choose, and nothing in an answer is interpreted for us."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass

Headers = list[tuple[str, str]]
PATIENCE = 10


@dataclass(frozen=True)
class Answer:
    """`headers` in the order and spelling in which they came; status 0 when the connection just ended."""

    status: int
    headers: Headers
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def one(self, name: str) -> str | None:
        values = self.all(name)
        assert len(values) < 2, f"{name} came {len(values)} times"
        return values[0] if values else None

    @property
    def json(self) -> dict:
        return json.loads(self.body)


def request(
    method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes = b"", version="HTTP/1.1"
) -> bytes:
    """Return the bytes of a request; nothing is added to `headers`."""
    lines = [f"{method} {target} {version}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def without(headers: Headers, *names: str) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in {n.lower() for n in names}]


def changed(headers: Headers, name: str, *values: str) -> Headers:
    """Return the headers with this one said once for each of `values`, where it stood."""
    place = next((i for i, (key, _) in enumerate(headers) if key.lower() == name.lower()), len(headers))
    kept = without(headers, name)
    return [*kept[:place], *((name, value) for value in values), *kept[place:]]


async def send(port: int, *parts: bytes, host: str = "127.0.0.1", pause: float = 0, end=False) -> Answer:
    """Send the parts on a connection of their own and return the first answer."""
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(host, port)
        try:
            for part in parts:
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(pause)
            if end:
                writer.write_eof()
            return await receive(reader, parts[0][:5] == b"HEAD ")
        except ConnectionError:
            return Answer(0, [], b"")
        finally:
            writer.close()


async def receive(reader: asyncio.StreamReader, headless: bool = False) -> Answer:
    """Read one answer."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return Answer(0, [], b"")
    first, *lines = head.decode("latin-1").split("\r\n")[:-2]
    headers = [tuple(line.split(": ", 1)) for line in lines]
    if ("transfer-encoding", "chunked") in [(name.lower(), value) for name, value in headers]:
        return Answer(int(first.split(" ")[1]), headers, b"" if headless else await _in_chunks(reader))
    length = int(next((value for name, value in headers if name.lower() == "content-length"), "0"))
    body = await reader.readexactly(0 if headless or " 304 " in first else length)
    return Answer(int(first.split(" ")[1]), headers, body)


async def _in_chunks(reader: asyncio.StreamReader) -> bytes:
    """Read a body whose length nobody knew before. Raises IncompleteReadError for one that was cut short."""
    body = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return body
