"""What is too long for every day: `make test LONG=1` does more of it, and keeps what came of it as a file."""

import json
import os
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.suite import ROOT

RESULTS = ROOT / "tests" / "results"
LONG = bool(os.environ.get("LONG"))
SEED = int(os.environ.get("SEED", 0))
TIMES = 40  # a long run draws so many times as many cases


def draws(few: int) -> int:
    """Return how many cases a test draws: `few`, or many in a long run."""
    return few * TIMES if LONG else few


def commit() -> str:
    """Return the commit that is looked at, with a plus where files differ from it."""
    asked = {"cwd": ROOT, "capture_output": True, "text": True}
    head = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], **asked).stdout.strip()
    changed = subprocess.run(["git", "status", "--porcelain", "--untracked-files=no"], **asked).stdout.strip()
    return f"{head}+" if changed else head


@dataclass(eq=False)
class LongRun:
    """A plugin of pytest that writes what was run, on which commit, from which seed, and what came of it."""

    began: float = field(default_factory=time.time)
    outcomes: dict[str, str] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            self.outcomes[report.nodeid] = report.outcome

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
        terminalreporter.write_line(f"kept in {self.write(exitstatus).relative_to(ROOT)}")

    def write(self, status: int) -> Path:
        """Write the result beside those of other commits; return where."""
        told = {
            "commit": commit(),
            "seed": SEED,
            "status": int(status),
            "began": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.began)),
            "seconds": round(time.time() - self.began),
            "counts": dict(Counter(self.outcomes.values())),
            "tests": dict(sorted(self.outcomes.items())),
        }
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"long-{told['commit'].rstrip('+')}.json"
        path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
        return path
