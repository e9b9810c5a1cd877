"""What must hold and what we want to hold: the gates of every change, and the goals that are published."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Goal:
    """One measured ratio. `measure` names it; `at_most` says that less is better than the bound."""

    number: int
    measure: str
    what: str
    gate: float | None
    goal: float
    at_most: bool = False

    def holds(self, bound: float | None, value: float) -> bool:
        """Say whether `value` keeps to `bound`; there is nothing to keep to where that is None."""
        return bound is None or (value <= bound if self.at_most else value >= bound)


# R: rows a second of executemany into a WITHOUT ROWID table with uuid7 keys, 1000 a commit, same round.
#
# The goals were set on a machine where a raw row cost 4.4 us of CPU and aiohttp answered 7,000 empty POSTs a
# second. Where a row costs 1.7 us and 30,000 POSTs are answered, the collector's own 3.4 us an act weigh more
# in every ratio to them. The gates of goals 1 to 4 leave room for that: they catch a collector that became
# slower by a third or more, and the line below the table says what the machine itself can do.
GOALS = (
    Goal(1, "batch-1000-by-4", "stored acts a second, batches of 1000 on 4 connections, x R", 0.4, 0.9),
    Goal(2, "batch-1000-by-1", "the same on 1 connection, x R", 0.33, 0.75),
    Goal(2, "batch-50-by-8", "batches of 50 on 8 connections, x R", 0.1, 0.35),
    Goal(3, "cpu", "CPU of the collector an act, batches of 1000, x raw rows", 2.8, 1.25, True),
    # 3 where a flush takes 0.2 ms; 3.5 to 4.8, for the same commit, where it takes 0.08 and divides less.
    Goal(4, "one-act", "median time of one act, x (empty POST + fdatasync)", 5.0, 1.2, True),
    Goal(4, "one-act-by-64", "single acts a second on 64 connections, x empty POSTs", 0.1, 0.7),
    Goal(7, "bytes", "bytes of database an act, sums included", 50, 48, True),
    Goal(
        8, "cpu-when-full", "CPU an act on a full database (1 or 10 years), x an empty one", 1.3, 1.15, True
    ),
    Goal(9, "resent-rate", "acts a second of a batch sent again, x new ones", None, 1.0),
    Goal(9, "resent-change", "changes that a batch sent again makes", 0, 0, True),
    Goal(10, "month-ms", "ms of the data of 30 days in full detail", None, 40, True),
    Goal(10, "year-ms", "ms of the data of 365 days by platform, valued", None, 40, True),
    Goal(10, "all-ms", "ms of the data of all history by month, valued", None, 40, True),
    Goal(10, "month-growth", "the 30 days of a full log, x those of one a quarter as long", 1.5, 1.3, True),
    Goal(10, "year-growth", "the 365 days of ten years, x those of a quarter of them", 1.5, 1.3, True),
    Goal(11, "scan-months", "time of all history by month by a scan of the acts, x by the sums", 100, 400),
    Goal(11, "pandas-months", "the same by pandas, x by the sums", 100, 800),
    Goal(11, "pandas-memory", "memory of that, x by the sums", None, 20),
    Goal(13, "start-cpu", "CPU until the first answer, x an empty aiohttp server", 1.4, 1.2, True),
    Goal(14, "idle-memory", "memory when idle, MB more than an empty aiohttp server", 10, 6, True),
    Goal(14, "loaded-memory", "memory after storing them, MB more than that server", 35, 30, True),
    Goal(15, "spec-bytes", "bytes of the largest chart as Altair makes it, without data", 2000, 2000, True),
    Goal(15, "columns", "bytes of a chart's rows inside its spec by Altair, x its columns as sent", 4, 4),
    Goal(15, "served-month", "ms until a view and a chart are there: overview of 30 days", 100, 40, True),
    Goal(15, "served-year", "the same, of 365 days", 100, 40, True),
    Goal(15, "served-all", "the same, of all history", None, 40, True),
    Goal(15, "served-rhythm", "the same, of the hours and days of 365 days", None, 40, True),
    Goal(15, "served-rhythm-all", "the same, of the hours and days of all history", None, 40, True),
    Goal(15, "heavy-libraries", "libraries of Altair, pandas or vl-convert in the server then", 0, 0, True),
    Goal(18, "unrelated-cpu", "CPU of Chromium for requests of no rule, x without", None, 1.1, True),
    Goal(18, "matching-cpu", "CPU of Chromium for requests that rules look at, x without", None, 2.5, True),
    Goal(18, "page-load", "time to load a page that is watched, x without", None, 1.1, True),
    Goal(18, "request-time", "time that a page itself measures for a request, x without", None, 1.1, True),
    Goal(19, "valued-year", "CPU of a valued view of 365 days by platform, x unvalued", 2.0, 1.4, True),
    Goal(19, "valued-all", "CPU of a valued view of all history by month, x unvalued", 2.0, 1.4, True),
    Goal(20, "beside-idlers", "time of a command beside 128 idle connections, x alone", 10, 2, True),
    Goal(20, "stopped", "s until it is said that a stopped collector does not answer", 6, 3, True),
    Goal(20, "erase-million", "s to erase a million acts of ten years from log and files", None, 20, True),
    Goal(19, "band", "CPU of the band of a year in its worker, s", None, 1.0, True),
)


@dataclass(frozen=True)
class Result:
    """What the rounds gave for one goal."""

    goal: Goal
    values: list[float]

    @property
    def value(self) -> float:
        return median(self.values)

    @property
    def passes(self) -> bool:
        return self.goal.holds(self.goal.gate, self.value)

    @property
    def verdict(self) -> str:
        if self.goal.holds(self.goal.goal, self.value):
            return "goal"
        return "gate" if self.passes else "FAILED"


def results_of(measured: dict[str, list[float]]) -> list[Result]:
    """Pair the measures with their goals, in the order of the table."""
    return [Result(goal, measured[goal.measure]) for goal in GOALS if goal.measure in measured]


def table_of(results: list[Result]) -> str:
    """Return the results as lines of text: goal, what, measured [lowest..highest], gate, goal, verdict."""
    rows = [("", "what", "measured", "gate", "goal", "")]
    rows += [
        (
            str(r.goal.number),
            r.goal.what,
            f"{r.value:.2f} [{min(r.values):.2f}..{max(r.values):.2f}]",
            "-" if r.goal.gate is None else f"{'<=' if r.goal.at_most else '>='} {r.goal.gate:g}",
            f"{'<=' if r.goal.at_most else '>='} {r.goal.goal:g}",
            r.verdict,
        )
        for r in results
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
