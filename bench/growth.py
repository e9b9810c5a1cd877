"""What years of acts cost: bytes, memory, CPU an act compared with an empty database, and reading them."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from .ingest import Sending
from .painting import painted_of
from .scanning import scans_of
from .serving import bare, collector, load, pair
from .shipping import shipped_of
from .valuing import values_of
from .viewing import views_of
from .waiting import erased_of

CHUNK = 100_000
SAMPLE = 50_000
SETTLED = 20
# The young log has this part of the acts of the full one.
YOUNG = 4

Say = Callable[[str], None]


def growth_of(folder: Path, small: bool, rounds: int, say: Say, numbers: set[int]) -> dict[str, list[float]]:
    """Return the measures of goals 7, 8 and 14 on a full log, and of the ways to read it in `numbers`.

    The small one is of a year, the other of ten; only that one is looked at in a browser.
    """
    acts = 1_000_000 if small else 10_000_000
    with tempfile.TemporaryDirectory(dir=folder) as here:
        full, young = Path(here) / "full", Path(here) / "young"
        with collector(full):
            pass  # the very first start makes the database, and loads what it needs for that
        with bare() as nothing, collector(full) as server:
            load({"port": nothing.port}, batches=SETTLED)
            base = nothing.memory()
            idle = server.memory() - base
            client, sending = pair(server), Sending(server)
            _fill(sending, client, acts, say)
            loaded = server.memory() - base
            with collector(young) as other:
                newcomer, beside = pair(other), Sending(other)
                ratios = _compare(sending, client, beside, newcomer, rounds)
                if 10 in numbers:
                    _fill(beside, newcomer, acts // YOUNG, say)
            total = sending.sent
        databases = [folder / "pointeuse.db" for folder in (full, young)]
        return {
            "bytes": [databases[0].stat().st_size / total],
            "cpu-when-full": ratios,
            "idle-memory": [idle],
            "loaded-memory": [loaded],
            **_read(*databases, rounds, say, numbers),
            **(painted_of(databases[0], rounds) if 15 in numbers and not small else {}),
            **(_erase(full, say) if 20 in numbers and not small else {}),
        }


def _erase(full: Path, say: Say) -> dict[str, list[float]]:
    """Erase the log: what is measured last, for nothing is left of it."""
    say("erasing")
    with collector(full) as server:
        return erased_of(server)


def _fill(sending: Sending, client: dict, acts: int, say: Say) -> None:
    """Send until `acts` have been sent."""
    while sending.sent < acts:
        say(f"filling a database, {sending.sent // 1000} of {acts // 1000} thousand")
        sending.send(client, acts=min(CHUNK, acts - sending.sent), size=1000, connections=4)


def _read(full: Path, young: Path, rounds: int, say: Say, numbers: set[int]) -> dict[str, list[float]]:
    """Measure each way of reading the log that a goal is about."""
    readers = {
        10: ("reading views", lambda: views_of(full, young, rounds)),
        11: ("reading the same from the acts", lambda: scans_of(full, rounds)),
        15: ("asking for views and charts", lambda: shipped_of(full, rounds)),
        19: ("valuing", lambda: values_of(full, rounds)),
    }
    measured: dict[str, list[float]] = {}
    for number, (what, read) in readers.items():
        if number in numbers:
            say(what)
            measured |= read()
    return measured


def _compare(full: Sending, client: dict, empty: Sending, other: dict, rounds: int) -> list[float]:
    """Alternate between the two; the first sample on each only warms it up."""
    ratios = []
    for number in range(rounds + 1):
        much = full.send(client, acts=SAMPLE, size=1000, connections=1)["cpu_us"]
        none = empty.send(other, acts=SAMPLE, size=1000, connections=1)["cpu_us"]
        ratios += [much / none] if number else []
    return ratios
