"""How long somebody waits: beside callers that do nothing, for a collector that was stopped, for erasing."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from pointeuse.collector.commands.call import call

from .serving import ROOT, Server, collector

IDLERS = 128
CALLS = 20
ALL = {"first_day": None, "last_day": None, "platforms": None, "kinds": None, "sure": True}


def waits_of(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Return the measures of goal 20 that an empty log will do for."""
    with tempfile.TemporaryDirectory(dir=folder) as here, collector(Path(here) / "data") as server:
        beside = [_beside_idlers(server) for _ in range(rounds)]
        return {"beside-idlers": beside, "stopped": [_beside_a_stopped_one(server)]}


def erased_of(server: Server) -> dict[str, list[float]]:
    """Erase the whole log of `server`; return the seconds that a million acts took."""
    began = time.perf_counter()
    erased = call(server.data, "erase", ALL, None)["erased"]
    return {"erase-million": [(time.perf_counter() - began) / erased * 1e6]}


def _beside_idlers(server: Server) -> float:
    """Return the time of a command while others hold connections and do nothing, x its time alone."""
    alone = _command_s(server)
    with ExitStack() as stack:
        for number in range(IDLERS):
            idler = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            if number % 2:
                head = f"POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                idler.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n".encode())
        return _command_s(server) / alone


def _command_s(server: Server) -> float:
    times = []
    for _ in range(CALLS):
        began = time.perf_counter()
        call(server.data, "status")
        times.append(time.perf_counter() - began)
    return median(times)


def _beside_a_stopped_one(server: Server) -> float:
    """Return the seconds until a second program has said that the first one does not answer."""
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        began = time.perf_counter()
        command = [sys.executable, "-m", "pointeuse.collector", "value", "--data", server.data]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert str(server.process.pid) in ran.stderr, ran.stderr
        return time.perf_counter() - began
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
