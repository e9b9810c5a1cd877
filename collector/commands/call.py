"""Asking the running collector: signed with the command line's key, believed only with a proof."""

import http.client
import json
from pathlib import Path

from pointeuse.collector.errors import AlreadyRunning, PointeuseError, StartupError
from pointeuse.collector.folder import Running, is_alive, read_cli_key, read_running
from pointeuse.collector.signing import (
    COMMAND_LINE,
    PROOF_HEADER,
    address,
    authorization,
    is_proven,
    new_nonce,
)
from pointeuse.collector.store.engine.lock import Lock

SECONDS = 30
HANDSHAKE_SECONDS = 2.5  # a challenge takes a millisecond, and what may come before it a tenth of a second


class NotRunning(StartupError):
    """No collector serves this folder."""

    code = "not-running"


class Unresponsive(StartupError):
    """A collector serves this folder, by what it wrote there, and says nothing: it was stopped, or hangs."""

    code = "unresponsive"


class Stranger(StartupError):
    """Something answers at our port and does not hold our key."""

    code = "stranger"


def call(data: Path, name: str, body: dict | None = None, seconds: float | None = SECONDS) -> dict:
    """Run one command of the collector that serves `data` and return its answer.

    It is signed over a challenge that the collector proves to have given: whoever sits on its port meanwhile
    gets nothing that could be used later. `seconds` None waits for as long as it takes. Raises NotRunning,
    Unresponsive, Stranger, or PointeuseError with the collector's own sentence.
    """
    running, key = read_running(data), read_cli_key(data)
    if running is None or key is None:
        raise NotRunning("Pointeuse is not running with this folder; start it with `pointeuse`.")
    challenge = _ask(data, running, key, "challenge", {}, new_nonce(), HANDSHAKE_SECONDS)["challenge"]
    return _ask(data, running, key, name, body or {}, challenge, seconds)


def _ask(
    data: Path, running: Running, key: bytes, name: str, body: dict, nonce: str, seconds: float | None
) -> dict:
    port = running.port
    path, content = f"/v1/commands/{name}", json.dumps(body).encode()
    headers = {
        "Authorization": authorization(key, COMMAND_LINE, "POST", address(port, path), content, nonce),
        "Content-Type": "application/json",
    }
    try:
        status, proof, answer = _post(port, path, content, headers, seconds)
    except TimeoutError as error:
        raise _silent(data, running) from error
    if not is_proven(key, nonce, status, answer, proof):
        raise Stranger(f"Another program answers at port {port}; stop it, or choose another port.")
    read = json.loads(answer)
    if status != 200:
        raise PointeuseError(read["error"]["message"], read["error"]["code"], status)
    return read


def _silent(data: Path, running: Running) -> StartupError:
    """Return what to say where nobody answers: only who holds the folder is a collector."""
    try:
        Lock(data).release()
    except AlreadyRunning:
        who = f" (process {running.pid})" if is_alive(running.pid) else ""
        return Unresponsive(
            f"Pointeuse{who} runs with this folder and does not answer; let it go on, or end that process, "
            "and try again."
        )
    return Stranger(f"Another program is at port {running.port}; stop it, or choose another port.")


def address_of_running(data: Path) -> str | None:
    """Return the link to the collector that serves `data`, if one proves it. Raises Unresponsive."""
    try:
        call(data, "status")
    except Unresponsive:
        raise
    except StartupError:
        return None
    return f"http://127.0.0.1:{read_running(data).port}/"


def _post(
    port: int, path: str, content: bytes, headers: dict[str, str], seconds: float | None
) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("POST", path, content, headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader(PROOF_HEADER, ""), answer.read()
    except TimeoutError:
        raise
    except (OSError, http.client.HTTPException) as error:
        raise NotRunning("Pointeuse is not running with this folder; start it with `pointeuse`.") from error
    finally:
        connection.close()
