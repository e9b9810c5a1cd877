"""The real command in a process of its own, as a person types it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "pointeuse.collector"]
DEADLINE = 30
SENTENCE_STARTS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ/"
LINK = re.compile(r"http://127\.0\.0\.1:(\d+)/(open|pair)#t=([\w-]{22})")


@dataclass(frozen=True)
class Done:
    """What a finished command said; `error` is what a person sees as a failure."""

    status: int
    out: str
    error: str


@dataclass(frozen=True)
class Served:
    """A running collector, where it answers, and the process it is."""

    process: subprocess.Popen
    port: int
    data: Path

    def stop(self, number: int = signal.SIGTERM) -> Done:
        """Stop it as a person or a system does, and return what it said."""
        self.process.send_signal(number)
        out, error = self.process.communicate(timeout=DEADLINE)
        return Done(self.process.returncode, out, error)


def environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONWARNINGS": "error", **more}


def run(*words: object, cwd: Path = ROOT, most_bytes: int | None = None, **env: str) -> Done:
    """Run a command to its end; no file that it writes may grow beyond `most_bytes`."""

    done = subprocess.run(
        [*(COMMAND if most_bytes is None else cramped(most_bytes)), *map(str, words)],
        cwd=cwd,
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def cramped(most_bytes: int) -> list[str]:
    """Return the command in a process whose files cannot grow beyond `most_bytes`, as on a full disk."""
    limit = f"import resource as r, runpy; r.setrlimit(r.RLIMIT_FSIZE, ({most_bytes},) * 2)"
    return [
        sys.executable,
        "-c",
        f"{limit}; runpy.run_module('pointeuse.collector', run_name='__main__', alter_sys=True)",
    ]


@contextmanager
def served(data: Path, *words: object, stdin: int | None = None, **env: str):
    """Start a collector, yield it when it says that it answers, and stop it."""
    process = subprocess.Popen(
        [*COMMAND, *map(str, words or ("serve", "--port", 0, "--no-browser")), "--data", str(data)],
        cwd=ROOT,
        env=environment(**env),
        stdin=subprocess.DEVNULL if stdin is None else stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Served(process, wait_for(process, data / "running.json"), data)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=DEADLINE)


def wait_for(process: subprocess.Popen, file: Path) -> int:
    """Return the port once the file names it, and this process."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        said = json.loads(file.read_text()) if file.exists() else {}
        if said.get("pid") == process.pid:
            return said["port"]
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    raise AssertionError(f"{file.name} did not come")


def is_sentence(done: Done) -> bool:
    """Say whether a failure was told as one line that ends like a sentence."""
    return done.error.count("\n") == 1 and done.error.endswith(".\n") and done.error[0] in SENTENCE_STARTS
