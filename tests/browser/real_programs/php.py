"""PHP's own web server, which serves a program of other people on loopback while a test runs."""

import asyncio
import os
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.driving import until


@dataclass
class Php:
    """`root` is what is served, `before` a PHP file that runs before every script, `log` takes the output."""

    root: Path
    before: Path
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> "Php":
        self.port = _free_port()
        self.process = self._spawn()
        await until(self._listens, 20, f"PHP serves {self.root}; its output is in {self.log}")
        return self

    def _spawn(self) -> subprocess.Popen:
        before = f"auto_prepend_file={self.before}"
        command = ["php", "-q", "-S", f"127.0.0.1:{self.port}", "-t", str(self.root), "-d", before]
        # One process alone: each request finds what the one before it wrote after its answer had gone.
        with self.log.open("ab") as log:
            return subprocess.Popen(command, env=os.environ | self.environment, stdout=log, stderr=log)

    async def _listens(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"PHP ended with status {self.process.returncode}; see {self.log}")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    async def stop(self) -> None:
        """End the server."""
        process, self.process = self.process, None
        if process is not None:
            process.terminate()
            await asyncio.to_thread(process.wait)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
