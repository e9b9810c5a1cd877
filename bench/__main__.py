"""Measure, and compare with the goals. With --gates: the small size that every change runs."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from .browsing import costs_of
from .goals import GOALS, Result, results_of, table_of
from .growth import growth_of
from .ingest import Size, round_of
from .serving import ROOT
from .start import starts_of
from .waiting import waits_of

RESULTS = ROOT / "bench" / "results"
INGEST, GROWTH, START, BROWSING = {1, 2, 3, 4, 9}, {7, 8, 10, 11, 14, 15, 19, 20}, {13}, {18}
WAITING = {20}


def say(text: str) -> None:
    """Show what goes on, on a line of its own that the next one replaces."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
    else:
        print(text, file=sys.stderr, flush=True)


def measure(numbers: set[int], small: bool, folder: Path) -> dict[str, list[float]]:
    """Run what the goals `numbers` need and return their measures, a value for each round."""
    rounds = 3 if small else 5
    measured: dict[str, list[float]] = {}
    if numbers & INGEST:
        size = Size(acts=50_000, singles=300) if small else Size(acts=200_000, singles=1000)
        for number in range(rounds):
            say(f"storing acts, round {number + 1} of {rounds}")
            for name, value in round_of(folder, size).items():
                measured.setdefault(name, []).append(value)
    if numbers & START:
        say("starting")
        measured |= starts_of(folder, rounds)
    if numbers & WAITING:
        say("waiting")
        measured |= waits_of(folder, rounds)
    if numbers & (GROWTH - WAITING if small else GROWTH):
        measured |= growth_of(folder, small, rounds, say, numbers)
    if numbers & BROWSING and not small:
        say("browsing")
        measured |= costs_of(rounds)
    others = {goal.measure for goal in GOALS if goal.number not in numbers}
    return {name: values for name, values in measured.items() if name not in others}


def again(results: list[Result], small: bool, folder: Path) -> list[Result]:
    """Measure what failed once more: another job on the machine must not fail a change."""
    failed = {result.goal.number for result in results if not result.passes}
    if not failed:
        return results
    say(f"once more: {', '.join(map(str, sorted(failed)))}")
    second = {r.goal.measure: r for r in results_of(measure(failed, small, folder))}
    return [r if r.passes else second[r.goal.measure] for r in results]


def write(results: list[Result], measured: dict[str, list[float]]) -> Path:
    """Keep the results as JSON, a file for each run; what has no goal is kept beside them."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / time.strftime("%Y%m%dT%H%M%SZ.json", time.gmtime())
    rows = [{"goal": r.goal.number, "measure": r.goal.measure, "values": r.values} for r in results]
    rows += [{"goal": None, "measure": name, "values": values} for name, values in rest_of(measured).items()]
    path.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    return path


def rest_of(measured: dict[str, list[float]]) -> dict[str, list[float]]:
    """Return the measures that no goal is about."""
    ratios = {goal.measure for goal in GOALS}
    return {name: values for name, values in measured.items() if name not in ratios}


def basis_of(measured: dict[str, list[float]]) -> str:
    """Return in one line what the machine itself can do: ratios of two machines differ by that too."""
    rest = [f"{name} {median(values):,.4g}" for name, values in rest_of(measured).items()]
    return f"this machine: {', '.join(rest)}" if rest else ""


def main() -> int:
    """Return 1 when a gate fails and gates were asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--gates", action="store_true", help="the small size; exit 1 when a gate fails")
    parser.add_argument(
        "--only",
        type=int,
        action="append",
        choices=sorted({goal.number for goal in GOALS}),
        help="number of a goal, may be repeated",
    )
    parser.add_argument(
        "--folder", type=Path, default=tempfile.gettempdir(), help="where the databases are made"
    )
    given = parser.parse_args()
    numbers = set(given.only or {goal.number for goal in GOALS})
    measured = measure(numbers, given.gates, given.folder)
    results = results_of(measured)
    if given.gates:
        results = again(results, given.gates, given.folder)
    say("")
    print(table_of(results))
    print(basis_of(measured))
    write(results, measured)
    return int(given.gates and not all(result.passes for result in results))


if __name__ == "__main__":
    sys.exit(main())
