"""A small client of Marionette, the remote control inside every Firefox: length, colon, JSON over TCP.

A command is [0, number, name, parameters], its answer [1, number, error, result]. A connection has one
current window and one current frame: whoever needs several commands in a row holds `Marionette.turn`.
"""

import asyncio
import json
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key by which WebDriver passes elements
ASYNC = """const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);
(async () => { %s })().then((value) => done({value}), (error) => done({error: String(error)}));"""


class MarionetteError(Exception):
    """Firefox refused a command; the message is Firefox's own."""


class Marionette:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self._reader, self._writer, self._number = reader, writer, 0
        self.turn = asyncio.Lock()

    @classmethod
    async def connect(cls, port: int) -> "Marionette":
        """Connect and start a session that accepts the stand-in's certificate."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=64 << 20)
        client = cls(reader, writer)
        await client._receive()  # the server introduces itself
        await client.send("WebDriver:NewSession", acceptInsecureCerts=True)
        await client.send("WebDriver:SetTimeouts", implicit=10_000, script=60_000)
        return client

    async def send(self, name: str, **parameters: Any) -> Any:
        """Send one command and return its result. Raises MarionetteError, or OSError when Firefox is gone."""
        self._number += 1
        text = json.dumps([0, self._number, name, parameters]).encode()
        self._writer.write(b"%d:%s" % (len(text), text))
        await self._writer.drain()
        _, _, error, result = await self._receive()
        if error:
            raise MarionetteError(f"{name}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    async def _receive(self) -> Any:
        try:
            length = await self._reader.readuntil(b":")
            return json.loads(await self._reader.readexactly(int(length[:-1])))
        except asyncio.IncompleteReadError as cut:
            raise ConnectionResetError("Firefox closed the connection") from cut

    async def run(self, body: str, args: tuple, sandbox: str | None) -> Any:
        """Run the body of an async function with `args`; `sandbox` None is the page's own world.

        Raises AssertionError with the script's own error, MarionetteError when the page goes away.
        """
        script = {"script": ASYNC % body, "args": list(args), "newSandbox": True, "sandbox": sandbox}
        answer = await self.send("WebDriver:ExecuteAsyncScript", **script)
        if answer is None:
            raise MarionetteError("the document was unloaded")
        if "error" in answer:
            raise AssertionError(f"{answer['error']} in: {body}")
        return answer.get("value")

    async def run_privileged(self, body: str, *args: object) -> Any:
        """The same in the world of the browser itself, which may do everything. Takes the turn."""
        async with self.turn:
            await self.send("Marionette:SetContext", value="chrome")
            try:
                return await self.run(body, args, sandbox="default")
            finally:
                await self.send("Marionette:SetContext", value="content")

    async def find(self, selector: str) -> str:
        """The reference of the first element that fits, waited for during the implicit time."""
        found = await self.send("WebDriver:FindElement", using="css selector", value=selector)
        return found[ELEMENT]

    def close(self) -> None:
        self._writer.close()
