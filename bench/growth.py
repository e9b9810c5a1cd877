"""What years of acts cost: bytes, memory, CPU an act compared with an empty database, and their value."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from .ingest import Sending
from .serving import bare, collector, load, pair
from .valuing import values_of

CHUNK = 100_000
SAMPLE = 50_000
SETTLED = 20


def growth_of(folder: Path, acts: int, rounds: int, say: Callable[[str], None]) -> dict[str, list[float]]:
    """Return the measures of goals 7, 8, 14 and 19 after `acts` acts."""
    with tempfile.TemporaryDirectory(dir=folder) as here:
        full, empty = Path(here) / "full", Path(here) / "empty"
        with collector(full):
            pass  # the very first start makes the database, and loads what it needs for that
        with bare() as nothing, collector(full) as server:
            load({"port": nothing.port}, batches=SETTLED)
            base = nothing.memory()
            idle = server.memory() - base
            client, sending = pair(server), Sending(server)
            for done in range(0, acts, CHUNK):
                say(f"filling a database, {done // 1000} of {acts // 1000} thousand")
                sending.send(client, acts=min(CHUNK, acts - done), size=1000, connections=4)
            loaded = server.memory() - base
            with collector(empty) as other:
                ratios = _compare(sending, client, Sending(other), pair(other), rounds)
            total = sending.sent
        say("valuing")
        values = values_of(full / "pointeuse.db", rounds)
        size = (full / "pointeuse.db").stat().st_size
    return {
        "bytes": [size / total],
        "cpu-when-full": ratios,
        "idle-memory": [idle],
        "loaded-memory": [loaded],
        **values,
    }


def _compare(full: Sending, client: dict, empty: Sending, other: dict, rounds: int) -> list[float]:
    """Alternate between the two; the first sample on each only warms it up."""
    ratios = []
    for number in range(rounds + 1):
        much = full.send(client, acts=SAMPLE, size=1000, connections=1)["cpu_us"]
        none = empty.send(other, acts=SAMPLE, size=1000, connections=1)["cpu_us"]
        ratios += [much / none] if number else []
    return ratios
