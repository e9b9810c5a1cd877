"""A real collector, `pointeuse serve`, on a folder of its own: started, stopped, killed at will."""

import asyncio
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.browser.driving import until
from tests.suite import evidence

ROOT = Path(__file__).resolve().parents[2]
TALLY = """SELECT platform.name, kind.name, sum(act.n) FROM act JOIN rule ON rule.id = act.rule
JOIN platform ON platform.id = rule.platform JOIN kind ON kind.id = rule.kind
WHERE kind.name NOT IN ('attention', 'task-time') GROUP BY 1, 2"""
LENGTH_CLASSES = ("short", "medium", "long")
ACTS = "SELECT device, seq, rule, at, ms, n FROM act ORDER BY device, seq"
ATTENTION = """SELECT platform.name, sum(act.ms) FROM act JOIN rule ON rule.id = act.rule
JOIN platform ON platform.id = rule.platform JOIN kind ON kind.id = rule.kind
WHERE kind.name = ? GROUP BY 1"""
LENGTHS = """SELECT platform.name, act_detail.value FROM act JOIN rule ON rule.id = act.rule
JOIN platform ON platform.id = rule.platform JOIN act_detail ON act_detail.act = act.id
JOIN field ON field.id = act_detail.field WHERE field.name = 'length' ORDER BY act.id"""
DETAILS = """SELECT act.id, kind.name, field.name, act_detail.value FROM act JOIN rule ON rule.id = act.rule
JOIN kind ON kind.id = rule.kind JOIN act_detail ON act_detail.act = act.id
JOIN field ON field.id = act_detail.field WHERE kind.name LIKE 'captcha.%' ORDER BY act.id"""
CAPTCHAS = """SELECT act.id, platform.name, kind.name, act.ms, act.n FROM act JOIN rule ON rule.id = act.rule
JOIN platform ON platform.id = rule.platform JOIN kind ON kind.id = rule.kind
WHERE kind.name LIKE 'captcha.%' ORDER BY act.at, act.id"""
OUTCOMES = ("solved", "failed", "abandoned", "expired", "blocked", "auto-passed")


@dataclass
class Collector:
    """One data folder and, between `start` and `stop` or `kill`, the process that serves it."""

    data: Path
    process: subprocess.Popen | None = None

    async def start(self) -> "Collector":
        self.process = self._spawn()
        evidence.present(self)
        await until(self._running, 30, f"the collector serves; its output is in {self.log}")
        return self

    def _spawn(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "pointeuse.collector", "serve"]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self._environment(), stdout=log, stderr=log)

    @property
    def log(self) -> Path:
        return self.data.with_suffix(".log")

    async def testify(self, folder: Path) -> None:
        """Show what the process has said, and what the log holds."""
        shutil.copy(self.log, folder / "collector.log")
        (folder / "database.sql").write_text("\n".join(self.contents()), "utf-8")

    @property
    def port(self) -> int:
        return json.loads((self.data / "running.json").read_text())["port"]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def _running(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"the collector ended with status {self.process.returncode}")
        running = self.data / "running.json"  # one that was left by a killed process names that process
        return running.exists() and json.loads(running.read_text())["pid"] == self.process.pid

    async def stop(self) -> None:
        """Ask it to end, as Ctrl-C does, and see it end well."""
        evidence.gone(self)
        process, self.process = self.process, None
        if process is not None:
            process.send_signal(signal.SIGINT)
            assert await asyncio.to_thread(process.wait, 20) == 0

    async def kill(self) -> None:
        process, self.process = self.process, None
        process.kill()
        await asyncio.to_thread(process.wait)

    async def pairing_link(self) -> str:
        """A fresh link to the page on which a browser pairs."""
        return _link(await self.run("pair"), "pair")

    async def dashboard_link(self) -> str:
        """A fresh link to the dashboard."""
        return _link(await self.run("open"), "open")

    async def run(self, *words: str) -> str:
        """The output of `pointeuse WORDS` on this folder. Raises CalledProcessError when it fails."""
        command = [sys.executable, "-m", "pointeuse.collector", *words]
        done = await asyncio.to_thread(
            subprocess.run, command, cwd=ROOT, env=self._environment(), capture_output=True, text=True
        )
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def tally(self) -> Counter:
        """What the log holds, attention left out: (platform, kind) to the net count."""
        return Counter({(platform, kind): n for platform, kind, n in self._rows(TALLY)})

    def acts(self) -> list[tuple]:
        """Every act, attention too, as (device, seq, rule, at, ms, n)."""
        return self._rows(ACTS)

    def attention(self, kind: str = "attention") -> dict[str, int]:
        """Milliseconds of attention, or of another kind of time, by platform."""
        return dict(self._rows(ATTENTION, kind))

    def lengths(self) -> list[tuple[str, str]]:
        """Every length class that was kept, oldest first, with its platform."""
        return [(platform, LENGTH_CLASSES[value]) for platform, value in self._rows(LENGTHS)]

    def captchas(self) -> list[dict]:
        """The details of every CAPTCHA, oldest first."""
        found: dict[int, dict] = {}
        for act, kind, field, value in self._rows(DETAILS):
            found.setdefault(act, {"kind": kind})[field] = OUTCOMES[value] if field == "outcome" else value
        return list(found.values())

    def checks(self) -> dict[int, dict]:
        """Every CAPTCHA whole, by act and in order of time: product, kind, ms, n and its details."""
        named = ("product", "kind", "ms", "n")
        details = self._rows(DETAILS)  # read first: an act that comes in between is not among them
        found = {act: dict(zip(named, row, strict=True)) for act, *row in self._rows(CAPTCHAS)}
        for act, _, field, value in details:
            found[act][field] = OUTCOMES[value] if field == "outcome" else value
        return found

    def contents(self) -> list[str]:
        """Every table of the log as text: two equal answers mean that nothing was changed."""
        with self._database() as database:
            return list(database.iterdump())

    def _rows(self, query: str, *given: str) -> list[tuple]:
        with self._database() as database:
            return database.execute(query, given).fetchall()

    def _database(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(f"file:{self.data / 'pointeuse.db'}?mode=ro", uri=True))

    def _environment(self) -> dict[str, str]:
        return os.environ | {"POINTEUSE_DATA": str(self.data), "POINTEUSE_BROWSER": "no"}


def _link(text: str, page: str) -> str:
    return re.search(rf"http://127\.0\.0\.1:\d+/{page}#\S+", text)[0]
