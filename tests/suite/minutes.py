"""Where the minutes of a run went, in buckets; printed at its end and kept in `build/durations.json`."""

import json
import time
from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from tests.suite import BUILD
from tests.suite.sharing import kind_of

DURATIONS = BUILD / "durations.json"
SLOWEST = 25
PLAIN = {
    "tests/collector/test_commands": "commands",
    "tests/rules": "commands",
    "tests/fault": "faults",
}
BUCKETS = {
    "chromium": "extension in Chromium",
    "firefox": "extension in Firefox",
    "dashboard": "pages of the dashboard",
    "extension": "modules and pages of the extension",
}


def bucket_of(nodeid: str, needs_browser: bool) -> str:
    """Return the bucket of a test."""
    if needs_browser:
        return BUCKETS.get(kind_of(nodeid), BUCKETS["chromium"])
    return next((bucket for start, bucket in PLAIN.items() if nodeid.startswith(start)), "everything else")


@dataclass(eq=False)
class Minutes:
    """A plugin of pytest that adds up the seconds of each test, as they are reported by the processes."""

    is_kept: bool = False
    began: float = field(default_factory=time.monotonic)
    tests: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    buckets: dict[str, str] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.tests[report.nodeid] += report.duration
        self.buckets[report.nodeid] = bucket_of(report.nodeid, "browser" in report.keywords)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("where the minutes went")
        for line in self.lines():
            terminalreporter.write_line(line)
        if self.is_kept:
            self.keep()

    def summed(self) -> list[tuple[str, int, float]]:
        """Return bucket, tests, seconds; the longest first. Processes side by side are added up."""
        found: dict[str, list[float]] = defaultdict(list)
        for nodeid, seconds in self.tests.items():
            found[self.buckets[nodeid]].append(seconds)
        rows = [(bucket, len(each), sum(each)) for bucket, each in found.items()]
        return sorted(rows, key=lambda row: -row[2])

    def lines(self) -> list[str]:
        """Return the table of a run as text."""
        rows = [f"{bucket:36}{tests:6} tests{seconds:8.0f} s" for bucket, tests, seconds in self.summed()]
        return [*rows, f"{'the run, by the clock':36}{'':12}{time.monotonic() - self.began:8.0f} s"]

    def keep(self) -> None:
        """Write the run into `build/durations.json`, its slowest tests with it."""
        slowest = sorted(self.tests.items(), key=lambda each: -each[1])[:SLOWEST]
        told = {
            "seconds": round(time.monotonic() - self.began, 1),
            "buckets": [
                {"bucket": bucket, "tests": tests, "seconds": round(seconds, 1)}
                for bucket, tests, seconds in self.summed()
            ],
            "slowest": [
                {"test": nodeid, "bucket": self.buckets[nodeid], "seconds": round(seconds, 2)}
                for nodeid, seconds in slowest
            ],
        }
        BUILD.mkdir(exist_ok=True)
        DURATIONS.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
