"""Acts of an export come back, each with its device and seq, so that none is ever stored twice.

A line that is not one is refused with its number and a reason; the others are stored all the same. They are
not noted as seen from their browser: that asks what is missing by what it has sent, and sends it again.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from pointeuse.collector.acts import Act
from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.store.acts import batches as acts
from pointeuse.collector.store.acts.batches import Named
from pointeuse.collector.store.acts.contents import stored_acts
from pointeuse.collector.store.acts.names import Device, Names
from pointeuse.collector.store.acts.remembered import split
from pointeuse.collector.store.engine.ranges import ranges_of
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.adding import Sums
from pointeuse.collector.store.sums.horizon import horizon_of


class Line(Struct, frozen=True):
    """The act that one line of a file holds, and the device that recorded it."""

    number: int
    device: str
    act: Act


class Outcome(Struct):
    """What became of the lines: counts, and the number of each line that was not taken with its reason.

    `erased` are acts that the person has had erased since; `conflict` those whose identity another act has.
    """

    stored: int = 0
    duplicate: int = 0
    erased: int = 0
    conflict: list[int] = []
    refused: list[tuple[int, str]] = []


def restore(
    conn: sqlite3.Connection, names: Names, lines: Iterable[Line], with_erased: bool = False
) -> Outcome:
    """Store the acts in the order of the lines, in the caller's transaction, and say what became of each."""
    outcome, sums = Outcome(), Sums()
    kept = list(_kept(lines, horizon_of(conn), outcome))
    for device, run in groupby(kept, lambda line: line.device):
        _restore_run(conn, names, names.device(conn, device), list(run), with_erased, sums, outcome)
    rollups.add(conn, sums)
    return outcome


def _kept(lines: Iterable[Line], horizon: int, outcome: Outcome) -> Iterator[Line]:
    """Leave out what lies before the horizon: the sums may hold it, and nobody can tell."""
    for line in lines:
        if (line.act.at + line.act.offset_min * 60_000) // DAY_MS < horizon:
            outcome.refused.append((line.number, "horizon"))
        else:
            yield line


def _restore_run(
    conn: sqlite3.Connection,
    names: Names,
    device: Device,
    lines: list[Line],
    with_erased: bool,
    sums: Sums,
    outcome: Outcome,
) -> None:
    rows: Named = [(line.act, (line.act.kind, line.act.platform, line.act.rule)) for line in lines]
    if not with_erased:
        rows, gone = _without_erased(conn, device, rows)
        outcome.erased += gone
    stored, duplicate, conflict = acts.put(conn, names, device, acts.ruled(conn, names, rows), sums)
    outcome.stored += len(stored)
    outcome.duplicate += len(duplicate)
    numbers = {id(line.act): line.number for line in lines}
    outcome.conflict += [numbers[id(act)] for act, _ in conflict]


def _without_erased(conn: sqlite3.Connection, device: Device, rows: Named) -> tuple[Named, int]:
    """Leave out what is gone; what came back on an earlier restoring is there, and is compared."""
    kept, gone = split(conn, device, rows)
    held = stored_acts(conn, device.id, ranges_of(act.seq for act, _ in gone)) if gone else {}
    back = [row for row in gone if row[0].seq in held]
    return kept + back, len(gone) - len(back)
