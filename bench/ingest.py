"""One round of storing acts: every cell once, beside the raw insert and the empty server."""

import json
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pointeuse.collector.store.sums import rollups

from .serving import ROOT, Server, bare, collector, load, pair


@dataclass(frozen=True)
class Size:
    """How much one round does."""

    acts: int
    singles: int


def round_of(folder: Path, size: Size) -> dict[str, float]:
    """Return the ratios of goals 1 to 4 and 9, all measured within this round, and what they rest on."""
    with tempfile.TemporaryDirectory(dir=folder) as here, collector(Path(here) / "data") as server:
        raw = raw_of(Path(here), size.acts)
        with bare() as empty:
            one = load({"port": empty.port}, batches=size.singles)
            many = load({"port": empty.port}, batches=size.singles * 8, connections=64)
        client, sending = pair(server), Sending(server)
        by_4 = sending.send(client, acts=size.acts, size=1000, connections=4)
        by_1 = sending.send(client, acts=size.acts, size=1000, connections=1)
        fifty = sending.send(client, acts=size.acts // 2, size=50, connections=8)
        single = sending.send(client, acts=size.singles, size=1, connections=1)
        singles = sending.send(client, acts=size.singles * 8, size=1, connections=64)
        changed, again = resend(server, client, size)
    return {
        "raw rows/s": raw["rate"],
        "raw us/row": raw["cpu_us"],
        "sync ms": raw["sync"] * 1000,
        "empty POST ms": one["p50"] * 1000,
        "empty POSTs/s": many["requests"] / many["seconds"],
        "act us": by_1["cpu_us"],
        "batch-1000-by-4": by_4["rate"] / raw["rate"],
        "batch-1000-by-1": by_1["rate"] / raw["rate"],
        "batch-50-by-8": fifty["rate"] / raw["rate"],
        "cpu": by_1["cpu_us"] / raw["cpu_us"],
        "one-act": single["p50"] / (one["p50"] + raw["sync"]),
        "one-act-by-64": singles["rate"] / (many["requests"] / many["seconds"]),
        "resent-rate": again["rate"] / by_1["rate"],
        "resent-change": changed,
    }


class Sending:
    """Sends acts that are new each time and keeps count, to compare it with the database."""

    def __init__(self, server: Server):
        self.server, self.sent = server, 0

    def send(self, client: dict, acts: int, size: int, connections: int) -> dict[str, float]:
        """Return the rate, the median seconds of a request and the CPU an act; all must have been stored."""
        cpu, first = self.server.cpu(), self.sent + 1
        found = load(client, first=first, size=size, batches=acts // size, connections=connections)
        done = acts // size * size
        if found["stored"] != done:
            raise RuntimeError(f"{found['stored']} of {done} acts were stored")
        self.sent += done
        used = self.server.cpu() - cpu
        return {"rate": done / found["seconds"], "p50": found["p50"], "cpu_us": used / done * 1e6}


def resend(server: Server, client: dict, size: Size) -> tuple[int, dict[str, float]]:
    """Send the first acts again; return how much that changed, and the rate."""
    before = state_of(server.data)
    found = load(client, first=1, size=1000, batches=size.acts // 1000, connections=1)
    after = state_of(server.data)
    if found["duplicate"] != size.acts or found["stored"]:
        raise RuntimeError("an act that was sent again was not called a duplicate")
    if after["differs"]:
        raise RuntimeError(f"sums differ from a recount: {after['differs']}")
    return int(before != after), {"rate": size.acts / found["seconds"]}


def state_of(data: Path) -> dict:
    """Return what a resent batch must leave as it is. Reads beside the running collector."""
    with closing(sqlite3.connect(f"{(data / 'pointeuse.db').as_uri()}?mode=ro", uri=True)) as conn:
        acts = conn.execute("SELECT count(*), sum(n), sum(ms), max(id) FROM act").fetchone()
        sums = conn.execute("SELECT count(*), sum(n), sum(ms), sum(acts) FROM day_rollup").fetchone()
        return {"acts": acts, "sums": sums, "differs": rollups.check(conn)}


def raw_of(folder: Path, count: int) -> dict[str, float]:
    """Run `bench.raw` in a process of its own."""
    command = [sys.executable, "-m", "bench.raw", str(folder), str(count)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
