"""What the sums save: the same rows from a scan of the acts by SQL, and by pandas with its memory."""

import json
import subprocess
import sys
from pathlib import Path

from .serving import ROOT

LEAST_MB = 1.0  # the kernel counts memory no finer than that


def scans_of(database: Path, rounds: int) -> dict[str, list[float]]:
    """Return the ratios of goal 11. Raises RuntimeError when the three ways do not find the same rows."""
    measured: dict[str, list[float]] = {}
    for number in range(rounds):
        ways = {"sums": 20, "scan": 1} | ({"pandas": 1} if number == 0 else {})
        found = {how: run(how, database, times) for how, times in ways.items()}
        if len({one["rows"] for one in found.values()}) != 1:
            raise RuntimeError(f"{', '.join(found)} do not find the same sums")
        for name, value in _compared(found).items():
            measured.setdefault(name, []).append(value)
    return measured


def run(how: str, database: Path, times: int) -> dict:
    """Run one way of `bench.months` in a process of its own."""
    command = [sys.executable, "-m", "bench.months", how, str(database), str(times)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def _compared(found: dict[str, dict]) -> dict[str, float]:
    ours = found["sums"]
    ratios = {"scan-months": found["scan"]["seconds"] / ours["seconds"]}
    if "pandas" in found:
        ratios["pandas-months"] = found["pandas"]["seconds"] / ours["seconds"]
        ratios["pandas-memory"] = found["pandas"]["mb"] / max(ours["mb"], LEAST_MB)
    return ratios
